//! PDF documents are read by a process of their own: `hearsay pdf-text`, which a hostile document
//! may crash, hang or fill with its bytes, at the cost of that document alone.

use std::io::{self, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use hearsay::intake::MAX_BYTES;
use hearsay::intake::pdf::{self, PdfText};

use crate::printer::Printer;

/// The longest that a document may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most memory that a document may take, in bytes of address space.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// The longest answer, in bytes: the text, and what JSON adds to it.
const ANSWER: u64 = 2 * MAX_BYTES as u64;

/// The name of the command that reads a document.
const COMMAND: &str = "pdf-text";

/// The text of a document, read by another process.
///
/// # Errors
/// If the document has no text that can be read within the limits, or no process can be started.
pub(super) fn text(bytes: &[u8]) -> Result<PdfText> {
    let program = std::env::current_exe().context("cannot find the program that reads PDFs")?;
    let mut child = Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start the program that reads PDFs")?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else {
        bail!("cannot talk to the program that reads PDFs");
    };
    let (sender, answer) = mpsc::channel();
    let answer = thread::scope(|scope| {
        // Either may end early, if the other side is gone: then there is no answer.
        scope.spawn(move || stdin.write_all(bytes));
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.take(ANSWER).read_to_end(&mut answer);
            sender.send(read.map(|_| answer))
        });
        let answer = answer.recv_timeout(PATIENCE);
        // It has answered, or never will; killed, it closes both pipes.
        let _ = child.kill();
        answer
    });
    let status = child.wait()?;
    let answer = match answer {
        Ok(answer) => answer.context("cannot hear the program that reads PDFs")?,
        Err(_) => bail!(
            "the PDF document takes longer than {} seconds to read\n  hint: print it into a new PDF and give that",
            PATIENCE.as_secs()
        ),
    };
    // Whatever the reader prints on the way, the answer is the last line.
    let line = answer.trim_ascii_end().rsplit(|&byte| byte == b'\n').next();
    let answer: Answer = serde_json::from_slice(line.unwrap_or_default()).map_err(|_| {
        anyhow!(
            "the PDF document made its reader fail ({status})\n  hint: print it into a new PDF and give that"
        )
    })?;
    match answer {
        Answer::Text(text) => Ok(text),
        Answer::Error(reason) => Err(anyhow!(reason)),
    }
}

/// What the process says.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Text(PdfText),
    Error(String),
}

/// `hearsay pdf-text`: a document on stdin, its text on stdout, as JSON.
///
/// # Errors
/// If stdin cannot be read or stdout not be written.
pub(crate) fn run(printer: &Printer) -> Result<ExitCode> {
    limit();
    let mut bytes = Vec::new();
    io::stdin().take(MAX_BYTES as u64).read_to_end(&mut bytes)?;
    let answer = match pdf::text(&bytes) {
        Ok(text) => Answer::Text(text),
        Err(error) => Answer::Error(error.to_string()),
    };
    let mut line = vec![b'\n'];
    serde_json::to_writer(&mut line, &answer)?;
    line.push(b'\n');
    printer.data(&line)?;
    Ok(crate::exit::after(0))
}

/// Limits this process. A limit that cannot be set leaves those that the parent keeps.
#[cfg(unix)]
fn limit() {
    use rlimit::Resource;
    let seconds = PATIENCE.as_secs();
    for (resource, most) in [
        (Resource::AS, MEMORY),
        (Resource::CPU, seconds),
        (Resource::CORE, 0),
    ] {
        let _ = resource.set(most, most);
    }
}

#[cfg(not(unix))]
fn limit() {}
