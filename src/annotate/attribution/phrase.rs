//! Where the phrase that names a holder begins and ends.

use super::line::Line;
use super::words::Facts;
use crate::gazetteer::Label;
use crate::segment::TokenKind;
use std::ops::Range;

/// Tokens that the name of a holder has at most, its apposition included.
const LONGEST: usize = 40;
/// Tokens of an apposition.
const LONGEST_APPOSITION: usize = 30;

impl Line<'_, '_> {
    /// The subject of a verb group that begins at `verb`: *Scott Pruitt, the attorney general of Oklahoma,*.
    pub fn subject(&self, verb: usize) -> Option<Range<usize>> {
        let last = verb.checked_sub(1).filter(|at| self.tokens.contains(at))?;
        if self.quote(last) != self.quote(verb) {
            return None;
        }
        if self.is_mark(last, ",") || self.is_mark(last, "–") || self.is_mark(last, "—") {
            return self.before_apposition(last);
        }
        let facts = self.facts(last);
        if facts.any(Facts::RELATIVE) && !self.is_capital(last) {
            return Some(last..verb);
        }
        if facts.any(Facts::PRONOUN) {
            let before = self.facts(last.wrapping_sub(1));
            if !before.any(Facts::OF.or(Facts::NEGATION).or(Facts::DETERMINER)) {
                return Some(last..verb);
            }
        }
        self.phrase_before(verb).filter(|found| !self.is_bare(found, verb))
    }

    /// *derogatory comments Trump had made*: a bare adjective is no subject of a form that is a noun as well.
    fn is_bare(&self, found: &Range<usize>, verb: usize) -> bool {
        let says_who = Facts::DETERMINER.or(Facts::POSSESSIVE).or(Facts::PRONOUN).or(Facts::ACTOR_NOUN);
        self.facts(verb).any(Facts::CUE_NOUN.or(Facts::NOUN_TOO))
            && self.facts(verb).any(Facts::THIRD)
            && !found.clone().any(|at| self.is_capital(at) || self.facts(at).any(says_who))
    }

    /// The subject whose apposition or parenthesis ends with the comma at `comma`.
    fn before_apposition(&self, comma: usize) -> Option<Range<usize>> {
        let earliest = self.tokens.start.max(comma.saturating_sub(LONGEST_APPOSITION));
        let mark = self.reader.written(comma);
        let first = (earliest..comma).rev().find(|&at| self.is_mark(at, mark))?;
        if first + 1 == comma || first == self.tokens.start || self.quote(first) != self.quote(comma) {
            return None;
        }
        let opening = self.facts(first + 1);
        let is_relative = opening.any(Facts::RELATIVE);
        let relative = (first + 1..comma).find(|&at| self.facts(at).any(Facts::RELATIVE)).unwrap_or(comma);
        if !is_relative && self.has_verb(first + 1..relative) {
            return None;
        }
        let named = self.phrase_before(first)?;
        let apart = Facts::PREPOSITION.or(Facts::ADVERB).or(Facts::TIME).or(Facts::SUBORDINATOR);
        let is_apart = !is_relative
            && self.reader.form(first + 1) != "including"
            && (opening.any(apart) || self.goes_on_doing(first + 1));
        Some(named.start..if is_apart { first } else { comma + 1 })
    }

    /// *speaking to veterans*
    fn goes_on_doing(&self, at: usize) -> bool {
        self.is_word(at)
            && !self.is_capital(at)
            && self.reader.form(at).len() > 5
            && self.reader.form(at).ends_with("ing")
            && (self.facts(at + 1).any(Facts::PREPOSITION.or(Facts::TO).or(Facts::DETERMINER))
                || self.is_capital(at + 1)
                || matches!(self.form_at(at + 1), "up" | "out" | "off" | "away"))
    }

    /// The noun phrase that ends before `end`.
    pub fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let earliest = self.tokens.start.max(end.saturating_sub(LONGEST));
        let (mut start, mut in_list) = (end, false);
        while start > earliest {
            let at = start - 1;
            if self.quote(at) != self.quote(end - 1) {
                break;
            }
            if self.is_mark(at, ")") {
                match (earliest..at).rev().find(|&open| self.is_mark(open, "(")) {
                    Some(open) => start = open,
                    None => break,
                }
                continue;
            }
            if self.is_mark(at, ",") {
                let is_item = in_list && self.is_nominal(at.wrapping_sub(1));
                if !is_item {
                    break;
                }
            } else if self.is_edge(at) && !self.is_mark(at, "’") && !self.joins_names(at)
                || self.is_parting_dash(at)
            {
                break;
            }
            let facts = self.facts(at);
            let opens_clause = facts.any(Facts::AS) && self.is_edge(at.wrapping_sub(1));
            if opens_clause
                || facts.any(Facts::SUBORDINATOR.or(Facts::THAT))
                    && !self.is_genitive(at)
                    && !facts.any(Facts::AS.or(Facts::PREPOSITION))
            {
                break;
            }
            if self.is_verb(at) && !(facts.any(Facts::CUE_NOUN.or(Facts::NOUN_TOO)) && at + 1 == end) {
                break;
            }
            in_list |= facts.any(Facts::COORDINATOR);
            start = at;
        }
        let start = self.behind_heading(start..end);
        self.trimmed(start..end).map(|tokens| self.without_adjunct(tokens))
    }

    /// Where a phrase begins behind a heading that nothing parts from it: *Internet Freedom The law*.
    fn behind_heading(&self, tokens: Range<usize>) -> usize {
        let begins = |at: &usize| {
            self.is_capital(*at)
                && self.facts(*at).any(Facts::DETERMINER)
                && self.is_capital(*at - 1)
                && self.reader.mention_at(*at).is_none_or(|it| it.tokens.start == *at)
        };
        (tokens.start + 1..tokens.end).rev().find(begins).unwrap_or(tokens.start)
    }

    /// Without a time or place between subject and verb: *the Times on Saturday*, *Wells Fargo just this month*.
    fn without_adjunct(&self, tokens: Range<usize>) -> Range<usize> {
        let opens = |at: &usize| {
            let facts = self.facts(*at);
            facts.any(Facts::PREPOSITION) && self.is_adjunct(*at, tokens.end)
                || self.is_adverb(*at)
                    && self.is_nominal(*at - 1)
                    && !(*at + 1 < tokens.end && self.is_nominal(*at + 1))
                || facts.any(Facts::DETERMINER)
                    && self.is_nominal(*at - 1)
                    && self.facts(*at + 1).any(Facts::TIME)
        };
        let end = (tokens.start + 1..tokens.end).find(opens).unwrap_or(tokens.end);
        tokens.start..end
    }

    /// Whether the preposition begins a time or an occasion: *on Saturday*, *in 2001*, *in a televised interview*.
    fn is_adjunct(&self, preposition: usize, end: usize) -> bool {
        let next = preposition + 1;
        let is_time = self.facts(next).any(Facts::TIME)
            || self.reader.kind(next) == TokenKind::Number
            || self.reader.mention_at(next).is_some_and(|it| it.label == Label::Date);
        let occasion = || (next..end.min(next + 6)).any(|at| self.facts(at).any(Facts::VENUE));
        !self.facts(preposition).any(Facts::OF.or(Facts::BY)) && (is_time || occasion())
    }

    /// *Bailey & Glasser*, *9/11*
    fn joins_names(&self, at: usize) -> bool {
        let inside = |at: usize| self.is_capital(at) || self.reader.kind(at) == TokenKind::Number;
        (self.is_mark(at, "&") || self.is_mark(at, "/"))
            && self.tokens.contains(&(at + 1))
            && self.tokens.contains(&at.wrapping_sub(1))
            && inside(at - 1)
            && inside(at + 1)
    }

    /// A dash between clauses, not one within a word.
    fn is_parting_dash(&self, at: usize) -> bool {
        let tokens = &self.reader.segmentation.tokens;
        tokens[at].kind == TokenKind::Dash && at > 0 && tokens[at - 1].span.end() != tokens[at].span.start()
    }

    /// Without what opens the clause before the phrase: conjunctions, adverbs, times and fronted prepositions.
    fn trimmed(&self, mut tokens: Range<usize>) -> Option<Range<usize>> {
        let opening =
            Facts::ADVERB.or(Facts::COORDINATOR).or(Facts::TIME).or(Facts::SUBORDINATOR).or(Facts::NEGATION);
        loop {
            let at = tokens.start;
            if at >= tokens.end {
                return None;
            }
            let facts = self.facts(at);
            let is_name = self.is_capital(at) && at > self.tokens.start;
            let is_done_by =
                self.is_word(at) && self.reader.form(at).ends_with("ed") && self.facts(at + 1).any(Facts::BY);
            if self.goes_on_doing(at) && self.facts(at + 1).any(Facts::PREPOSITION) || is_done_by {
                tokens.start += 2;
            } else if facts.any(Facts::PREPOSITION) && !is_name {
                tokens.start = self.behind_fronted(&tokens)?;
            } else if self.is_edge(at)
                || facts.any(opening) && !facts.any(Facts::DETERMINER.or(Facts::PRONOUN)) && !is_name
                || self.reader.kind(at) == TokenKind::Dash
            {
                tokens.start += 1;
            } else {
                break;
            }
        }
        tokens.clone().any(|at| self.is_nominal(at) || self.facts(at).any(Facts::PRONOUN)).then_some(tokens)
    }

    /// Where the subject begins behind a prepositional phrase that opens the clause: *In March the ministry*.
    fn behind_fronted(&self, tokens: &Range<usize>) -> Option<usize> {
        let opens = |at: &usize| {
            let facts = self.facts(*at);
            facts.any(Facts::DETERMINER.or(Facts::POSSESSIVE).or(Facts::PRONOUN))
                && !self.facts(*at - 1).any(Facts::PREPOSITION.or(Facts::COORDINATOR))
                || self.reader.mention_at(*at).is_some_and(|it| {
                    it.tokens.start == *at
                        && !self.facts(*at - 1).any(Facts::PREPOSITION.or(Facts::DETERMINER))
                })
        };
        if let Some(found) = (tokens.start + 2..tokens.end).find(opens) {
            return Some(found);
        }
        // *In May police said*: a time of one word.
        let second = tokens.start + 2;
        let date = self.reader.mention_at(tokens.start + 1).filter(|it| it.label == Label::Date);
        date.map(|it| it.tokens.end).or((tokens.len() == 3).then_some(second)).filter(|&at| at < tokens.end)
    }

    /// The noun phrase that begins at `start`: *O'Neill*, *the head of the agency*, *Revesz, a law professor,*.
    pub fn phrase_behind(&self, start: usize) -> Option<Range<usize>> {
        if !self.tokens.contains(&start) {
            return None;
        }
        let mut end = start;
        let limit = self.tokens.end.min(start + LONGEST);
        while end < limit && self.quote(end) == self.quote(start) {
            let facts = self.facts(end);
            if self.is_mark(end, "(") {
                end = (end..limit).find(|&at| self.is_mark(at, ")")).map_or(limit, |at| at + 1);
                continue;
            }
            if self.is_mark(end, ",") {
                // *Craig Bryan, head of the centre, who served*
                while let Some(behind) = self.apposition_behind(end, limit) {
                    end = behind;
                    if !self.is_mark(end, ",") || !self.facts(end + 1).any(Facts::RELATIVE) {
                        break;
                    }
                }
                break;
            }
            let closes = Facts::SUBORDINATOR.or(Facts::AUXILIARY).or(Facts::ADVERB).or(Facts::TIME);
            if self.is_edge(end) && !self.joins_names(end)
                || end > start && facts.any(closes) && !facts.any(Facts::COORDINATOR)
                || self.is_parting_dash(end)
            {
                break;
            }
            if end > start && facts.any(Facts::PREPOSITION) && !facts.any(Facts::OF) && !self.continues(end) {
                break;
            }
            if end > start && (self.is_verb(end) || facts.any(Facts::ING)) {
                break;
            }
            end += 1;
        }
        let last =
            (start..end).rev().find(|&at| !self.facts(at).any(Facts::COORDINATOR.or(Facts::DETERMINER)))?;
        let found = start..last + 1;
        found.clone().any(|at| self.is_nominal(at) || self.facts(at).any(Facts::PRONOUN)).then_some(found)
    }

    /// Whether a preposition goes on with the phrase: behind a common noun it does (*the envoy for Libya*), behind a
    /// name it begins something else (*Smith in a statement*).
    fn continues(&self, preposition: usize) -> bool {
        let is_of_name = |it: &crate::annotate::Mention| it.tokens.start < preposition;
        if self.reader.mention_at(preposition).is_some_and(is_of_name) {
            return true;
        }
        let carries =
            matches!(self.reader.form(preposition), "for" | "at" | "in" | "with" | "on" | "from" | "to");
        carries && !self.is_capital(preposition - 1) && self.is_capital(preposition + 1)
    }

    /// The token behind an apposition that begins with the comma at `comma`.
    fn apposition_behind(&self, comma: usize, limit: usize) -> Option<usize> {
        let opening = self.facts(comma + 1);
        let is_whose = self.form_at(comma + 1) == "whose";
        let opens = is_whose
            || opening.any(Facts::DETERMINER.or(Facts::RELATIVE))
            || self.is_word(comma + 1) && opening.is_none() && !self.is_capital(comma + 1)
            || opening.any(Facts::GOVERNING_NOUN);
        let is_past = self.is_word(comma + 1) && self.reader.form(comma + 1).ends_with("ed");
        if !opens || is_past || opening.any(Facts::THAT) || self.goes_on_doing(comma + 1) {
            return None;
        }
        let ends = |at: &usize| self.is_edge(*at) && !self.is_mark(*at, "’") && !self.joins_names(*at);
        let end = (comma + 1..limit).find(ends)?;
        let is_short = end - comma <= LONGEST_APPOSITION;
        let is_relative = |at: &usize| is_whose || self.facts(*at).any(Facts::RELATIVE);
        let relative = (comma + 1..end).find(is_relative).unwrap_or(end);
        (is_short && !self.has_verb(comma + 1..relative)).then_some(end)
    }
}
