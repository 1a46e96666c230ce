//! Lines and pages joined to paragraphs.

use super::pages::Piece;
use crate::document::BlockKind;
use std::collections::BTreeSet;

/// What was joined, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Joined {
    /// Words parted by a hyphen at a line end.
    pub(super) hyphens: u64,
    /// Paragraphs parted by a page end.
    pub(super) pages: u64,
}

/// Joins the lines of paragraphs, and paragraphs over page ends.
pub(super) fn join(pages: Vec<Vec<Piece>>) -> (Vec<Piece>, Joined) {
    let mut joined = Joined::default();
    let mut pieces: Vec<Piece> = Vec::new();
    for page in pages {
        let mut first = true;
        for piece in page {
            match (pieces.last_mut(), piece) {
                (Some(Piece::Paragraph(before)), Piece::Paragraph(next))
                    if std::mem::take(&mut first)
                        && goes_on(&before.words, &next.words, (before.kind, next.kind)) =>
                {
                    before.words.push('\n');
                    before.words.push_str(&next.words);
                    joined.pages += 1;
                }
                (_, piece) => {
                    first = false;
                    pieces.push(piece);
                }
            }
        }
    }
    let known = words(&pieces);
    for piece in &mut pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                paragraph.words = in_one_line(&paragraph.words, &known, &mut joined.hyphens);
            }
            Piece::Row(cells) => {
                cells.iter_mut().for_each(|cell| *cell = in_one_line(cell, &known, &mut joined.hyphens));
            }
        }
    }
    (pieces, joined)
}

/// Whether a paragraph goes on in the one on the next page: it has no end, and that has no beginning.
fn goes_on(before: &str, next: &str, kinds: (BlockKind, BlockKind)) -> bool {
    let open = !before.trim_end().ends_with(['.', '!', '?', ':', ';', '”', '"', ')', '…']);
    let running =
        matches!(kinds.0, BlockKind::Paragraph | BlockKind::ListItem) && kinds.1 == BlockKind::Paragraph;
    running && open && next.trim_start().starts_with(char::is_lowercase)
}

/// The words of the text that stand whole within a line, in lower case.
fn words(pieces: &[Piece]) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for piece in pieces {
        let Piece::Paragraph(paragraph) = piece else { continue };
        for line in paragraph.words.lines() {
            let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
            known.extend(line.split_whitespace().filter(|word| !word.ends_with('-')).map(bare));
        }
    }
    known
}

/// Lines as one. A hyphen at a line end stays between words that the text has by themselves (`forty-` `eighth`) or
/// with the hyphen; else it parted a word (`gov-` `ernment`), and goes.
fn in_one_line(words: &str, known: &BTreeSet<String>, n_hyphens: &mut u64) -> String {
    let mut out = String::with_capacity(words.len());
    for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let begins_small = line.starts_with(char::is_lowercase);
        let Some(stem) = out.strip_suffix(['-', '\u{AD}', '\u{2010}']).filter(|_| begins_small) else {
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(line);
            continue;
        };
        let left = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let right = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let has = |word: &str| known.contains(word);
        let whole = has(&format!("{left}{right}"));
        let is_compound = has(&format!("{left}-{right}")) || has(&left) && has(&right);
        if left.is_empty() || !whole && is_compound {
            out.push_str(line);
        } else {
            out.truncate(stem.len());
            out.push_str(line);
            *n_hyphens += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::office::flow::Paragraph;

    fn paragraph(words: &str) -> Piece {
        Piece::Paragraph(Paragraph { words: words.to_owned(), kind: BlockKind::Paragraph })
    }

    #[test]
    fn lines_and_pages_become_paragraphs() {
        let pages = vec![
            vec![
                paragraph("The gov-\nernment met at its forty-\neighth session."),
                paragraph("A eighth of forty\nstates,"),
            ],
            vec![paragraph("among them Freedonia."), paragraph("next one")],
        ];
        let (pieces, joined) = join(pages);
        let words: Vec<&str> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Paragraph(paragraph) => paragraph.words.as_str(),
                Piece::Row(_) => "",
            })
            .collect();
        let expected = [
            "The government met at its forty-eighth session.",
            "A eighth of forty states, among them Freedonia.",
            "next one",
        ];
        assert_eq!((words.as_slice(), joined.hyphens, joined.pages), (expected.as_slice(), 1, 1));
    }
}
