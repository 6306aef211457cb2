//! A folder with every format that `add` reads: what goes in comes out.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::articles::{Generated, article};
use crate::program::{Folder, done, run};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn mail(made: &Generated) -> String {
    format!(
        "From: \"River News\" <news@river.example>\r\nSubject: {}\r\nDate: Tue, 4 Mar 2031 09:00:00 +0100\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n",
        made.title,
        made.paragraphs.join("\r\n\r\n")
    )
}

fn saved_page(made: &Generated) -> String {
    format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: {}\r\nDate: Tue, 4 Mar 2031 09:00:00 +0100\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"; type=\"text/html\"\r\n\r\n--b\r\n\
         Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n--b--\r\n",
        made.url,
        made.html()
    )
}

fn feed(made: &[Generated]) -> String {
    let items: Vec<String> = made
        .iter()
        .map(|made| {
            let body: Vec<String> = made.paragraphs.iter().map(|p| format!("<p>{p}</p>")).collect();
            format!(
                "<item><title>{}</title><link>{}</link><content:encoded><![CDATA[{}]]></content:encoded></item>",
                made.title,
                made.url,
                body.concat()
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel><title>River Feed</title>{}</channel></rss>",
        items.concat()
    )
}

fn record(made: &Generated) -> Vec<u8> {
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}",
        made.html()
    );
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {}\r\nWARC-Date: 2031-03-05T06:07:08Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        made.url,
        http.len()
    )
    .into_bytes()
}

/// A zip archive whose files are stored, not packed (APPNOTE 6.3).
fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let length = (bytes.len() as u32).to_le_bytes();
        let mut fields = Vec::new();
        fields.extend([10, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        fields.extend(crc.sum().to_le_bytes());
        fields.extend(length);
        fields.extend(length);
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x0a\x00");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&fields);
        out.extend(name.as_bytes());
        out.extend(bytes);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend((files.len() as u16).to_le_bytes());
    out.extend((files.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A PDF document of one page, each line of text on a line of its own.
fn pdf(title: &str, lines: &[&str]) -> Vec<u8> {
    let shown: Vec<String> = lines.iter().map(|line| format!("({line}) Tj T*")).collect();
    let stream = format!("BT /F1 11 Tf 14 TL 60 760 Td {} ET", shown.join(" "));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Title ({title}) >>"),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = out.len();
    let entries: String = offsets
        .iter()
        .map(|at| format!("{at:010} 00000 n \n"))
        .collect();
    out.extend(
        format!(
            "xref\n0 7\n0000000000 65535 f \n{entries}trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{table}\n%%EOF\n"
        )
        .bytes(),
    );
    out
}

#[test]
fn every_format_goes_in_and_comes_out() {
    let made: Vec<Generated> = (900..914).map(|number| article(number, 2)).collect();
    let folder = Folder::new("formats");
    // Endings lie: what an input is, is told by its content.
    folder.write("in/01.jpg", made[0].html());
    folder.write("in/02.html", saved_page(&made[1]));
    folder.write("in/03.csv", made[2].paragraphs.join("\n\n"));
    folder.write("in/04", format!("{}\n{}\n", made[3].json(), made[4].json()));
    folder.write("in/05.txt", feed(&made[5..7]));
    folder.write("in/06.pdf", mail(&made[7]));
    folder.write(
        "in/07.zip",
        format!(
            "From a@b Tue Mar  4 09:00:00 2031\n{}\n",
            mail(&made[8]).replace("\r\n", "\n")
        ),
    );
    folder.write("in/08.json", record(&made[9]));
    folder.write(
        "in/09.bin",
        [gzip(&record(&made[10])), gzip(&record(&made[11]))].concat(),
    );
    let inner = gzip(&record(&made[12]));
    folder.write(
        "in/10.wacz",
        zip(&[
            ("datapackage.json", b"{}".to_vec()),
            ("archive/data.warc.gz", inner),
        ]),
    );
    folder.write("in/11.exe", gzip(made[13].html().as_bytes()));
    folder.write(
        "in/12.doc",
        pdf(
            "Quay report",
            &[
                "The harbour master, Pieter Oud, said that the old quay",
                "would be closed in May.",
                "The port denied it.",
            ],
        ),
    );
    let output = run(&folder, &["add", "in", "--json"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(summary["new"], 15, "{summary} {told}");
    let export = done(&folder, &["export", "--format", "jsonl"]);
    for (at, made) in made.iter().enumerate() {
        // The first words of the first paragraph, up to what JSON writes otherwise.
        let words: String = made.paragraphs[0]
            .chars()
            .take_while(|c| *c != '"')
            .take(40)
            .collect();
        assert!(export.contains(&words), "article {at}: {words}");
    }
    assert!(
        export.contains("said that the old quay would be closed in May"),
        "lines of a PDF are joined"
    );
    assert!(export.contains("\"title\":\"Quay report\""));
    let readings = export
        .lines()
        .filter(|line| line.contains(r#""type":"reading""#));
    assert_eq!(readings.count(), 15);
    done(&folder, &["verify"]);
    let again = done(&folder, &["add", "in", "--json"]);
    assert!(again.contains("\"unchanged\":15"), "{again}");
    for format in ["csv", "webannotation", "ftm", "labelstudio"] {
        assert!(
            !done(&folder, &["export", "--format", format]).is_empty(),
            "{format}"
        );
    }
    done(&folder, &["export", "--format", "brat", "--output", "brat"]);
    let files = std::fs::read_dir(folder.path().join("brat"))
        .expect("a folder")
        .count();
    assert_eq!(files, 30);
    // And in again, elsewhere.
    folder.write("all.jsonl", &export);
    done(&folder, &["import", "all.jsonl", "--ledger", "copy.db"]);
    assert!(
        done(
            &folder,
            &["export", "--format", "jsonl", "--ledger", "copy.db"]
        ) == export
    );
}
