//! The arguments of `hearsay mcp`.

use clap::Args;

use super::LedgerArgs;

/// Answer questions to a ledger over standard input and output, in the Model Context Protocol
///
/// Tools that only read: search_claims, who_said, denials_of, origins_of, read_text. Each answer quotes
/// the words, with the address of the page and the place in its text.
#[derive(Debug, Args)]
pub(crate) struct McpArgs {
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}
