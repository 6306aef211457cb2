//! Lists of inputs: one a line on standard input, or a column of addresses in a CSV file.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use csv::{ByteRecord, Reader, ReaderBuilder};

use super::Failed;
use crate::fetch;

/// How many rows are looked at to find the column with the addresses.
const ROWS: usize = 100;

/// The arguments, with `-` replaced by the list on standard input: a path or an address a line.
pub(crate) fn arguments(
    inputs: Vec<String>,
) -> impl Iterator<Item = Result<String, Failed>> + Send {
    inputs
        .into_iter()
        .flat_map(|input| -> Box<dyn Iterator<Item = _> + Send> {
            if input == "-" {
                Box::new(lines(BufReader::new(io::stdin())))
            } else {
                Box::new(std::iter::once(Ok(input)))
            }
        })
}

/// The non-blank lines of a list.
fn lines(list: impl BufRead + Send) -> impl Iterator<Item = Result<String, Failed>> + Send {
    let named = |at: usize| format!("(stdin), line {}", at + 1);
    list.lines().enumerate().filter_map(move |(at, line)| {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                let error = anyhow!("cannot read the list: {error}");
                return Some(Err(Failed::new(named(at), error)));
            }
        };
        let line = line.trim_start_matches('\u{FEFF}').trim();
        match line {
            "" => None,
            "-" => {
                let error =
                    anyhow!("a list cannot name itself\n  hint: a file of this name is ./-");
                Some(Err(Failed::new(named(at), error)))
            }
            line => Some(Ok(line.to_owned())),
        }
    })
}

/// The addresses in a column of a CSV file: the named one, else the first that holds addresses.
/// Fields are parted by what the first line has most of: commas, semicolons or tabs.
///
/// # Errors
/// If the file cannot be read, or has no such column.
pub(crate) fn column(
    path: &Path,
    column: Option<&str>,
) -> Result<impl Iterator<Item = Result<String, Failed>> + Send + use<>> {
    let name = path.display().to_string();
    let file = File::open(path).with_context(|| format!("{name}: cannot open the file"))?;
    read(file, &name, column).with_context(|| format!("{name}: no addresses"))
}

fn read<R: Read + Send>(
    file: R,
    name: &str,
    column: Option<&str>,
) -> Result<impl Iterator<Item = Result<String, Failed>> + Send + use<R>> {
    let mut file = BufReader::with_capacity(64 << 10, file);
    let delimiter = delimiter(file.fill_buf()?);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(file);
    let header = reader.byte_headers()?.clone();
    let names: Vec<String> = header
        .iter()
        .map(|name| text(name).trim_start_matches('\u{FEFF}').to_owned())
        .collect();
    let mut rows = VecDeque::new();
    let at = match column {
        Some(column) => named(&names, column)?,
        None => {
            // A file without a header has an address in its first row.
            if names.iter().any(|name| fetch::is_web(name)) {
                rows.push_back((1, header));
            }
            found(&mut reader, &mut rows, &names)?
        }
    };
    Ok(Rows {
        reader,
        rows,
        at,
        name: name.to_owned(),
        ended: false,
    })
}

/// What parts the fields of this file.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|&&byte| byte == delimiter).count();
    let mut best = b',';
    for other in [b';', b'\t'] {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

fn named(names: &[String], column: &str) -> Result<usize> {
    names
        .iter()
        .position(|name| name == column)
        .or_else(|| {
            names
                .iter()
                .position(|name| name.eq_ignore_ascii_case(column))
        })
        .with_context(|| {
            format!(
                "no column {column:?}\n  hint: its columns are {}",
                names.join(", ")
            )
        })
}

/// The first column that holds an address in the first rows, which are kept for later.
fn found<R: Read>(
    reader: &mut Reader<R>,
    rows: &mut VecDeque<(u64, ByteRecord)>,
    names: &[String],
) -> Result<usize> {
    while rows.len() < ROWS {
        let line = reader.position().line();
        let mut row = ByteRecord::new();
        if !reader.read_byte_record(&mut row)? {
            break;
        }
        rows.push_back((line, row));
    }
    let columns = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let holds = |at: &usize| {
        let mut values = rows.iter().filter_map(|(_, row)| row.get(*at));
        values.any(|value| fetch::is_web(&text(value)))
    };
    match (0..columns).find(holds) {
        Some(at) => Ok(at),
        None => bail!(
            "no column holds http or https addresses\n  hint: name one of its columns with --column: {}",
            names.join(", ")
        ),
    }
}

fn text(field: &[u8]) -> String {
    String::from_utf8_lossy(field).trim().to_owned()
}

/// The values of one column.
struct Rows<R> {
    reader: Reader<R>,
    /// Rows that were read ahead, with their lines.
    rows: VecDeque<(u64, ByteRecord)>,
    at: usize,
    name: String,
    ended: bool,
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<String, Failed>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let (line, row) = match self.rows.pop_front() {
                Some(row) => row,
                None => {
                    let line = self.reader.position().line();
                    let mut row = ByteRecord::new();
                    match self.reader.read_byte_record(&mut row) {
                        Ok(true) => (line, row),
                        Ok(false) => break,
                        Err(error) => {
                            self.ended = true;
                            let error = anyhow!("cannot read the list: {error}");
                            return Some(Err(Failed::new(self.name.clone(), error)));
                        }
                    }
                }
            };
            let value = text(row.get(self.at).unwrap_or_default());
            if fetch::is_web(&value) {
                return Some(Ok(value));
            }
            if !value.is_empty() {
                let name = format!("{}, line {line}", self.name);
                let error = anyhow!("not an http or https address: {value:?}");
                return Some(Err(Failed::new(name, error)));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(csv: &'static str, column: Option<&str>) -> Result<Vec<String>> {
        Ok(read(csv.as_bytes(), "a.csv", column)?
            .map(|found| match found {
                Ok(url) => url,
                Err(failed) => format!("{}: {}", failed.name, failed.error),
            })
            .collect())
    }

    #[test]
    fn the_column_is_named_or_found() {
        let csv = "\u{FEFF}desk,Link,Copy\nnews,https://kite.example/a,https://tarn.example/a\n\
                   \"sea, port\",,\nport,no link,x\n";
        assert_eq!(
            of(csv, None).expect("a column"),
            [
                "https://kite.example/a",
                "a.csv, line 4: not an http or https address: \"no link\""
            ]
        );
        assert_eq!(
            of(csv, Some("copy")).expect("a column")[0],
            "https://tarn.example/a"
        );
        let error = format!("{:#}", of(csv, Some("href")).expect_err("no such column"));
        assert!(error.contains("desk, Link, Copy"), "{error}");
        let error = format!("{:#}", of("a,b\n1,2\n", None).expect_err("no addresses"));
        assert!(error.contains("--column"), "{error}");
    }

    #[test]
    fn other_delimiters_and_files_without_a_header() {
        let semicolons = "id;url\n1;https://kite.example/a,b\n";
        assert_eq!(
            of(semicolons, None).expect("a column"),
            ["https://kite.example/a,b"]
        );
        let bare = "https://kite.example/a\nhttps://kite.example/b\n";
        assert_eq!(
            of(bare, None).expect("a column"),
            ["https://kite.example/a", "https://kite.example/b"]
        );
    }

    #[test]
    fn lists_name_an_input_a_line() {
        let list = "\u{FEFF}pages/a.html\r\n\n https://kite.example/a \n-\n";
        let found: Vec<_> = lines(list.as_bytes()).collect();
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].as_ref().expect("a path"), "pages/a.html");
        assert_eq!(
            found[1].as_ref().expect("an address"),
            "https://kite.example/a"
        );
        assert_eq!(
            found[2].as_ref().expect_err("itself").name,
            "(stdin), line 4"
        );
    }
}
