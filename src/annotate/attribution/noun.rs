//! Attributions without a verb of saying: *according to*, *as stated in*, *the view of*, *reports that*.

use super::find::Found;
use super::line::Line;
use super::words::Facts;
use crate::annotate::{Attitude, AttributionKind};
use std::ops::Range;

impl Line<'_, '_> {
    /// *According to the ministry, ...*
    pub(super) fn according(&self, at: usize) -> Option<Found> {
        if !self.facts(at + 1).any(Facts::TO) {
            return None;
        }
        let mut source = self.phrase_behind(at + 2)?;
        if self.facts(source.end).any(Facts::BY)
            && let Some(by) = self.phrase_behind(source.end + 1)
        {
            source = by;
        }
        self.cut_clause(&mut source, at);
        let speaks =
            |it: usize| self.is_capital(it) || self.facts(it).any(Facts::REPORT_NOUN.or(Facts::VENUE));
        // *According to the will of the people*: what is in accord with a thing is not said by it.
        let of = source.clone().find(|&it| self.facts(it).any(Facts::OF)).unwrap_or(source.end);
        let head = source.start..of;
        let is_text =
            self.reader.mentions_in(&source).iter().any(|it| it.label == crate::gazetteer::Label::Instrument);
        if is_text || !self.is_actor(&head) && !head.into_iter().any(speaks) {
            return None;
        }
        let content = self.content_around(at..source.end)?;
        let kind = content.kind;
        Some(Found {
            source: Some(source),
            cue: at..at + 2,
            content: content.ranges,
            kind,
            attitude: Attitude::Neutral,
        })
    }

    /// *According to activists, a woman who came*: at the head of a sentence the clause follows, not an apposition.
    fn cut_clause(&self, source: &mut Range<usize>, opening: usize) {
        if let Some(comma) = source.clone().find(|&it| self.is_mark(it, ","))
            && !self.is_mark(source.end, ",")
            && opening == self.tokens.start
        {
            source.end = comma;
        }
    }

    /// *As stated in the Declaration, ...*, *as reported by observers*
    pub(super) fn as_stated(&self, at: usize) -> Option<Found> {
        let link = at + 1;
        if !self.facts(link).any(Facts::BY) && self.form_at(link) != "in" {
            return None;
        }
        let mut source = self.phrase_behind(link + 1)?;
        self.cut_clause(&mut source, at - 1);
        // *As expressed in article 19*: a text invoked as authority, in the author's voice.
        let is_text =
            self.reader.mentions_in(&source).iter().any(|it| it.label == crate::gazetteer::Label::Instrument);
        if self.form_at(link) == "in" && (is_text || !self.is_actor(&source)) {
            return None;
        }
        let content = self.content_around(at - 1..source.end)?;
        let kind = content.kind;
        let attitude = Attitude::Shares;
        Some(Found { source: Some(source), cue: at - 1..link + 1, content: content.ranges, kind, attitude })
    }

    /// *The Kremlin's view that ...*, *reports of ...*
    pub(super) fn of_noun(&self, at: usize) -> Option<Found> {
        let facts = self.facts(at);
        let next = self.facts(at + 1);
        if !facts.any(Facts::CUE_NOUN)
            || self.is_capital(at)
            || self.quote(at + 1) != self.quote(at) && !self.opens_quote(at + 1)
        {
            return None;
        }
        let is_none = self.facts(at.wrapping_sub(1)).any(Facts::NEGATION);
        let rests = facts.any(Facts::POSITION_NOUN) && next.any(Facts::THIRD.or(Facts::AUXILIARY));
        let opens = rests
            || next.any(Facts::THAT.or(Facts::OF).or(Facts::TO))
            || matches!(
                self.form_at(at + 1),
                "for" | "about" | "on" | "in" | "against" | "grounded" | "based" | "rooted"
            );
        if let Some(source) = self.holder_behind(at)
            && facts.any(Facts::SAYING_NOUN)
        {
            let content = self.content_from(source.end)?.ascribed();
            let attitude = self.attitude(facts, false);
            let cue = at..at + 1;
            return Some(Found {
                source: Some(source),
                cue,
                content: content.ranges,
                kind: content.kind,
                attitude,
            });
        }
        let holder = self.possessor(at);
        let is_report = facts.any(Facts::REPORT_NOUN)
            && holder.is_none()
            && (next.any(Facts::THAT) || self.is_report_clause(at));
        if is_none || !opens && !is_report {
            return None;
        }
        let source = match holder {
            // *Its support for*, *their claims of*: too much is a matter of course.
            Some(holder) if self.facts(holder.start).any(Facts::POSSESSIVE) && !next.any(Facts::THAT) => {
                return None;
            }
            Some(holder) => holder,
            None if is_report => self.trimmed_report(at),
            None => return None,
        };
        let content = self.content_from(at + 1)?;
        let spoken = facts.any(Facts::SAYING_NOUN.or(Facts::REPORT_NOUN)) && next.any(Facts::THAT);
        let kind = if spoken || is_report { content.kind } else { AttributionKind::Ascribed };
        let attitude = if is_report { Attitude::Neutral } else { self.attitude(facts, false) };
        Some(Found { source: Some(source), cue: at..at + 1, content: content.ranges, kind, attitude })
    }

    /// *The leaders are concerned about the arrests*, *Lind was convinced that*.
    pub(super) fn of_feeling(&self, at: usize) -> Option<Found> {
        let next = self.facts(at + 1);
        let takes = next.any(Facts::THAT.or(Facts::TO))
            || matches!(self.form_at(at + 1), "about" | "at" | "by" | "over" | "with");
        if !self.facts(at).any(Facts::FEELING) || !takes || self.quote(at) != super::line::NO_QUOTE {
            return None;
        }
        let start = (self.tokens.start..at)
            .rev()
            .take_while(|&it| self.facts(it).any(Facts::AUXILIARY.or(Facts::NEGATION)) || self.is_adverb(it))
            .last()?;
        let group = start..at + 1;
        let is = group.clone().any(|it| self.facts(it).any(Facts::BE));
        let may = group.clone().any(|it| self.facts(it).any(Facts::MODAL));
        let source = self.subject(start)?;
        let speaks = self.is_actor(&source) || self.facts(source.start).any(Facts::PERSON_PRONOUN);
        let opening = self.facts(source.start);
        let goes_on = self.facts(start.wrapping_sub(1)).any(Facts::COORDINATOR);
        if !is || may || !speaks || goes_on || opening.any(Facts::AUTHOR.or(Facts::SECOND_PERSON)) {
            return None;
        }
        let content = self.content_from(at + 1)?.ascribed();
        let attitude = Attitude::Neutral;
        Some(Found {
            source: Some(source),
            cue: group,
            content: content.ranges,
            kind: content.kind,
            attitude,
        })
    }

    /// Who holds what a noun names, behind it: *the desire of the Government of Benin to*, *claims by residents that*.
    /// What they hold follows.
    fn holder_behind(&self, noun: usize) -> Option<Range<usize>> {
        if !self.facts(noun + 1).any(Facts::OF.or(Facts::BY)) {
            return None;
        }
        let source = self.phrase_behind(noun + 2)?;
        let of = source.clone().find(|&it| self.facts(it).any(Facts::OF)).unwrap_or(source.end);
        if !self.is_actor(&(source.start..of)) || (source.start..of).any(|it| self.facts(it).any(Facts::ING))
        {
            return None;
        }
        let behind = self.facts(source.end);
        let opens = behind.any(Facts::THAT.or(Facts::TO)) || self.form_at(source.end) == "concerning";
        opens.then_some(source)
    }

    /// *There were reports authorities used force.*
    fn is_report_clause(&self, at: usize) -> bool {
        let earliest = self.tokens.start.max(at.saturating_sub(5));
        let there = (earliest..at).rev().find(|&it| self.facts(it).any(Facts::THERE));
        let opens = self.begins_clause(at + 1) || self.facts(at + 1).any(Facts::OF);
        opens && there.is_some_and(|there| !(there..at).any(|it| self.facts(it).any(Facts::NEGATION)))
    }

    /// *multiple press reports*
    fn trimmed_report(&self, at: usize) -> Range<usize> {
        let first = (self.tokens.start..at)
            .rev()
            .take_while(|&it| self.is_nominal(it) && !self.is_verb(it))
            .last()
            .unwrap_or(at);
        first..at + 1
    }

    /// Who holds what a noun names: *China's new model*, *their plan*, *the Russian view*.
    fn possessor(&self, noun: usize) -> Option<Range<usize>> {
        let earliest = self.tokens.start.max(noun.saturating_sub(5));
        for at in (earliest..noun).rev() {
            if self.quote(at) != self.quote(noun) || self.is_edge(at) && !self.is_mark(at, "’") {
                return None;
            }
            let facts = self.facts(at);
            if facts.any(Facts::POSSESSIVE) {
                return Some(at..at + 1);
            }
            if self.is_genitive(at) {
                // *One's view* is nobody's.
                let is_anyone = self.reader.form(at).starts_with("one");
                return if is_anyone { None } else { self.phrase_before(at + 1) };
            }
            if let Some(name) = self.reader.mention_at(at)
                && self.facts(noun).any(Facts::POSITION_NOUN)
                && name.tokens.start >= self.tokens.start
                && super::line::is_actor(name.label)
            {
                return Some(name.tokens.clone());
            }
            if facts.any(Facts::PREPOSITION.or(Facts::SUBORDINATOR)) || self.is_verb(at) {
                return None;
            }
        }
        None
    }
}
