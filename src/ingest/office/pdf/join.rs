//! Lines, columns and pages joined to paragraphs.

use super::pages::{Piece, Sheet};
use crate::document::BlockKind;
use crate::ingest::office::flow::Paragraph;
use crate::ingest::repair::{Mender, RepairKind, Written};
use crate::layout::{ends_open, item};
use std::borrow::Cow;

/// Joins paragraphs over the ends of pages and columns, and the lines of each.
pub(super) fn join(sheets: Vec<Sheet>, mender: &mut Mender<'_>) -> Vec<Piece> {
    let mut pieces = over_ends(sheets, mender);
    let text = all_words(&pieces);
    let written = Written::new(&text);
    let mut in_one_line = |words: &mut String| *words = mender.in_one_line(&with_line_ends(words), &written);
    for piece in &mut pieces {
        match piece {
            Piece::Paragraph(paragraph) => in_one_line(&mut paragraph.words),
            Piece::Row(cells) => cells.iter_mut().for_each(&mut in_one_line),
        }
    }
    pieces
}

/// The pieces of all pages, with what an end parted made whole. Notes stand below what a page's end parts.
fn over_ends(sheets: Vec<Sheet>, mender: &mut Mender<'_>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut notes = Vec::new();
    for sheet in sheets {
        let mut may_go_on = true;
        for piece in sheet.pieces {
            match (pieces.last_mut(), piece) {
                (_, Piece::Paragraph(note)) if note.kind == BlockKind::Footnote => {
                    notes.push(Piece::Paragraph(note));
                }
                (Some(Piece::Paragraph(before)), Piece::Paragraph(next))
                    if may_go_on && mender.mends(RepairKind::PageBreak) && goes_on(before, &next) =>
                {
                    let (left, right) = (last_words(&before.words), first_words(&next.words));
                    mender.note(
                        RepairKind::PageBreak,
                        &format!("{left}\n{right}"),
                        &format!("{left} {right}"),
                    );
                    before.words.push('\n');
                    before.words.push_str(&next.words);
                    may_go_on = sheet.in_columns;
                }
                (_, piece) => {
                    may_go_on = sheet.in_columns;
                    pieces.push(piece);
                }
            }
        }
    }
    pieces.append(&mut notes);
    pieces
}

/// Words that stand at the ends of a seam in what is told of it.
const SHOWN: usize = 4;

fn first_words(words: &str) -> String {
    words.split_whitespace().take(SHOWN).collect::<Vec<_>>().join(" ")
}

fn last_words(words: &str) -> String {
    let mut last: Vec<&str> = words.split_whitespace().rev().take(SHOWN).collect();
    last.reverse();
    last.join(" ")
}

/// Whether a paragraph goes on in the next one, behind the end of a column or page: it has no end, and that has no
/// beginning; or it breaks off after words that ask for more.
fn goes_on(before: &Paragraph, next: &Paragraph) -> bool {
    let (left, right) = (before.words.trim_end(), next.words.trim_start());
    let running = matches!(before.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && next.kind == BlockKind::Paragraph;
    let open = !left.ends_with(['.', '!', '?', ':', ';', '”', '"', ')', '…']);
    let asks = !left.ends_with(',') && ends_open(left);
    running
        && open
        && item::marker(right).is_none()
        && (right.starts_with(char::is_lowercase) || is_running(right) && (asks || breaks_off(left)))
}

/// Whether running text ends in mid-sentence: with a bare word, after many words.
fn breaks_off(left: &str) -> bool {
    /// Fewest words before the seam; captions without a stop, headings and addresses have fewer.
    const BEFORE: usize = 25;
    left.ends_with(char::is_alphanumeric) && left.split_whitespace().nth(BEFORE).is_some()
}

/// Whether a paragraph is more than the head of a page or a heading.
fn is_running(words: &str) -> bool {
    const FEWEST: usize = 8;
    words.split_whitespace().nth(FEWEST).is_some() || words.trim_end().ends_with('.')
}

/// The words of all pieces, line by line.
fn all_words(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if let Piece::Paragraph(paragraph) = piece {
            text.push_str(&paragraph.words);
            text.push('\n');
        }
    }
    text
}

/// A paragraph whose lines the library has put behind each other: a hyphen before a space ended a line.
fn with_line_ends(words: &str) -> Cow<'_, str> {
    let is_end = |at: usize| words[..at].ends_with(char::is_alphabetic);
    if !words.contains("- ") && !words.contains("\u{AD} ") && !words.contains('\n') {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut done = 0;
    for (at, mark) in words.match_indices(['-', '\u{2010}', '\u{AD}']) {
        let behind = at + mark.len();
        if behind < done || !words[behind..].starts_with(' ') || !is_end(at) {
            continue;
        }
        out.push_str(&words[done..behind]);
        out.push('\n');
        done = words.len() - words[behind..].trim_start().len();
    }
    out.push_str(&words[done..]);
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Cow::Owned(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::repair::LeftAsIs;

    fn paragraph(words: &str, kind: BlockKind) -> Piece {
        Piece::Paragraph(Paragraph { words: words.to_owned(), kind })
    }

    fn joined(pages: &[&[(&str, BlockKind)]], in_columns: bool, left: &LeftAsIs) -> Vec<String> {
        let sheet = |page: &&[(&str, BlockKind)]| Sheet {
            pieces: page.iter().map(|(words, kind)| paragraph(words, *kind)).collect(),
            in_columns,
        };
        let words = |piece: Piece| match piece {
            Piece::Paragraph(paragraph) => paragraph.words,
            Piece::Row(_) => String::new(),
        };
        let pieces = join(pages.iter().map(sheet).collect(), &mut Mender::new(left));
        pieces.into_iter().map(words).collect()
    }

    #[test]
    fn lines_and_pages_become_paragraphs() {
        use BlockKind::{Footnote, Paragraph};
        let pages: [&[_]; 2] = [
            &[
                ("The gov- ernment met at its forty- eighth session.", Paragraph),
                ("An eighth of the states,", Paragraph),
                ("1 As before.", Footnote),
            ],
            &[("among them Freedonia.", Paragraph), ("next one", Paragraph)],
        ];
        let expected = [
            "The government met at its forty-eighth session.",
            "An eighth of the states, among them Freedonia.",
            "next one",
            "1 As before.",
        ];
        assert_eq!(joined(&pages, false, &LeftAsIs::default()), expected);
        let left = joined(&pages, false, &LeftAsIs::everything());
        assert_eq!(left[0], "The gov-\nernment met at its forty-\neighth session.");
        assert_eq!(left.len(), 5);
    }

    #[test]
    fn a_column_ends_within_a_page() {
        use BlockKind::Paragraph;
        let long = "The keepers met at night. They spoke of the lights, of oil and bread, of ships that had called and of \
                    ships that had not, and then they heard the letter of President";
        let page: &[_] =
            &[(long, Paragraph), ("Ada Roe to all of the keepers of the northern coast.", Paragraph)];
        assert_eq!(joined(&[page], true, &LeftAsIs::default()).len(), 1);
        assert_eq!(joined(&[page], false, &LeftAsIs::default()).len(), 2);
        let clauses: &[_] =
            &[("Recalling the compact of the lakes,", Paragraph), ("Noting the letter,", Paragraph)];
        assert_eq!(joined(&[clauses], true, &LeftAsIs::default()).len(), 2);
    }
}
