//! A sentence before anything is looked up: how its tokens are written, and where names can be.
//!
//! Names live on *islands*: stretches of capitalised tokens with what may join them. Everything else is outside by
//! definition, in training as in use, which saves nine tenths of the work. Of the names in the edited training texts
//! 1.5 % lie outside, nearly all in other scripts or descriptions (`people of Iraq`); of those in messages and web pages 13 %, which
//! are written small.

use super::class::{Class, Style};
use super::look::Stance;
use crate::segment::{Segmentation, Sentence, Token};
use std::ops::Range;

/// Tokens between two capitalised ones that may join them.
const LONGEST_GAP: usize = 4;

/// Bytes of the longest word that joins or leads.
const LONGEST_JOINER: usize = 5;

/// Words that begin sentences and are no names there unless another capital follows.
#[rustfmt::skip] // one word a line helps nobody
const OPENERS: &[&str] = &[
    "a", "about", "above", "according", "after", "again", "against", "all", "also", "although", "among",
    "an", "and", "another", "any", "are", "as", "at", "because", "before", "both", "but", "by", "can",
    "despite", "do", "during", "each", "even", "every", "few", "finally", "first", "for", "from", "further",
    "furthermore", "had", "has", "have", "he", "her", "here", "his", "how", "however", "i", "if", "in",
    "indeed", "instead", "is", "it", "its", "just", "let", "many", "more", "moreover", "most", "much", "my",
    "no", "nor", "not", "nothing", "now", "of", "on", "once", "one", "only", "or", "other", "others", "our",
    "over", "perhaps", "recognizing", "second", "several", "she", "since", "so", "some", "such", "than",
    "that", "the", "their", "then", "there", "therefore", "these", "they", "this", "those", "though",
    "through", "throughout", "thus", "to", "today", "together", "two", "under", "unless", "until", "upon",
    "was", "we", "were", "what", "when", "where", "whereas", "whether", "which", "while", "who", "why",
    "with", "within", "without", "yes", "yet", "you", "your",
];

/// Words and marks that may stand between two capitals of one name.
#[rustfmt::skip] // one word a line helps nobody
const JOINERS: &[&str] = &[
    "&", "'", "+", ",", "-", ".", "/", "a", "abu", "al", "and", "at", "bin", "bint", "da", "das", "de",
    "del", "della", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "en", "et", "for", "für", "i",
    "ibn", "in", "la", "le", "les", "of", "on", "s", "sans", "the", "to", "ul", "und", "ur", "van", "von",
    "y", "zu", "‐", "‑", "–",
];

/// Small words that may begin a name.
#[rustfmt::skip] // one word a line helps nobody
const LEADERS: &[&str] = &[
    "abu", "ad", "al", "an", "ar", "as", "ash", "az", "bin", "da", "das", "de", "der", "di", "dos", "du",
    "e", "el", "ibn", "la", "le", "ul", "van", "von",
];

/// A sentence as the recogniser reads it.
#[derive(Debug, Default)]
pub struct Line {
    /// Of each token.
    classes: Vec<Class>,
    style: Style,
    /// The first word, by place among the tokens.
    first: usize,
    /// Where names can be, by place among the tokens.
    pub(super) islands: Vec<Range<usize>>,
}

impl Line {
    /// Reads a sentence into this line.
    pub(super) fn read(&mut self, text: &str, segmentation: &Segmentation, sentence: &Sentence) {
        let tokens = segmentation.tokens_of(sentence);
        self.classes.clear();
        self.islands.clear();
        self.classes.extend(tokens.iter().map(|token| Class::of(text, token)));
        if !self.classes.iter().any(|class| class.is_capitalised()) {
            return;
        }
        let is_word = |class: &Class| !matches!(class, Class::Mark | Class::Number);
        self.first = self.classes.iter().position(is_word).unwrap_or(0);
        self.style = Style::of(tokens, &self.classes);
        let mut islands = std::mem::take(&mut self.islands);
        Shore { segmentation, tokens, line: self }.find(&mut islands);
        self.islands = islands;
    }

    /// The class of a token and its stance, as features see them: among capitals a connective counts as small and
    /// any other word as if it were in a heading.
    pub(super) fn stance(&self, at: usize, norm: &str) -> (Class, Stance) {
        let class = self.classes[at];
        if !class.is_capitalised() {
            return (class, 0);
        }
        let stance = self.style as u8 * 2 + u8::from(at == self.first);
        match (self.style, class) {
            (Style::Capitals, Class::Capitals) if joins(norm) => (Class::Small, 0),
            (Style::Capitals, Class::Capitals) => (Class::Title, stance),
            _ => (class, stance),
        }
    }
}

/// What islands are found by.
struct Shore<'s> {
    segmentation: &'s Segmentation,
    tokens: &'s [Token],
    line: &'s Line,
}

impl Shore<'_> {
    fn find(&self, islands: &mut Vec<Range<usize>>) {
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.is_seed(at) {
                at += 1;
                continue;
            }
            let start = self.start(at, islands.last().map_or(0, |island| island.end));
            let end = self.end(at + 1);
            match islands.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => islands.push(start..end),
            }
            at = end;
        }
    }

    /// Whether a name may be made of this token alone.
    fn is_seed(&self, at: usize) -> bool {
        let class = self.line.classes[at];
        let opener = || {
            at == self.line.first
                && class == Class::Title
                && self.line.style == Style::Plain
                && !self.line.classes.get(at + 1).is_some_and(|next| next.is_capitalised())
                && OPENERS.binary_search(&self.norm(at)).is_ok()
        };
        class.is_capitalised() && !opener()
    }

    /// Takes in what leads up to a capital: numbers, particles and their hyphens (`al-`, `van`, `98`).
    fn start(&self, seed: usize, limit: usize) -> usize {
        let mut start = seed;
        while start > limit {
            let before = start - 1;
            let hyphened = start < seed + 1
                && start > limit + 1
                && self.is_joint(before)
                && leads(self.norm(before - 1));
            if hyphened {
                start -= 2;
            } else if self.line.classes[before] == Class::Number || leads(self.norm(before)) {
                start -= 1;
            } else {
                break;
            }
        }
        start
    }

    /// Goes on over what may stand in a name, as long as a capital follows, and takes in what may end one.
    fn end(&self, from: usize) -> usize {
        let mut end = from;
        loop {
            let gap = (end..self.tokens.len()).take(LONGEST_GAP + 1);
            let Some(next) =
                gap.take_while(|&at| at == end || self.may_join(at - 1)).find(|&at| self.is_seed(at))
            else {
                break;
            };
            end = next + 1;
        }
        self.tail(end)
    }

    /// Numbers, the second half of a compound, and the stop of `Inc.` behind the last capital.
    fn tail(&self, mut end: usize) -> usize {
        while end < self.tokens.len() {
            if self.line.classes[end] == Class::Number {
                end += 1;
            } else if self.is_joint(end) && end + 1 < self.tokens.len() {
                end += 2;
            } else if self.norm(end) == "." && ends_in_stop(self.norm(end - 1)) {
                return end + 1;
            } else {
                break;
            }
        }
        end
    }

    fn may_join(&self, at: usize) -> bool {
        match self.line.classes[at] {
            Class::Number => true,
            Class::Mark | Class::Small => joins(self.norm(at)) || self.behind_joint(at),
            Class::Title | Class::Capitals | Class::Mixed => true,
        }
    }

    /// A hyphen that touches the words on both sides.
    fn is_joint(&self, at: usize) -> bool {
        let touches = |left: usize, right: usize| {
            self.tokens.get(right).is_some_and(|next| next.span.start() == self.tokens[left].span.end())
        };
        at > 0
            && self.line.classes[at] == Class::Mark
            && self.norm(at) == "-"
            && touches(at - 1, at)
            && touches(at, at + 1)
    }

    fn behind_joint(&self, at: usize) -> bool {
        at > 0 && self.line.classes[at] == Class::Small && self.is_joint(at - 1)
    }

    fn norm(&self, at: usize) -> &str {
        self.segmentation.norm(&self.tokens[at])
    }
}

/// Whether a word or mark may stand between two capitals of one name.
fn joins(norm: &str) -> bool {
    // Most words are longer, and comparing them took a tenth of the time.
    norm.len() <= LONGEST_JOINER && JOINERS.binary_search(&norm).is_ok()
}

/// Whether a small word may begin a name.
fn leads(norm: &str) -> bool {
    // Most words are longer, and comparing them took a tenth of the time.
    norm.len() <= LONGEST_JOINER && LEADERS.binary_search(&norm).is_ok()
}

/// Abbreviations at the end of names.
fn ends_in_stop(norm: &str) -> bool {
    matches!(norm, "inc" | "corp" | "ltd" | "co" | "jr" | "sr" | "bros" | "st")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;
    use crate::segment::tests::document;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = document(text);
        let segmentation = segment(&document);
        let mut line = Line::default();
        let mut found = Vec::new();
        for sentence in &segmentation.sentences {
            line.read(text, &segmentation, sentence);
            let tokens = segmentation.tokens_of(sentence);
            found.extend(
                line.islands
                    .iter()
                    .map(|at| tokens[at.start].span.cover(tokens[at.end - 1].span).slice(text)),
            );
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn lists_are_sorted() {
        assert!(OPENERS.is_sorted() && JOINERS.is_sorted() && LEADERS.is_sorted());
        assert!(JOINERS.iter().chain(LEADERS).all(|word| word.len() <= LONGEST_JOINER));
    }

    #[test]
    fn capitals_and_what_joins_them_are_islands() {
        check("They met the Council of Europe in Tallinn yesterday.", &["Council of Europe in Tallinn"]);
        check("We heard Amina J. Okafor and al-Rahman speak.", &["Amina J. Okafor and al-Rahman"]);
        check("It was shown on Channel 4 by Kim Ha-jun.", &["Channel 4", "Kim Ha-jun"]);
    }

    #[test]
    fn islands_that_touch_are_one() {
        check("The UN-led Tallinn talks begin.", &["The UN-led Tallinn"]);
    }

    #[test]
    fn a_sentence_without_capitals_has_none() {
        check("Nothing was said about privacy.", &[]);
    }
}
