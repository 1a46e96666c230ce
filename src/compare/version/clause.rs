//! Sentences and the clauses in them.

use crate::codebook::FrameIx;
use crate::segment::{TokenKind, tokens};
use crate::text::{CharSpan, folded};

/// A sentence as a run wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// Its name in the run.
    pub sentence_id: String,
    /// Its first code point in the document's text.
    pub start: u32,
    /// Its words as written.
    pub text: String,
    /// The kind of block it stands in, by the name of the wire.
    pub block: String,
    /// The frames it shows, in codebook order.
    pub frames: Vec<FrameIx>,
    /// Evidence for each frame of the codebook, >= 0.
    pub weights: Vec<f64>,
}

/// A part of a sentence that is compared as one: the whole, or what stands between semicolons in a paragraph of a
/// resolution or an item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The sentence it is of, by its place among the passages.
    pub passage: usize,
    /// Where it stands in the document's text.
    pub span: CharSpan,
    /// As written.
    pub text: String,
    /// Its words and numbers, without the number or letter of the paragraph: renumbering is no change.
    pub words: Vec<Word>,
}

/// A word of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the document's text.
    pub span: CharSpan,
    /// Its folded form, by which it is compared.
    pub form: String,
    /// Whether it is written with a capital.
    pub is_capital: bool,
}

/// Kinds of block whose sentences are parted at semicolons.
const PARTED: [&str; 4] = ["preambular", "operative", "numbered_paragraph", "list_item"];

/// Fewest words between two semicolons that make a clause of their own.
const FEWEST_WORDS: usize = 3;

/// The clauses of a text, in its order. A passage without a word makes none.
#[must_use]
pub fn clauses(passages: &[Passage]) -> Vec<Clause> {
    passages.iter().enumerate().flat_map(|(at, passage)| parts(at, passage)).collect()
}

/// A token of a passage, in code points from its beginning.
struct Seen {
    from: u32,
    to: u32,
    kind: TokenKind,
    form: String,
    is_capital: bool,
}

fn parts(at: usize, passage: &Passage) -> Vec<Clause> {
    let seen = seen(&passage.text);
    let parted = PARTED.contains(&passage.block.as_str());
    let is_word = |it: &Seen| matches!(it.kind, TokenKind::Word | TokenKind::Number);
    let mut pieces: Vec<Vec<Seen>> = Vec::new();
    let mut piece: Vec<Seen> = Vec::new();
    for token in seen {
        let ends = parted && token.form == ";";
        piece.push(token);
        if ends && piece.iter().filter(|it| is_word(it)).count() >= FEWEST_WORDS {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    match pieces.last_mut() {
        Some(last) if piece.iter().filter(|it| is_word(it)).count() < FEWEST_WORDS => last.append(&mut piece),
        _ => pieces.push(piece),
    }
    let clauses = pieces.into_iter().filter_map(|piece| clause(at, passage, &piece));
    clauses.filter(|it| !it.words.is_empty()).collect()
}

fn clause(at: usize, passage: &Passage, piece: &[Seen]) -> Option<Clause> {
    let (first, last) = (piece.first()?, piece.last()?);
    let span = |from: u32, to: u32| CharSpan { start: passage.start + from, end: passage.start + to };
    let words =
        piece[marker(piece)..].iter().filter(|it| matches!(it.kind, TokenKind::Word | TokenKind::Number));
    let words =
        words.map(|it| Word { span: span(it.from, it.to), form: it.form.clone(), is_capital: it.is_capital });
    let length = (last.to - first.from) as usize;
    Some(Clause {
        passage: at,
        span: span(first.from, last.to),
        text: passage.text.chars().skip(first.from as usize).take(length).collect(),
        words: words.collect(),
    })
}

/// How many tokens number the paragraph: `12.`, `(a)`, `iv)`, a dash.
fn marker(piece: &[Seen]) -> usize {
    let opened = usize::from(piece.first().is_some_and(|it| it.form == "("));
    let is_label = |it: &Seen| {
        it.kind == TokenKind::Number || (it.kind == TokenKind::Word && it.form.chars().count() <= 3)
    };
    let closes = |it: &Seen, label: &Seen| {
        it.form == ")" || (it.form == "." && opened == 0 && label.kind == TokenKind::Number)
    };
    match (piece.get(opened), piece.get(opened + 1)) {
        (Some(label), Some(close)) if is_label(label) && closes(close, label) => opened + 2,
        (Some(only), _) if opened == 0 && only.kind == TokenKind::Number && only.form.ends_with('.') => 1,
        _ => 0,
    }
}

fn seen(text: &str) -> Vec<Seen> {
    let (mut byte, mut point) = (0, 0);
    let mut at = |to: usize| {
        point += u32::try_from(text[byte..to].chars().count()).expect("ingest refuses texts over 4 GiB");
        byte = to;
        point
    };
    let tokens = tokens(text).into_iter().map(|token| {
        let range = token.span.start() as usize..token.span.end() as usize;
        let written = &text[range.clone()];
        Seen {
            from: at(range.start),
            to: at(range.end),
            kind: token.kind,
            form: folded(written),
            is_capital: written.starts_with(char::is_uppercase),
        }
    });
    tokens.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(block: &str, text: &str) -> Passage {
        Passage { start: 10, text: text.to_owned(), block: block.to_owned(), ..Passage::default() }
    }

    fn texts(block: &str, text: &str) -> Vec<String> {
        clauses(&[passage(block, text)]).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn semicolons_part_what_is_decided_and_nothing_else() {
        let text = "4. Requests the Secretariat to report; urges all members to pay their share;";
        let parts = ["4. Requests the Secretariat to report;", "urges all members to pay their share;"];
        assert_eq!(texts("operative", text), parts);
        assert_eq!(texts("paragraph", text), [text]);
        assert_eq!(
            texts("operative", "2. Decides to open the archive; and"),
            ["2. Decides to open the archive; and"]
        );
    }

    #[test]
    fn the_number_of_a_paragraph_is_none_of_its_words() {
        for text in [
            "12. We note the report",
            "(a) We note the report",
            "iv) We note the report",
            "We note the report",
        ] {
            let clauses = clauses(&[passage("list_item", text)]);
            assert_eq!(clauses[0].words[0].form, "we", "{text}");
        }
        assert_eq!(clauses(&[passage("paragraph", "140 people were taken")])[0].words[0].form, "140");
    }

    #[test]
    fn spans_count_code_points() {
        let clauses = clauses(&[passage("paragraph", "“Ünder” the law")]);
        let spans: Vec<(u32, u32)> = clauses[0].words.iter().map(|it| (it.span.start, it.span.end)).collect();
        assert_eq!(spans, [(11, 16), (18, 21), (22, 25)]);
    }
}
