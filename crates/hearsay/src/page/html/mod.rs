//! A page with markup becomes blocks and metadata.

mod boxes;
mod choose;
pub(crate) mod dom;
mod kin;
mod limit;
pub(crate) mod marks;
pub(crate) mod pieces;
mod vote;

use dom_query::Document;

use self::dom::Dom;
use self::marks::Marks;
use super::{Draft, PageError, meta, text};
use crate::article::BlockKind;
use crate::span::clip;

/// Agreement with the extractor below which a reader should look at the page.
const LOW: f64 = 0.5;

/// How much markup is parsed, in bytes. A parsed page takes up to two hundred times its size.
const MARKUP: usize = 8 << 20;

/// Reads a page.
pub(crate) fn read(html: &str) -> Result<Draft, PageError> {
    let mut warnings = Vec::new();
    let clipped = clip(html, MARKUP);
    if clipped.len() < html.len() {
        warnings.push(format!(
            "clipped: only the first {MARKUP} bytes of the markup were read"
        ));
    }
    let (html, cut) = limit::limit_depth(clipped);
    let document = Document::from(&*html);
    let dom = Dom::new(&document);
    if cut || dom.flattened {
        warnings.push("markup nested too deeply: the innermost tags were ignored".to_owned());
    }
    let marks = Marks::new(&dom);
    let pieces = pieces::cut(&dom, &marks);
    if let Some(draft) = preformatted(&dom, &pieces) {
        return Ok(draft);
    }
    let metadata = meta::html::read(&dom, &marks, &pieces);
    if pieces.is_empty() && metadata.body.is_none() {
        return Err(PageError::NoText);
    }
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
    } else if let Some(body) = &metadata.body {
        warnings.push("the text was taken from the page's JSON-LD description".to_owned());
        let lines = text::paragraphs(body);
        blocks.extend(
            lines
                .into_iter()
                .map(|range| (BlockKind::Paragraph, dom::squeeze(&body[range]))),
        );
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
