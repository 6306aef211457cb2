//! The arguments of `hearsay serve`.

use std::net::SocketAddr;

use clap::Args;

use super::LedgerArgs;

/// Read a ledger in a browser
///
/// Serves web pages over the ledger, and its API under /api/v1. It listens to this machine alone unless
/// --bind says otherwise, which needs a --token: whoever has it may read and correct everything. Ends on
/// Ctrl-C.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8787")]
    pub(crate) bind: SocketAddr,
    /// The word that visitors must know; 16 characters at least
    #[arg(long, env = "HEARSAY_TOKEN", hide_env_values = true, value_parser = token)]
    pub(crate) token: Option<String>,
    /// A name under which browsers reach it, beside its addresses; may be given more than once
    #[arg(long = "host", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Letters and signs that can stand in a header as they are, so many that nobody guesses them.
fn token(text: &str) -> Result<String, String> {
    if text.len() < 16 {
        return Err("shorter than 16 characters".to_owned());
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    if !text.bytes().all(plain) {
        return Err("holds other characters than letters, digits and -._~+/=".to_owned());
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, Parser};

    #[derive(Debug, Parser)]
    struct Probe {
        #[command(flatten)]
        serve: ServeArgs,
    }

    #[test]
    fn the_arguments_are_consistent() {
        Probe::command().debug_assert();
        let parse = |words: &[&str]| Probe::try_parse_from([&["serve"], words].concat());
        let plain = parse(&[]).expect("arguments").serve;
        assert!(plain.bind.ip().is_loopback());
        assert!(parse(&["--token", "short"]).is_err());
        assert!(parse(&["--token", "long enough, but with blanks"]).is_err());
        assert!(parse(&["--bind", "[::]:0", "--token", "0123456789abcdef"]).is_ok());
    }
}
