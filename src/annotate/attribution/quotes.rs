//! Where quotations begin and end.

use crate::document::Document;
use crate::segment::{BlockIx, Segmentation};
use crate::text::Span;

/// A quotation with its marks. It may cross sentences, never blocks: a quotation of several paragraphs is one of these
/// in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// With the marks.
    pub span: Span,
    /// The block it stands in.
    pub block: BlockIx,
    /// Whether it has a mark at its end. A paragraph of a longer quotation has none.
    pub is_closed: bool,
}

/// What a mark can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Only the beginning, of this style.
    Opens(Style),
    /// Only the end.
    Closes(Style),
    /// Either: the surroundings tell.
    Straight(Style),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Angle,
}

/// The outermost quotations of a document, in the order of the text. Total: marks that find no partner open a
/// quotation that ends with its paragraph (double ones), or mean nothing (single ones, which are mostly apostrophes).
pub(super) fn quotes(document: &Document, segmentation: &Segmentation) -> Vec<Quote> {
    let mut all = Vec::new();
    if !document.text.contains(['"', '\u{201C}', '\u{201E}', '\u{2018}', '\u{AB}', '\'', '\u{BB}']) {
        return all;
    }
    for (at, block) in segmentation.blocks.iter().enumerate() {
        in_block(&document.text, block.span, BlockIx::new(at), &mut all);
    }
    all
}

fn in_block(text: &str, block: Span, ix: BlockIx, all: &mut Vec<Quote>) {
    let range = block.range();
    let mut open: Option<(Style, usize)> = None;
    for Seen { at, length, mark, before, behind } in marks(block.slice(text)) {
        let (Some(mark), at) = (mark, range.start + at) else { continue };
        open = match (open, mark) {
            (None, _) => begins(mark, before, behind).map(|style| (style, at)),
            (Some((style, start)), _) if ends(mark, style, before, behind) => {
                all.push(Quote { span: Span::of(start..at + length), block: ix, is_closed: true });
                None
            }
            // A single mark that found no partner was an apostrophe.
            (Some((Style::Single, _)), _) if begins(mark, before, behind) == Some(Style::Double) => {
                Some((Style::Double, at))
            }
            (open, _) => open,
        };
    }
    if let Some((Style::Double | Style::Angle, start)) = open {
        all.push(Quote { span: Span::of(start..range.end), block: ix, is_closed: false });
    }
}

/// A mark in its surroundings.
struct Seen {
    at: usize,
    length: usize,
    /// `None` for what only looked like one.
    mark: Option<Mark>,
    before: Option<char>,
    behind: Option<char>,
}

/// The marks of a text, in order.
fn marks(text: &str) -> impl Iterator<Item = Seen> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.as_bytes()[from..].iter().position(|byte| may_be_mark(*byte))?;
        let character = text[at..].chars().next()?;
        // Two apostrophes or graves are a double mark typed on an old machine.
        let is_pair = matches!(character, '\'' | '`') && text[at + 1..].starts_with(character);
        let length = if is_pair { 2 } else { character.len_utf8() };
        from = at + length;
        let mark = if is_pair { Some(Mark::Straight(Style::Double)) } else { mark_of(character) };
        let (before, behind) = (text[..at].chars().next_back(), text[from..].chars().next());
        Some(Seen { at, length, mark, before, behind })
    })
}

/// Whether a mark or a pair may begin with this byte: of a text, one in fifty.
const fn may_be_mark(byte: u8) -> bool {
    // The last two begin characters beyond ASCII, among them all marks that are.
    matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2)
}

const fn mark_of(character: char) -> Option<Mark> {
    Some(match character {
        '\u{201C}' => Mark::Straight(Style::Double),
        '\u{201E}' | '\u{201F}' => Mark::Opens(Style::Double),
        '\u{201D}' => Mark::Closes(Style::Double),
        '"' => Mark::Straight(Style::Double),
        '\u{2018}' | '\u{201A}' => Mark::Opens(Style::Single),
        '\u{2019}' => Mark::Closes(Style::Single),
        '\'' => Mark::Straight(Style::Single),
        '\u{AB}' => Mark::Opens(Style::Angle),
        '\u{BB}' => Mark::Closes(Style::Angle),
        _ => return None,
    })
}

fn begins(mark: Mark, before: Option<char>, behind: Option<char>) -> Option<Style> {
    let open_before = before.is_none_or(|it| it.is_whitespace() || "([{—–-/".contains(it));
    let word_behind = behind.is_some_and(|it| it.is_alphanumeric());
    let ink_behind = behind.is_some_and(|it| !it.is_whitespace());
    match mark {
        Mark::Opens(Style::Single) | Mark::Straight(Style::Single) => {
            (open_before && word_behind).then_some(Style::Single)
        }
        Mark::Opens(style) => Some(style),
        Mark::Straight(style) => (open_before && ink_behind).then_some(style),
        Mark::Closes(_) => None,
    }
}

fn ends(mark: Mark, open: Style, before: Option<char>, behind: Option<char>) -> bool {
    let after_ink = before.is_some_and(|it| !it.is_whitespace());
    let no_word_behind = behind.is_none_or(|it| !it.is_alphanumeric());
    match mark {
        Mark::Closes(Style::Single) => open == Style::Single && after_ink && no_word_behind,
        Mark::Straight(Style::Single) => {
            // Rather the apostrophe of a plural: *the states' rights*.
            let is_plural = before == Some('s') && behind == Some(' ');
            open == Style::Single && after_ink && no_word_behind && !is_plural
        }
        Mark::Closes(style) => open == style,
        Mark::Straight(style) => open == style && (after_ink || no_word_behind),
        Mark::Opens(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    fn found(text: &str) -> Vec<String> {
        let document = Document::of_text("t", text);
        let segmentation = segment(&document);
        quotes(&document, &segmentation).iter().map(|it| it.span.slice(text).to_owned()).collect()
    }

    /// The marks of a text with their places and what stands on either side, character by character.
    fn plain_marks(text: &str) -> Vec<(usize, usize, Option<char>, Option<char>)> {
        let (mut all, mut before) = (Vec::new(), None);
        let mut rest = text.char_indices().peekable();
        while let Some((at, character)) = rest.next() {
            let is_pair =
                matches!(character, '\'' | '`') && rest.next_if(|&(_, next)| next == character).is_some();
            if is_pair || mark_of(character).is_some() {
                let length = if is_pair { 2 } else { character.len_utf8() };
                all.push((at, length, before, rest.peek().map(|&(_, next)| next)));
            }
            before = Some(character);
        }
        all
    }

    proptest::proptest! {
        #[test]
        fn looking_for_bytes_finds_what_looking_at_characters_finds(text in "[a-c \"'`“”„‘’«»é—世\u{a0}]{0,40}") {
            let quick: Vec<_> = marks(&text).filter(|it| it.mark.is_some()).collect();
            let quick: Vec<_> = quick.iter().map(|it| (it.at, it.length, it.before, it.behind)).collect();
            proptest::prop_assert_eq!(quick, plain_marks(&text));
        }
    }

    #[test]
    fn every_style_is_read() {
        assert_eq!(found("He said “yes” and left."), ["“yes”"]);
        assert_eq!(found("He said \"yes\" and left."), ["\"yes\""]);
        assert_eq!(found("He said ‘yes’ and left."), ["‘yes’"]);
        assert_eq!(found("He said «yes» and left."), ["«yes»"]);
        assert_eq!(found("He said 'yes', and left."), ["'yes'"]);
        assert_eq!(found("He said ''yes'' and left."), ["''yes''"]);
        assert_eq!(found("Er sagte „ja“ und ging."), ["„ja“"]);
    }

    #[test]
    fn apostrophes_open_nothing() {
        assert!(found("The state's people's court won't hear the miners' case.").is_empty());
    }

    #[test]
    fn a_quote_within_a_quote_is_part_of_it() {
        assert_eq!(found("“She said ‘no’ twice,” he wrote."), ["“She said ‘no’ twice,”"]);
    }

    #[test]
    fn an_open_quote_ends_with_its_paragraph() {
        let paragraphs = found("“We came early.\n\n“We left late.” That was all.");
        assert_eq!(paragraphs, ["“We came early.", "“We left late.”"]);
    }
}
