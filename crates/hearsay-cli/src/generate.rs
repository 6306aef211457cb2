//! `hearsay generate`: the manual page and completions, for those who package the program.

use clap::CommandFactory;

use crate::args::{Cli, GenerateCommand};

/// The text asked for.
///
/// # Errors
/// If the manual page cannot be rendered.
pub(crate) fn run(command: &GenerateCommand) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    match command {
        GenerateCommand::Man => man(&mut out)?,
        GenerateCommand::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "hearsay", &mut out);
        }
    }
    Ok(out)
}

/// One page: the program, then each command that is not hidden.
fn man(out: &mut Vec<u8>) -> std::io::Result<()> {
    let mut cli = Cli::command();
    cli.build();
    clap_mangen::Man::new(cli.clone()).render(out)?;
    for command in cli.get_subcommands().filter(|c| !c.is_hide_set()) {
        let man = clap_mangen::Man::new(command.clone());
        man.render_synopsis_section(out)?;
        man.render_description_section(out)?;
        man.render_options_section(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_names_every_option_of_read() {
        let out = run(&GenerateCommand::Man).expect("a manual page");
        let text = String::from_utf8(out).expect("UTF-8");
        for word in ["verbatim", "published", "allow", "jobs"] {
            assert!(text.contains(word), "{word}");
        }
    }
}
