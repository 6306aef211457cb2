//! A page with markup becomes blocks and metadata.

mod choose;
pub(crate) mod dom;
mod limit;
pub(crate) mod marks;
pub(crate) mod pieces;
mod vote;

use dom_query::Document;

use self::dom::Dom;
use self::marks::Marks;
use super::{Draft, PageError, meta, text};
use crate::article::BlockKind;

/// Agreement with the extractor below which a reader should look at the page.
const LOW: f64 = 0.5;

/// Reads a page.
pub(crate) fn read(html: &str) -> Result<Draft, PageError> {
    let (html, cut) = limit::limit_depth(html);
    let document = Document::from(&*html);
    let dom = Dom::new(&document);
    let mut warnings = Vec::new();
    if cut || dom.flattened {
        warnings.push("markup nested too deeply: the innermost tags were ignored".to_owned());
    }
    let marks = Marks::new(&dom);
    let pieces = pieces::cut(&dom, &marks);
    if pieces.is_empty() {
        return Err(PageError::NoText);
    }
    if let Some(draft) = preformatted(&dom, &pieces) {
        return Ok(draft);
    }
    let metadata = meta::html::read(&dom, &marks, &pieces);
    let votes = vote::votes(document, &dom, &marks, &pieces);
    let title = metadata
        .draft
        .title
        .as_ref()
        .map(|title| title.value.as_str());
    let chosen = choose::choose(&dom, &pieces, votes.as_deref(), title, metadata.title_at);
    let mut blocks: Vec<(BlockKind, String)> = Vec::new();
    blocks.extend(title.map(|title| (BlockKind::Title, title.to_owned())));
    if chosen.blocks.iter().any(|(kind, _)| kind.is_body()) {
        blocks.extend(
            chosen
                .blocks
                .iter()
                .map(|(kind, index)| (*kind, pieces[*index].text.clone())),
        );
        if let Some(agreement) = chosen.agreement.filter(|agreement| *agreement < LOW) {
            warnings.push(format!(
                "two extractors disagree on what the article is (agreement {agreement:.2}): furniture may have stayed, or text may be missing"
            ));
        }
    } else {
        warnings.push("no article found: all text of the page was kept".to_owned());
        let dropped = |piece: &pieces::Piece| marks::is_dropped(piece.role);
        let all = pieces.iter().all(dropped);
        blocks.extend(
            pieces
                .iter()
                .filter(|piece| (all || !dropped(piece)) && Some(piece.text.as_str()) != title)
                .map(|piece| (BlockKind::Paragraph, piece.text.clone())),
        );
    }
    Ok(Draft {
        blocks,
        warnings,
        ..metadata.draft
    })
}

/// A page that only wraps plain text in one `pre` (as browsers show a text file) is read as text.
fn preformatted(dom: &Dom, pieces: &[pieces::Piece]) -> Option<Draft> {
    let pre = dom.first("pre")?;
    let alone = dom.nodes[pre].chars * 10 > dom.nodes[0].chars * 9 && pieces.len() <= 2;
    alone.then(|| {
        let raw: String = dom.nodes[dom.inside(pre)]
            .iter()
            .map(|node| &*node.text)
            .collect();
        text::read(&raw)
    })
}
