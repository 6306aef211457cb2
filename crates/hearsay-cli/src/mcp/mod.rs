//! `hearsay mcp`: the ledger as tools for programs that speak the Model Context Protocol, over standard input and output.
//!
//! The tools only read. What each answers is quoted: the words, the address of the page, the place in its text.

mod asked;
mod quote;
mod tools;

use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use rmcp::ServiceExt;
use rmcp::transport::stdio;

use crate::args::McpArgs;
use crate::exit;
use crate::ledger;
use crate::printer::Printer;
use tools::Tools;

/// Answers until standard input ends.
///
/// # Errors
/// If the ledger cannot be read, or the other side breaks the protocol.
pub(crate) fn run(args: &McpArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    let tools = Tools::new(Arc::new(Mutex::new(ledger)));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    printer.note(&format!(
        "answering from {} on standard output (the end of standard input ends)",
        args.ledger.ledger.display()
    ));
    runtime.block_on(async {
        let service = tools.serve(stdio()).await;
        let service = service.context("the other side does not speak the protocol")?;
        service.waiting().await.context("the connection broke")?;
        Ok::<_, anyhow::Error>(())
    })?;
    // A read of standard input that is still waiting must not hold the program up.
    runtime.shutdown_background();
    Ok(exit::after(0))
}
