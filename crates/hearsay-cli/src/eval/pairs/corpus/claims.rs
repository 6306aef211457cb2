//! Stories of our own (`training/claims`): contents and the claims that they are for or against.
//!
//! A seventh of the stories, by hash of the title. Two for a claim, or two against it, are the
//! same; one for and one against, opposite; a question takes no side.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{EITHER, OPPOSITE, OTHER, Pair, SAME, split};

/// A content: its claim (none for `0`), its sign, its words.
type Content<'a> = (Option<char>, char, &'a str);

/// All pairs within the stories that are held out.
///
/// # Errors
/// If a file cannot be read or has a line that is neither claim nor content.
pub(in super::super) fn read(folder: &Path) -> Result<Vec<Pair>> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for block in text.split("\n\n") {
            out.extend(story(block).with_context(|| path.display().to_string())?);
        }
    }
    Ok(out)
}

fn story(block: &str) -> Result<Vec<Pair>> {
    let mut lines = block.trim().lines();
    let Some(title) = lines.next().and_then(|line| line.strip_prefix("# ")) else {
        return Ok(Vec::new());
    };
    if !split::story_held(title.trim()) {
        return Ok(Vec::new());
    }
    let contents: Vec<Content<'_>> = lines.map(content).collect::<Result<_>>()?;
    let mut out = Vec::new();
    for (at, first) in contents.iter().enumerate() {
        for second in &contents[at + 1..] {
            out.push(Pair {
                first: first.2.to_owned(),
                second: second.2.to_owned(),
                gold: label(first, second),
                group: title.to_owned(),
            });
        }
    }
    Ok(out)
}

/// A line: `A: wording of a claim`, or `A + | words of a content`.
fn content(line: &str) -> Result<Content<'_>> {
    if let Some((head, words)) = line.split_once(" | ") {
        let head: Vec<char> = head.chars().collect();
        if let [claim, ' ', sign @ ('+' | '-' | '?' | '0')] = head[..] {
            return Ok(((claim != '0').then_some(claim), sign, words.trim()));
        }
    } else if let Some((head, words)) = line.split_once(": ")
        && let [claim] = head.chars().collect::<Vec<_>>()[..]
    {
        return Ok((Some(claim), '+', words.trim()));
    }
    bail!("{line:?} is neither a claim nor a content")
}

fn label(first: &Content<'_>, second: &Content<'_>) -> usize {
    if first.0.is_none() || first.0 != second.0 {
        OTHER
    } else if first.1 == '?' || second.1 == '?' {
        EITHER
    } else if first.1 == second.1 {
        SAME
    } else {
        OPPOSITE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_labels() {
        let claim = content("A: The ferry was sold.").expect("a claim");
        let denial = content("A - | nobody: sold anything").expect("a content");
        let aside = content("0 0 | it is blue").expect("a content");
        assert_eq!(claim, (Some('A'), '+', "The ferry was sold."));
        assert_eq!(denial, (Some('A'), '-', "nobody: sold anything"));
        assert!(content("B ! | x").is_err() && content("words").is_err());
        assert_eq!(label(&claim, &denial), OPPOSITE);
        assert_eq!(label(&denial, &denial), SAME);
        assert_eq!(label(&claim, &(Some('A'), '?', "")), EITHER);
        assert_eq!(label(&claim, &(Some('B'), '+', "")), OTHER);
        assert_eq!(label(&aside, &aside), OTHER);
    }
}
