//! Sentences without end: lists of a hundred thousand cells, texts that lost their stops.

use super::layer::{Segmentation, Token};
use crate::document::Warning;
use std::ops::Range;

/// Tokens from which on a sentence is cut, unless somebody says otherwise. Of 284,187 sentences of speeches, resolutions,
/// strategies, addresses and briefings the longest has 310 words; one more, of 11,481, is a PDF that was read as the numbers
/// of its letters.
pub const MAX_TOKENS: usize = 10_000;
/// The most sentences of a document, unless somebody says otherwise: some sixty novels. What is made of so many sentences of one
/// letter takes half a gigabyte.
pub const MAX_SENTENCES: usize = 500_000;

/// Parts the tokens of one sentence, so that no part has more than `most` (at least 1): behind the last line end of its
/// second half, else the last semicolon, else colon, comma or dash, else space.
pub(super) fn parts(text: &str, tokens: &[Token], most: usize) -> Vec<Range<usize>> {
    let most = most.max(1);
    let mut parts = Vec::new();
    let mut start = 0;
    while tokens.len() - start > most {
        let half = start + most.div_ceil(2);
        let end = (half..=start + most).max_by_key(|&at| (fitness(text, &tokens[at - 1], &tokens[at]), at));
        let end = end.unwrap_or(start + most);
        parts.push(start..end);
        start = end;
    }
    parts.push(start..tokens.len());
    parts
}

/// How well a sentence can be cut between two tokens.
fn fitness(text: &str, before: &Token, after: &Token) -> u8 {
    let gap = &text[before.span.range().end..after.span.range().start];
    match before.span.slice(text) {
        _ if gap.contains('\n') => 4,
        ";" => 3,
        "," | ":" | "-" | "–" | "—" if !gap.is_empty() => 2,
        _ => u8::from(!gap.is_empty()),
    }
}

/// What a reader must be told of sentences that were cut because they had more than `most` tokens; the code is listed in
/// `docs/warnings.md`.
#[must_use]
pub fn length_warning(segmentation: &Segmentation, most: usize) -> Option<Warning> {
    let first = segmentation.cut.first()?;
    let n = segmentation.cut.len();
    let message = format!(
        "{n} {} more than {most} words, numbers and marks, and {} read as several; the text may have lost its stops or \
         line ends, or be a table (--max-tokens)",
        if n == 1 { "sentence has" } else { "sentences have" },
        if n == 1 { "is" } else { "are" },
    );
    Some(Warning { code: "long-sentence", message, span: Some(*first) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{segment_within, tests::document};

    /// The sentences of a text of which none has more than `most` tokens.
    fn cut(text: &str, most: usize) -> (Vec<String>, Option<Warning>) {
        let document = document(text);
        let segmentation = segment_within(&document, None, most);
        let sentences = segmentation.sentences.iter();
        let sentences = sentences.map(|it| document.slice(it.span).to_owned()).collect();
        (sentences, length_warning(&segmentation, most))
    }

    #[test]
    fn a_sentence_at_the_limit_stays_whole_and_one_beyond_is_cut_and_told_of() {
        let text = "States protect the rights of users";
        assert_eq!(cut(text, 6), (vec![text.to_owned()], None));
        let (sentences, warning) = cut(text, 5);
        assert_eq!(sentences, ["States protect the rights of", "users"]);
        let warning = warning.unwrap();
        assert_eq!((warning.code, warning.span.unwrap().range()), ("long-sentence", 0..text.len()));
        assert!(warning.message.starts_with("1 sentence has more than 5 words"), "{}", warning.message);
    }

    #[test]
    fn it_is_cut_where_it_can_best_be() {
        assert_eq!(
            cut("one two three; four, five six seven", 6).0,
            ["one two three;", "four, five six seven"]
        );
        assert_eq!(cut("one two three, four five six seven", 6).0, ["one two three,", "four five six seven"]);
        assert_eq!(cut("a-b-c-d-e-f-g", 4).0.concat(), "a-b-c-d-e-f-g");
    }

    #[test]
    fn every_token_stays_in_one_sentence() {
        let document = document(&"the state and its users, ".repeat(300));
        for most in [1, 2, 7, 100] {
            let whole = segment_within(&document, None, usize::MAX);
            let cut = segment_within(&document, None, most);
            assert_eq!(whole.tokens.len(), cut.tokens.len());
            let mut next = 0;
            for sentence in &cut.sentences {
                assert_eq!(sentence.tokens.start, next);
                assert!((1..=most).contains(&sentence.tokens.len()));
                let tokens = cut.tokens_of(sentence);
                assert_eq!(sentence.span.range().start, tokens[0].span.range().start);
                assert_eq!(sentence.span.range().end, tokens.last().unwrap().span.range().end);
                next = sentence.tokens.end;
            }
            assert_eq!(next, cut.tokens.len());
        }
    }
}
