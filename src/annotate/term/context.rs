//! Conditions: what must, or must not, stand around a match.

use super::automaton::{Automaton, NodeIx};
use super::words::Words;
use crate::annotate::Verdict;
use crate::codebook::{Case, Locus};
use crate::document::Document;
use crate::segment::Sentence;
use std::ops::Range;

/// The conditions of one entry.
pub(super) struct Gate {
    /// At least one must hold, if there are any.
    pub requires: Vec<Clue>,
    /// None may hold.
    pub unless: Vec<Clue>,
}

/// One condition, compiled.
pub(super) enum Clue {
    /// A pattern below `root` matches there.
    Pattern {
        /// Where.
        locus: Locus,
        /// What.
        root: NodeIx,
        /// Most words that a match of it can have.
        longest: usize,
    },
    /// The match is written like this.
    Case(Case),
}

impl Gate {
    /// Why the match of these tokens does not count; `None` if its conditions are met.
    pub fn verdict(&self, contexts: &mut Contexts<'_, '_>, tokens: &Range<usize>) -> Option<Verdict> {
        if self.unless.iter().any(|clue| contexts.holds(clue, tokens)) {
            return Some(Verdict::Excluded);
        }
        let missing =
            !self.requires.is_empty() && !self.requires.iter().any(|clue| contexts.holds(clue, tokens));
        missing.then_some(Verdict::ContextMissing)
    }
}

/// Answers for one sentence. What may stand anywhere in it is looked for once, when first asked; what must
/// stand near is looked for there.
pub(super) struct Contexts<'s, 'd> {
    document: &'s Document,
    words: &'s Words<'d>,
    automaton: &'s Automaton,
    sentence: &'s Sentence,
    found: Vec<(NodeIx, Vec<Range<usize>>)>,
}

impl<'s, 'd> Contexts<'s, 'd> {
    /// Nothing looked for yet.
    pub fn new(
        document: &'s Document,
        words: &'s Words<'d>,
        automaton: &'s Automaton,
        sentence: &'s Sentence,
    ) -> Self {
        Self { document, words, automaton, sentence, found: Vec::new() }
    }

    fn holds(&mut self, clue: &Clue, hit: &Range<usize>) -> bool {
        match *clue {
            Clue::Case(case) => self.is_written(case, hit),
            Clue::Pattern { locus: Locus::Sentence, root, .. } => {
                let at = self.matches_of(root);
                self.found[at].1.iter().any(|context| context.end <= hit.start || hit.end <= context.start)
            }
            Clue::Pattern { locus: Locus::Before(most), root, longest } => {
                self.is_before(root, hit, usize::from(most), longest)
            }
            Clue::Pattern { locus: Locus::After(most), root, .. } => {
                self.is_after(root, hit, usize::from(most))
            }
            Clue::Pattern { locus: Locus::Near(most), root, longest } => {
                let most = usize::from(most);
                self.is_before(root, hit, most, longest) || self.is_after(root, hit, most)
            }
        }
    }

    /// Whether a match ends before the hit with at most `most` words between.
    fn is_before(&self, root: NodeIx, hit: &Range<usize>, most: usize, longest: usize) -> bool {
        let mut walk = self.automaton.walk(self.words, hit.start);
        let mut n_words = 0;
        for start in (self.sentence.tokens.start..hit.start).rev() {
            walk.consume(root, start);
            if walk.found.drain(..).any(|(_, end)| self.words_in(end..hit.start) <= most) {
                return true;
            }
            n_words += usize::from(self.words.is_word(start));
            if n_words >= most + longest {
                return false;
            }
        }
        false
    }

    /// Whether a match begins behind the hit with at most `most` words between.
    fn is_after(&self, root: NodeIx, hit: &Range<usize>, most: usize) -> bool {
        let mut walk = self.automaton.walk(self.words, self.sentence.tokens.end);
        let mut n_words = 0;
        for start in hit.end..self.sentence.tokens.end {
            walk.consume(root, start);
            if !walk.found.is_empty() {
                return true;
            }
            n_words += usize::from(self.words.is_word(start));
            if n_words > most {
                return false;
            }
        }
        false
    }

    /// The place in `found` of the matches below `root`.
    fn matches_of(&mut self, root: NodeIx) -> usize {
        if let Some(at) = self.found.iter().position(|&(known, _)| known == root) {
            return at;
        }
        let limit = self.sentence.tokens.end;
        let mut matches = Vec::new();
        let mut walk = self.automaton.walk(self.words, limit);
        let asks = self.automaton.asks(root);
        for start in self.sentence.tokens.clone() {
            if asks & self.words.signature_mended(start) != 0 {
                walk.consume(root, start);
                matches.extend(walk.found.drain(..).map(|(_, end)| start..end));
            }
        }
        self.found.push((root, matches));
        self.found.len() - 1
    }

    fn words_in(&self, mut tokens: Range<usize>) -> usize {
        tokens.by_ref().filter(|&token| self.words.is_word(token)).count()
    }

    fn is_written(&self, case: Case, hit: &Range<usize>) -> bool {
        let surface = self.document.slice(self.words.span(hit));
        match case {
            Case::Upper => !surface.contains(char::is_lowercase),
            Case::Lower => !surface.chars().skip(1).any(char::is_uppercase),
            Case::Title => is_title(surface),
        }
    }
}

/// Letters that a word needs before a title capitalises it for sure.
const LONG_WORD: usize = 4;

/// Whether every long word begins with a capital, or every word if none is long.
fn is_title(surface: &str) -> bool {
    let words = || surface.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_long = |word: &&str| word.chars().count() >= LONG_WORD;
    let capital = |word: &str| !word.starts_with(char::is_lowercase);
    if words().any(|word| is_long(&word)) {
        words().filter(is_long).all(capital)
    } else {
        words().all(capital)
    }
}

#[cfg(test)]
mod tests {
    use super::is_title;

    #[test]
    fn titles_may_have_small_particles() {
        assert!(is_title("Council of Europe"));
        assert!(is_title("UN"));
        assert!(!is_title("Human rights"));
        assert!(!is_title("us"));
    }
}
