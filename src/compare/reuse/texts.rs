//! Texts as numbers of words, one after another.

use crate::compare::Names;
use crate::segment::{TokenKind, tokens};
use crate::stats::seed_for;
use crate::text::{Span, folded};
use std::ops::Range;

/// The words of one text in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Their numbers: the same for words that fold alike.
    pub numbers: Vec<u32>,
    /// Where each stands.
    pub spans: Vec<Span>,
}

/// The words of a text, numbered by `names`.
#[must_use]
pub fn wording(text: &str, names: &mut Names) -> Wording {
    // Forms are numbered within the text first, so that each is folded and looked up once.
    let mut forms: Vec<Option<u32>> = Vec::new();
    let mut wording = Wording::default();
    for token in tokens(text).into_iter().filter(|token| is_word(token.kind)) {
        let form = token.norm.get();
        forms.resize(forms.len().max(form + 1), None);
        let number = *forms[form].get_or_insert_with(|| names.number(&folded(token.span.slice(text))));
        wording.numbers.push(number);
        wording.spans.push(token.span);
    }
    wording
}

/// Whether tokens of that kind are words here: numbers are, since they tell one resolution from another.
pub(super) const fn is_word(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Number)
}

/// The hash of a folded word: the same in every run and on every platform.
#[must_use]
pub fn hash_of_word(folded: &str) -> u64 {
    seed_for(0, folded.as_bytes())
}

/// The words of many texts: four bytes a word.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    words: Vec<u32>,
    /// Where each text ends in `words`.
    ends: Vec<usize>,
    /// The hash of each word number.
    hashes: Vec<u64>,
}

impl Texts {
    /// Appends a text whose words are numbered by `names`.
    pub fn push(&mut self, numbers: &[u32], names: &Names) {
        let new = names.names().iter().skip(self.hashes.len());
        self.hashes.extend(new.map(|name| hash_of_word(name)));
        self.words.extend_from_slice(numbers);
        self.ends.push(self.words.len());
    }

    /// How many texts.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The words of all texts.
    #[must_use]
    pub fn words(&self) -> &[u32] {
        &self.words
    }

    /// Where the words of a text stand among those of all.
    #[must_use]
    pub fn range(&self, text: usize) -> Range<usize> {
        text.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[text]
    }

    /// The text that a word stands in.
    #[must_use]
    pub fn text_of(&self, place: usize) -> usize {
        self.ends.partition_point(|&end| end <= place)
    }

    /// The hashes of the words of a text, in order.
    pub fn hashes_of(&self, text: usize) -> impl Iterator<Item = u64> + '_ {
        self.words[self.range(text)].iter().map(|&word| self.hashes[word as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_stops_and_line_ends_make_no_other_words() {
        let mut names = Names::default();
        let text = "The people’s rights — all 30 — matter.";
        let one = wording(text, &mut names);
        assert_eq!(one.numbers, wording("THE PEOPLE'S\nrights: all 30 matter", &mut names).numbers);
        assert_eq!(one.spans[1].slice(text), "people’s");
    }

    #[test]
    fn texts_know_whose_a_word_is() {
        let (mut names, mut texts) = (Names::default(), Texts::default());
        for text in ["open and free", "", "open"] {
            let numbers = wording(text, &mut names).numbers;
            texts.push(&numbers, &names);
        }
        assert_eq!((texts.len(), texts.range(1), texts.range(2)), (3, 3..3, 3..4));
        assert_eq!((texts.text_of(2), texts.text_of(3)), (0, 2));
        assert_eq!(texts.hashes_of(2).next(), Some(hash_of_word("open")));
    }
}
