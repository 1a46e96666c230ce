//! A sentence as attributions are looked for in it.

use super::quotes::Quote;
use super::words::{CueWords, Facts};
use crate::annotate::Mention;
use crate::gazetteer::Label;
use crate::segment::{Segmentation, Sentence, SentenceIx, TokenKind};
use crate::text::Span;
use std::ops::Range;

/// Outside every quotation.
pub(super) const NO_QUOTE: u32 = u32::MAX;

/// A document with what is known of its words, quotations and names.
pub(super) struct Reader<'d> {
    pub text: &'d str,
    pub segmentation: &'d Segmentation,
    pub mentions: &'d [Mention],
    pub words: &'d CueWords,
    /// By norm.
    pub facts: Vec<Facts>,
    pub quotes: Vec<Quote>,
    /// For each token the quotation it stands in, marks included; empty if the document has none.
    pub quote_of: Vec<u32>,
}

impl<'d> Reader<'d> {
    /// What is known of a token.
    pub fn facts(&self, at: usize) -> Facts {
        self.facts[self.segmentation.tokens[at].norm.get()]
    }

    /// The quotation a token stands in, or [`NO_QUOTE`].
    pub fn quote(&self, at: usize) -> u32 {
        self.quote_of.get(at).copied().unwrap_or(NO_QUOTE)
    }

    pub fn form(&self, at: usize) -> &'d str {
        self.segmentation.norm(&self.segmentation.tokens[at])
    }

    pub fn written(&self, at: usize) -> &'d str {
        self.segmentation.tokens[at].span.slice(self.text)
    }

    pub fn kind(&self, at: usize) -> TokenKind {
        self.segmentation.tokens[at].kind
    }

    /// From the first to the last of these tokens, without marks at either end that belong to the clause around it.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let all = &self.segmentation.tokens;
        all[tokens.start].span.cover(all[tokens.end - 1].span)
    }

    /// The names that begin among these tokens.
    pub fn mentions_in(&self, tokens: &Range<usize>) -> &'d [Mention] {
        let first = self.mentions.partition_point(|it| it.tokens.start < tokens.start);
        let n = self.mentions[first..].partition_point(|it| it.tokens.start < tokens.end);
        &self.mentions[first..first + n]
    }

    /// The name that covers a token.
    pub fn mention_at(&self, at: usize) -> Option<&'d Mention> {
        let behind = self.mentions.partition_point(|it| it.tokens.start <= at);
        self.mentions[..behind].last().filter(|it| it.tokens.contains(&at))
    }
}

/// One sentence.
pub(super) struct Line<'r, 'd> {
    pub reader: &'r Reader<'d>,
    pub ix: SentenceIx,
    pub tokens: Range<usize>,
}

impl<'r, 'd> Line<'r, 'd> {
    pub fn new(reader: &'r Reader<'d>, ix: SentenceIx, sentence: &Sentence) -> Self {
        Self { reader, ix, tokens: sentence.tokens.clone() }
    }

    /// What is known of a token of this sentence; nothing of those outside.
    pub fn facts(&self, at: usize) -> Facts {
        if self.tokens.contains(&at) { self.reader.facts(at) } else { Facts::default() }
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.contains(&at) && self.reader.kind(at) == TokenKind::Word
    }

    /// Whether the token is this mark.
    pub fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.contains(&at) && self.reader.written(at) == mark
    }

    /// Whether the token is punctuation of any kind, or no token of this sentence. The stop of an abbreviation (*Mr.*)
    /// is none: a stop within a sentence ends nothing.
    pub fn is_edge(&self, at: usize) -> bool {
        !self.tokens.contains(&at)
            || matches!(self.reader.kind(at), TokenKind::Punctuation | TokenKind::Symbol)
                && !self.is_inner_stop(at)
    }

    fn is_inner_stop(&self, at: usize) -> bool {
        self.is_mark(at, ".") && self.is_word(at + 1) && at > self.tokens.start && self.touches(at)
    }

    /// Whether no white space stands before the token.
    fn touches(&self, at: usize) -> bool {
        let tokens = &self.reader.segmentation.tokens;
        tokens[at - 1].span.end() == tokens[at].span.start()
    }

    pub fn quote(&self, at: usize) -> u32 {
        if self.tokens.contains(&at) { self.reader.quote(at) } else { NO_QUOTE }
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.is_word(at) && self.reader.written(at).starts_with(char::is_uppercase)
    }

    /// Whether the token ends in *'s*, or is a plural with its apostrophe.
    pub fn is_genitive(&self, at: usize) -> bool {
        self.is_word(at) && {
            let form = self.reader.form(at);
            form.ends_with("'s") || form.ends_with("s'") || form.ends_with('s') && self.is_mark(at + 1, "’")
        }
    }

    /// Whether the token may be a noun or adjective: a word that is nothing else for sure.
    pub fn is_nominal(&self, at: usize) -> bool {
        if self.is_edge(at) || self.is_adverb(at) {
            return false;
        }
        let facts = self.facts(at);
        let function = Facts::AUXILIARY
            .or(Facts::PREPOSITION)
            .or(Facts::SUBORDINATOR)
            .or(Facts::COORDINATOR)
            .or(Facts::DETERMINER)
            .or(Facts::POSSESSIVE)
            .or(Facts::ADVERB)
            .or(Facts::NEGATION)
            .or(Facts::RELATIVE);
        self.is_capital(at) && at > self.tokens.start || !facts.any(function)
    }

    /// Whether the token is an adverb, known or by its ending.
    pub fn is_adverb(&self, at: usize) -> bool {
        let facts = self.facts(at);
        facts.any(Facts::ADVERB)
            || facts.is_none() && self.is_word(at) && !self.is_capital(at) && {
                let form = self.reader.form(at);
                form.len() > 5
                    && form.ends_with("ly")
                    && !self.facts(at - usize::from(at > 0)).any(Facts::DETERMINER)
            }
    }

    /// Whether a form that may be a finite verb is one here. Many are nouns as well (*reports*, *support*), or
    /// participles (*the reported cases*): the words on both sides tell.
    pub fn is_verb(&self, at: usize) -> bool {
        let facts = self.facts(at);
        if facts.any(Facts::AUXILIARY) {
            return true;
        }
        let is_known = facts.any(Facts::FINITE);
        // A capital within the sentence is a name: *the United States*.
        if !is_known && !self.looks_past(at) || self.is_capital(at) && at > self.tokens.start {
            return false;
        }
        if self.is_joined(at) {
            return false;
        }
        let (before, behind) = (self.facts(at.wrapping_sub(1)), self.facts(at + 1));
        let noun_before = Facts::DETERMINER.or(Facts::POSSESSIVE).or(Facts::OF);
        if at == self.tokens.start
            || before.any(noun_before) && !before.any(Facts::RELATIVE.or(Facts::PRONOUN))
            || before.any(Facts::PREPOSITION)
            || self.is_genitive(at - 1)
        {
            return false;
        }
        if before.any(Facts::AUXILIARY.or(Facts::PRONOUN).or(Facts::RELATIVE).or(Facts::NEGATION)) {
            return true;
        }
        let object = Facts::DETERMINER
            .or(Facts::POSSESSIVE)
            .or(Facts::THAT)
            .or(Facts::PRONOUN)
            .or(Facts::TO)
            .or(Facts::SUBORDINATOR);
        if facts.any(Facts::PAST) || !is_known {
            // A participle behind its noun: *the law passed by parliament*.
            return !behind.any(Facts::BY) && {
                let is_named = self.is_actor(&(at - 1..at));
                let takes = behind.any(object) && !behind.any(Facts::TO)
                    || is_named && self.is_nominal(at + 1) && !behind.any(Facts::TO);
                let is_apart = facts.any(Facts::PARTICIPLE) && !takes;
                (is_known || self.is_nominal(at - 1)) && !is_apart
            };
        }
        // A noun is followed by its complement, a verb, or the end of the clause.
        if facts.any(Facts::CUE_NOUN.or(Facts::NOUN_TOO)) {
            return self.is_verb_not_noun(at, behind.any(object));
        }
        behind.any(object)
            || self.is_mark(at + 1, ":")
            || facts.any(Facts::SAY.or(Facts::INVERTS))
            || !behind.any(Facts::OF.or(Facts::AUXILIARY).or(Facts::COORDINATOR).or(Facts::PREPOSITION))
                && !self.is_edge(at + 1)
                && !self.is_verb_form(at + 1)
    }

    /// Whether a hyphen joins the word to another: *three-judge*.
    fn is_joined(&self, at: usize) -> bool {
        let is_hyphen = |it: usize| self.tokens.contains(&it) && self.reader.kind(it) == TokenKind::Dash;
        is_hyphen(at.wrapping_sub(1)) && self.touches(at) || is_hyphen(at + 1) && self.touches(at + 1)
    }

    /// Whether a form that is a noun as well is a verb here: *NGOs report that*, not *the NGO report*, *there were claims*.
    fn is_verb_not_noun(&self, at: usize, takes_object: bool) -> bool {
        let facts = self.facts(at);
        let earliest = self.tokens.start.max(at.saturating_sub(5));
        if (earliest..at).any(|it| self.facts(it).any(Facts::THERE)) || !self.is_nominal(at - 1) {
            return false;
        }
        let ends_report = self.is_capital(at - 1) && self.is_edge(at + 1) && facts.any(Facts::INVERTS);
        let is_plural = self.reader.form(at - 1).ends_with('s');
        let agrees = facts.any(Facts::BASE) == is_plural;
        let takes = takes_object || self.opens_quote(at + 1) || self.is_capital(at + 1);
        let takes_bare = facts.any(Facts::BASE)
            && is_plural
            && self.is_nominal(at + 1)
            && !self.facts(at + 1).any(Facts::ING);
        agrees && takes || takes_bare || ends_report
    }

    fn is_verb_form(&self, at: usize) -> bool {
        self.facts(at).any(Facts::PAST.or(Facts::THIRD)) && !self.facts(at).any(Facts::CUE_NOUN)
    }

    /// A verb of no list in the past: *-ed* behind a noun.
    fn looks_past(&self, at: usize) -> bool {
        let form = self.reader.form(at);
        self.is_word(at)
            && form.len() > 4
            && form.ends_with("ed")
            && !self.facts(at).any(Facts::FINITE.or(Facts::PARTICIPLE))
            && !self.is_capital(at)
            && at.checked_sub(1).is_none_or(|it| self.reader.kind(it) != TokenKind::Dash)
            && self.reader.segmentation.tokens.get(at + 1).is_none_or(|it| it.kind != TokenKind::Dash)
    }

    /// Whether any finite verb stands among these tokens.
    pub fn has_verb(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| self.is_verb(at))
    }

    /// Whether the phrase names someone who can hold a position.
    pub fn is_actor(&self, tokens: &Range<usize>) -> bool {
        let actor_noun = Facts::GOVERNING_NOUN
            .or(Facts::ACTOR_NOUN)
            .or(Facts::PERSON_PRONOUN)
            .or(Facts::GROUP_PRONOUN)
            .or(Facts::SELF_NOUN);
        let names = self.reader.mentions_in(tokens);
        names.iter().any(|it| is_actor(it.label)) || tokens.clone().any(|at| self.facts(at).any(actor_noun))
    }
}

/// Whether things with this label can hold a position.
pub(super) const fn is_actor(label: Label) -> bool {
    !matches!(label, Label::Location | Label::Date)
}
