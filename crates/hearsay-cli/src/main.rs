//! The `hearsay` command.
//!
//! Decides which command runs and what the exit code says; the commands do the work.

mod add;
mod args;
mod ask;
mod claims;
mod clock;
mod desk;
mod eval;
mod exchange;
mod exit;
mod fetch;
mod generate;
mod input;
mod ledger;
mod parallel;
mod printer;
mod progress;
mod read;
mod serve;
mod stop;
mod table;
mod view;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use args::{Cli, Command};
use printer::Printer;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let printer = Printer::new(cli.color);
    match run(&cli.command, &printer) {
        Ok(code) => code,
        Err(error) => {
            printer.error(&format!("{error:#}"));
            exit::usage()
        }
    }
}

fn run(command: &Command, printer: &Printer) -> Result<ExitCode> {
    match command {
        Command::Read(args) => read::run(args, printer),
        Command::Search(args) => ask::search(args, printer),
        Command::Said(args) => ask::said(args, printer),
        Command::Show(args) => ask::show(args, printer),
        Command::Who(args) => ask::who(args, printer),
        Command::Stats(args) => ask::stats(args, printer),
        Command::Versions(args) => ask::versions(args, printer),
        Command::Claims(args) => claims::list(args, printer),
        Command::Claim(args) => claims::claim(args, printer),
        Command::Trace(args) => claims::trace(args, printer),
        Command::Compare(args) => claims::compare(args, printer),
        Command::Correct(args) => desk::correct(args, printer),
        Command::Corrections(args) => desk::corrections(args, printer),
        Command::Reread(args) => desk::reread(args, printer),
        Command::Verify(args) => desk::verify(args, printer),
        Command::Serve(args) => serve::run(args, printer),
        Command::Export(args) => exchange::export(args, printer),
        Command::Import(args) => exchange::import(args, printer),
        Command::Add(args) => add::run(args, printer),
        Command::Watch(args) => watch::command(args, printer),
        Command::Schema { openapi: true, .. } => print(printer, serve::document()?.as_bytes()),
        Command::Schema { claims: true, .. } => {
            print(printer, hearsay::account::JSON_SCHEMA.as_bytes())
        }
        Command::Schema { .. } => print(printer, hearsay::reading::JSON_SCHEMA.as_bytes()),
        Command::PdfText => input::pdf::run(printer),
        Command::Generate(command) => print(printer, &generate::run(command)?),
        Command::Eval(command) => eval::run(command, printer),
    }
}

/// Prints data; a closed pipe is a quiet success.
fn print(printer: &Printer, data: &[u8]) -> Result<ExitCode> {
    printer.data(data)?;
    Ok(exit::after(0))
}
