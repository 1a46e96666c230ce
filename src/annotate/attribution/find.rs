//! The attributions of one sentence.

use super::content::Content;
use super::line::Line;
use super::words::Facts;
use crate::annotate::{Attitude, AttributionKind};
use std::ops::Range;

/// Attributions before a noun of saying that are asked whether they hold it.
const MOST_NESTED: usize = 32;

/// An attribution in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub source: Option<Range<usize>>,
    pub cue: Range<usize>,
    pub content: Vec<Range<usize>>,
    pub kind: AttributionKind,
    pub attitude: Attitude,
}

/// A verb with its auxiliaries and adverbs.
#[derive(Clone, Debug)]
struct Group {
    /// From the first auxiliary to the last particle.
    tokens: Range<usize>,
    facts: Facts,
    is_passive: bool,
    /// *-ing* without a form of *be*.
    is_participle: bool,
}

impl Line<'_, '_> {
    /// Everything that the sentence ascribes to someone, in the order of the cues.
    pub fn attributions(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut at = self.tokens.start;
        while at < self.tokens.end {
            let facts = self.facts(at);
            let cues = Facts::CUE_VERB
                .or(Facts::CUE_NOUN)
                .or(Facts::ACCORDING)
                .or(Facts::PHRASAL)
                .or(Facts::FEELING);
            if !facts.any(cues) {
                at += 1;
                continue;
            }
            let here = self.attribution_at(at, &found);
            at = here.as_ref().map_or(at, |it| it.cue.end.max(at + 1) - 1) + 1;
            found.extend(here);
        }
        found
    }

    fn attribution_at(&self, at: usize, before: &[Found]) -> Option<Found> {
        if self.facts(at).any(Facts::ACCORDING) {
            return self.according(at);
        }
        if self.facts(at.wrapping_sub(1)).any(Facts::AS)
            && self.facts(at).any(Facts::SAY)
            && self.facts(at).any(Facts::PAST)
        {
            return self.as_stated(at);
        }
        if let Some(group) = self.group(at) {
            return self.of_verb(&group, before);
        }
        if let Some(felt) = self.of_feeling(at) {
            return Some(felt);
        }
        let is_told = before
            .iter()
            .rev()
            .take(MOST_NESTED)
            .any(|it| it.content.iter().any(|content| content.contains(&at)));
        self.of_noun(at)
            .filter(|it| !is_told || it.source.as_ref().is_none_or(|source| !source.contains(&at)))
    }

    /// The verb group around a cue verb.
    fn group(&self, verb: usize) -> Option<Group> {
        let next = verb + 1;
        let phrase = if self.facts(verb).any(Facts::PHRASAL) && self.tokens.contains(&next) {
            self.reader.words.phrase(self.reader.form(verb), self.reader.form(next))
        } else {
            None
        };
        let facts = phrase.unwrap_or(self.facts(verb));
        let end = if phrase.is_some() { verb + 2 } else { next };
        // What those who are quoted think and judge is theirs already.
        let is_quoted = self.quote(verb) != super::line::NO_QUOTE;
        let spoken = Facts::SAY.or(Facts::TELL);
        if !facts.any(if is_quoted { spoken } else { Facts::CUE_VERB }) {
            return None;
        }
        let mut start = verb;
        let (mut is_be, mut has_auxiliary) = (false, false);
        while start > self.tokens.start && self.quote(start - 1) == self.quote(verb) {
            let facts = self.facts(start - 1);
            if facts.any(Facts::AUXILIARY) {
                has_auxiliary = true;
                is_be |= facts.any(Facts::BE);
            } else if facts.any(Facts::TO) && start == verb {
                let chained = self.facts(start.wrapping_sub(2));
                if start < self.tokens.start + 2 || !chained.any(Facts::CATENATIVE) {
                    return None;
                }
                has_auxiliary = true;
                start -= 1;
            } else if !facts.any(Facts::NEGATION) && !self.is_adverb(start - 1) {
                break;
            }
            start -= 1;
        }
        // *There were reports*, *their plans are*: a noun behind a form of *be*.
        if is_be && !facts.any(Facts::PAST.or(Facts::ING)) {
            return None;
        }
        let is_participle = facts.any(Facts::ING) && !is_be;
        let is_passive = facts.any(Facts::PAST) && is_be;
        let stands = has_auxiliary
            || phrase.is_some() && !is_participle && verb > self.tokens.start && self.is_nominal(verb - 1)
            || is_participle && self.is_participle(verb)
            || !is_participle && self.is_verb_phrase(verb, start, facts);
        stands.then_some(Group { tokens: start..end, facts, is_passive, is_participle })
    }

    /// Whether a finite form, with adverbs before it, is a verb here.
    fn is_verb_phrase(&self, verb: usize, start: usize, facts: Facts) -> bool {
        let inverted = facts.any(Facts::INVERTS) && start > self.tokens.start && self.is_edge(start - 1);
        // *Its internationally recognised borders.*
        let owned = Facts::DETERMINER.or(Facts::POSSESSIVE);
        let is_apart = self.facts(start.wrapping_sub(1)).any(owned)
            && !self.facts(start.wrapping_sub(1)).any(Facts::PRONOUN.or(Facts::RELATIVE));
        start < verb && !is_apart || self.is_verb(verb) || inverted
    }

    /// *-ing* behind a comma or a noun, not as a noun or behind a preposition.
    fn is_participle(&self, verb: usize) -> bool {
        let before = self.facts(verb.wrapping_sub(1));
        let noun = Facts::DETERMINER.or(Facts::POSSESSIVE).or(Facts::PREPOSITION);
        !before.any(noun)
            && (verb == self.tokens.start
                || self.is_edge(verb - 1)
                || self.is_nominal(verb - 1)
                || before.any(Facts::COORDINATOR.or(Facts::ADVERB)))
    }

    fn of_verb(&self, group: &Group, before: &[Found]) -> Option<Found> {
        if group.is_passive {
            return self.of_passive(group);
        }
        let subject = self.subject_of(group, before);
        if subject.is_none() && group.facts.any(Facts::INVERTS) {
            return self.inverted(group);
        }
        let source = subject.filter(|it| !self.is_speaker(it) && !self.is_clause(it))?;
        let told = group.facts.any(Facts::TELL).then(|| self.phrase_behind(group.tokens.end)).flatten();
        let end = told.filter(|it| self.is_edge(it.end)).map_or(group.tokens.end, |it| it.end);
        let block = source.start.min(group.tokens.start)..end;
        let is_echo =
            self.facts(source.start.wrapping_sub(1)).any(Facts::AS) && source.end <= group.tokens.start;
        let spoken = Facts::SAY.or(Facts::THINK).or(Facts::TELL);
        let may_follow = !group.facts.any(Facts::NEEDS_THAT) || group.facts.any(Facts::INVERTS);
        let content = if group.facts.any(spoken) && (is_echo || may_follow && self.is_postposed(&block)) {
            let opening = if is_echo { source.start - 1 } else { block.start };
            self.content_around(opening..block.end)
        } else {
            self.content_of(group, &source)
        }?;
        Some(self.found(group, Some(source), content, is_echo))
    }

    /// *I*, *we*, *you*: those who speak and are spoken to ascribe nothing to others.
    fn is_speaker(&self, source: &Range<usize>) -> bool {
        source.len() == 1 && self.facts(source.start).any(Facts::AUTHOR.or(Facts::SECOND_PERSON))
    }

    /// Whether what looks like a subject is a piece of a clause: *firm action to help*, *Reaffirms its recognition of*.
    fn is_clause(&self, source: &Range<usize>) -> bool {
        let infinitive = |at: usize| self.facts(at).any(Facts::TO) && self.facts(at + 1).any(Facts::BASE);
        let opening = self.facts(source.start);
        let decides = opening.any(Facts::CUE_VERB) && opening.any(Facts::THIRD);
        source.clone().any(infinitive)
            || source.start == self.tokens.start && decides && !opening.any(Facts::NOUN_TOO)
            || matches!(self.reader.form(source.end - 1), "help" | "helps" | "helped")
    }

    /// The subject: before the group, or that of the main clause for a participle, or that of the verb before an *and*.
    fn subject_of(&self, group: &Group, before: &[Found]) -> Option<Range<usize>> {
        let start = group.tokens.start;
        let last = self.facts(start.wrapping_sub(1));
        let shared = || {
            let earlier =
                before.last().filter(|it| it.source.as_ref().is_some_and(|source| source.start < start));
            earlier.and_then(|it| it.source.clone())
        };
        let goes_on = last.any(Facts::COORDINATOR) || last.any(Facts::BREAK);
        if group.is_participle || goes_on {
            let is_open = goes_on || start > self.tokens.start && self.is_edge(start - 1);
            return if is_open { shared().or_else(|| self.main_subject(start)) } else { None };
        }
        self.subject(start)
    }

    /// The subject of the first verb of the sentence.
    fn main_subject(&self, limit: usize) -> Option<Range<usize>> {
        // *Recalling ..., demands*: the one who decides is not named.
        if self.facts(self.tokens.start).any(Facts::ING.or(Facts::THIRD)) {
            return None;
        }
        let verb = (self.tokens.start + 1..limit).find(|&at| self.is_verb(at))?;
        let start = (self.tokens.start..verb)
            .rev()
            .take_while(|&at| self.facts(at).any(Facts::ADVERB))
            .last()
            .unwrap_or(verb);
        self.subject(start)
    }

    /// *..., said the minister.*
    fn inverted(&self, group: &Group) -> Option<Found> {
        let source = self.phrase_behind(group.tokens.end)?;
        let block = group.tokens.start..source.end;
        let is_finite = group.facts.any(Facts::PAST.or(Facts::THIRD)) || self.is_actor(&source);
        if !is_finite || !self.is_postposed(&block) {
            return None;
        }
        let content = self.content_around(block)?;
        Some(self.found(group, Some(source), content, false))
    }

    /// *The vote was criticised by observers*; *it was reported that*.
    fn of_passive(&self, group: &Group) -> Option<Found> {
        let by = (group.tokens.end..self.tokens.end.min(group.tokens.end + 3))
            .find(|&at| self.facts(at).any(Facts::BY));
        if let Some(by) = by {
            let source = self.phrase_behind(by + 1)?;
            let content = self.subject(group.tokens.start)?;
            if !self.is_actor(&source) {
                return None;
            }
            let content = Content { ranges: vec![content], kind: AttributionKind::Ascribed };
            return Some(self.found(group, Some(source), content, false));
        }
        let says = group.facts.any(Facts::SAY) && self.facts(group.tokens.end).any(Facts::THAT);
        let content = if says { self.content_from(group.tokens.end) } else { None }?;
        Some(self.found(group, None, content, false))
    }

    /// What an active verb takes, by its kind.
    fn content_of(&self, group: &Group, source: &Range<usize>) -> Option<Content> {
        let (facts, behind) = (group.facts, group.tokens.end);
        let start = self.behind_adjuncts(behind, facts);
        let next = self.facts(start);
        let is_evidence = facts.any(Facts::SHOWS) && !self.can_show(source);
        if is_evidence || self.is_hypothetical(group, source) {
            return None;
        }
        let cites = facts.any(Facts::CITES) && self.is_mark(behind, ":");
        let takes_clause = cites || facts.any(Facts::SAY.or(Facts::THINK).or(Facts::TELL));
        let begins = next.any(Facts::THAT) || self.opens_quote(start) || self.is_mark(start, ":");
        let having = facts.any(Facts::SAY) && matches!(self.form_at(start), "having" | "being");
        let is_bare = !facts.any(Facts::NEEDS_THAT) && self.begins_clause(start);
        if takes_clause && (begins || having || is_bare) {
            return self.content_from(start);
        }
        let infinitive = next.any(Facts::TO) && self.facts(start + 1).any(Facts::BASE.or(Facts::AUXILIARY));
        let is_actor = !facts.any(Facts::ACTS.or(Facts::HOLDS))
            || self.is_actor(source)
            || self.facts(source.start).any(Facts::PRONOUN);
        if facts.any(Facts::INTEND) && next.any(Facts::TO) && is_actor || facts.any(Facts::SAY) && infinitive
        {
            return self.content_from(start).map(Content::ascribed);
        }
        if facts.any(Facts::ASK) && self.asks(start) {
            return self.content_from(behind).map(Content::ascribed);
        }
        let is_object = self.is_object(behind);
        let holds = facts.any(Facts::HOLDS) && self.position_behind(behind);
        let happens =
            facts.any(Facts::SAY) && self.is_undone(group.tokens.clone()) || self.tells_many(behind);
        let enacts = facts.any(Facts::ENACTS) && self.is_law(source) && !self.names_wrong(behind);
        let judges = (facts.any(Facts::JUDGE) || holds || enacts) && is_object && is_actor && !happens;
        if judges { self.content_from(behind).map(Content::ascribed) } else { None }
    }

    /// Whether what shows something speaks: people and reports do, events do not.
    fn can_show(&self, source: &Range<usize>) -> bool {
        self.is_actor(source)
            || source
                .clone()
                .any(|at| self.facts(at).any(Facts::REPORT_NOUN.or(Facts::VENUE).or(Facts::PRONOUN)))
    }

    /// Whether nobody is said to have said it: *if they support*, *those who would deny*, *no one claims*.
    fn is_hypothetical(&self, group: &Group, source: &Range<usize>) -> bool {
        let modal =
            !group.facts.any(Facts::SAY) && group.tokens.clone().any(|at| self.facts(at).any(Facts::MODAL));
        let before = self.facts(source.start.wrapping_sub(1));
        let opening = self.facts(source.start);
        let who = opening.any(Facts::RELATIVE) && !self.has_named_antecedent(source);
        modal || before.any(Facts::CONDITIONAL) || opening.any(Facts::NEGATION) || who
    }

    /// Whether a relative pronoun stands for something that can speak.
    fn has_named_antecedent(&self, source: &Range<usize>) -> bool {
        let mut at = source.start;
        while at > self.tokens.start && (self.is_mark(at - 1, ",")) {
            at -= 1;
        }
        let Some(noun) = at.checked_sub(1) else { return false };
        self.reader.mention_at(noun).is_some_and(|it| super::line::is_actor(it.label))
            || at < source.start
                && self.facts(noun).any(Facts::GOVERNING_NOUN.or(Facts::ACTOR_NOUN))
                && !self.facts(noun.wrapping_sub(1)).any(Facts::PREPOSITION)
    }

    /// Whether the object is a position: *has advanced a vision of*.
    fn position_behind(&self, start: usize) -> bool {
        let object =
            (start..self.tokens.end.min(start + 7)).take_while(|&at| !self.is_edge(at) && !self.is_verb(at));
        object.into_iter().any(|at| self.facts(at).any(Facts::POSITION_NOUN))
    }

    fn asks(&self, start: usize) -> bool {
        let next = self.tokens.end.min(start + 12);
        (start..next).take_while(|&at| !self.is_edge(at)).any(|at| self.facts(at).any(Facts::TO))
            && self.is_object(start)
    }

    fn is_object(&self, at: usize) -> bool {
        let at = (at..self.tokens.end).find(|&it| !self.is_adverb(it)).unwrap_or(at);
        let facts = self.facts(at);
        self.quote(at) != super::line::NO_QUOTE
            || self.is_nominal(at)
            || facts.any(Facts::DETERMINER.or(Facts::POSSESSIVE).or(Facts::PRONOUN).or(Facts::AUTHOR))
    }

    /// Whether a clause without *that* begins here: a subject and soon its verb.
    pub(super) fn begins_clause(&self, start: usize) -> bool {
        if !self.is_object(start) && !self.facts(start).any(Facts::SUBORDINATOR.or(Facts::THERE)) {
            return false;
        }
        (start + 1..self.tokens.end.min(start + 16))
            .take_while(|&at| !self.is_edge(at))
            .any(|at| self.is_verb(at))
    }

    pub(super) fn form_at(&self, at: usize) -> &str {
        if self.tokens.contains(&at) { self.reader.form(at) } else { "" }
    }

    fn found(&self, group: &Group, source: Option<Range<usize>>, content: Content, is_echo: bool) -> Found {
        let approves = group.tokens.clone().any(|at| self.facts(at).any(Facts::APPROVES));
        let attitude = self.attitude(group.facts, is_echo || approves);
        Found { source, cue: group.tokens.clone(), content: content.ranges, kind: content.kind, attitude }
    }

    pub(super) fn attitude(&self, facts: Facts, is_echo: bool) -> Attitude {
        if facts.any(Facts::DISTANCES) {
            Attitude::Distances
        } else if is_echo {
            Attitude::Shares
        } else {
            Attitude::Neutral
        }
    }
}
