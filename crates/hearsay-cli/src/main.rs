//! The `hearsay` command.
//!
//! Decides which command runs and what the exit code says; the commands do the work.

mod args;
mod eval;
mod exit;
mod fetch;
mod generate;
mod parallel;
mod printer;
mod read;

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
        Command::Schema => print(printer, hearsay::reading::JSON_SCHEMA.as_bytes()),
        Command::Generate(command) => print(printer, &generate::run(command)?),
        Command::Eval(command) => eval::run(command, printer),
    }
}

/// Prints data; a closed pipe is a quiet success.
fn print(printer: &Printer, data: &[u8]) -> Result<ExitCode> {
    printer.data(data)?;
    Ok(exit::after(0))
}
