//! Names by rules about words: head words, titles, governments, numbered resolutions.

use super::choose::{Candidate, Source};
use super::finder::Finder;
use super::heads::Position;
use super::known::Known;
use super::reach::Reach;
use super::words::Role;
use crate::gazetteer::{Label, SurfaceKind};
use std::ops::Range;

/// Everything that rules find in one sentence.
pub(super) struct Rules<'p, 'd> {
    pub finder: &'p Finder,
    pub reach: Reach<'p, 'd>,
}

impl Rules<'_, '_> {
    /// The names that rules find, beside those of the gazetteer.
    pub fn gather(&self, known: Known<'_>) -> Vec<Candidate> {
        let mut found = Vec::new();
        for at in self.reach.start..self.reach.limit {
            let role = self.reach.page.word(at).role;
            if role.is_none() {
                continue;
            }
            if role.has(Role::HEAD) {
                self.by_heads(at, known, &mut found);
            }
            if role.has(Role::TITLE) && self.reach.page.is_capital(at) {
                self.behind_title(at, &mut found);
            }
            if role.has(Role::CUE) {
                self.resolution(at, &mut found);
                self.session(at, known, &mut found);
                self.rule_of(at, known, &mut found);
            }
        }
        for name in known.names() {
            self.government(name, &mut found);
            self.numbered_event(name, &mut found);
        }
        found
    }

    /// Names that a head word begins, ends or holds.
    fn by_heads(&self, at: usize, known: Known<'_>, candidates: &mut Vec<Candidate>) {
        let reach = &self.reach;
        // A head in small letters ends a name that has capitals: *the Soweto uprising*.
        let may_head = reach.page.is_capital(at) || at > reach.start && reach.is_part(at - 1);
        if !may_head {
            return;
        }
        let mut reached: Option<Range<usize>> = None;
        for (rule, end) in self.finder.heads.at(reach.page, at, reach.limit) {
            let label = rule.label.unwrap_or(Label::CivilSociety);
            let covers = |it: &Candidate| end <= it.tokens.end && !it.is_ambiguous;
            if rule.label.is_some() && known.holding(at).any(covers) {
                continue;
            }
            let is_barrier = |at: usize| known.starting_at(at).is_some_and(|it| !it.is_ambiguous);
            let tokens = match rule.position {
                Position::First => {
                    let reached = reach.right(end, label, is_barrier);
                    // *Ministry of ...* is a name; of *National Police precincts* something else must tell.
                    let is_complement = end < reached && !reach.is_part(end);
                    if is_complement || rule.label.is_none() { at..reached } else { continue }
                }
                Position::Last => {
                    let is_act = matches!(label, Label::Instrument | Label::Event);
                    let joins = is_act && end < reach.limit && !reach.is_part(end);
                    let start = reach.left_over_and(at, label, is_barrier);
                    start..if joins { reach.right(end, label, is_barrier) } else { end }
                }
                Position::Any => reach.left(at)..reach.right(end, label, is_barrier),
                Position::Whole => {
                    let goes_on = end < reach.limit && reach.is_part(end) && !reach.page.is_genitive(end - 1);
                    let alone = reach.left(at) == at && !goes_on;
                    if alone { at..end } else { continue }
                }
            };
            let tokens = reach.trimmed(tokens);
            let longer = reached.as_ref().is_none_or(|it| tokens.len() > it.len());
            let may_be_bare = matches!(rule.position, Position::Whole | Position::Any);
            if longer && (may_be_bare || tokens.len() > end - at) {
                reached = Some(tokens);
            }
        }
        self.add_headed(reached, candidates);
    }

    fn add_headed(&self, reached: Option<Range<usize>>, candidates: &mut Vec<Candidate>) {
        let Some(tokens) = reached else { return };
        if let Some(label) = self.finder.heads.label_of(self.reach.page, &tokens) {
            let start =
                if label == Some(Label::Event) { self.over_ordinals(tokens.start) } else { tokens.start };
            candidates.push(Candidate::new(start..tokens.end, Source::Rule(label)));
        }
    }

    /// Where *Second*, *fourth* or *twenty-first* before a meeting begins.
    fn over_ordinals(&self, from: usize) -> usize {
        let Reach { page, lists, start, .. } = self.reach;
        let mut first = from;
        while first > start {
            let before = first - 1;
            let is_ordinal = lists.ordinals.contains(&page.word(before).whole);
            let is_joint = first < from && page.is_joint(before);
            if !(is_ordinal || is_joint) {
                break;
            }
            first = before;
        }
        first
    }

    /// *Seventh emergency special session of the General Assembly*: a session with the body that sat.
    fn session(&self, at: usize, known: Known<'_>, candidates: &mut Vec<Candidate>) {
        let Reach { page, lists, start, limit } = self.reach;
        if page.form(at) != "session" || at + 2 >= limit || page.word(at + 1).whole != lists.of {
            return;
        }
        let body = at + 2 + usize::from(page.word(at + 2).whole == lists.the);
        let Some(end) = known.starting_at(body).map(|it| it.tokens.end) else { return };
        let kinds =
            (start..at).rev().take_while(|&at| lists.kinds_of_session.contains(&page.word(at).whole)).count();
        let first = self.over_ordinals(at - kinds);
        if first < at - kinds || kinds > 1 {
            candidates.push(Candidate::new(first..end, Source::Rule(Some(Label::Event))));
        }
    }

    /// The name of a person behind a title.
    fn behind_title(&self, at: usize, candidates: &mut Vec<Candidate>) {
        let Reach { page, lists, limit, .. } = self.reach;
        let Some(start) = lists.naming_titles.end(page, at, limit) else { return };
        let mut end = start;
        while end < limit && end - start < 6 {
            let particle = end > start
                && lists.particles.contains(&page.word(end).whole)
                && end + 1 < limit
                && self.reach.is_part(end + 1);
            if !(self.reach.is_part(end) || particle) {
                break;
            }
            end += 1;
            if page.is_genitive(end - 1) {
                break;
            }
        }
        let another_title =
            lists.titles.end(page, start.min(limit - 1), limit).is_some_and(|next| next >= end);
        if end > start && !another_title {
            candidates.push(Candidate::new(start..end, Source::Rule(Some(Label::Person))));
        }
    }

    /// *Libyan Government*: the state itself. In *Government of Chile* the state is named anyway.
    fn government(&self, name: &Candidate, candidates: &mut Vec<Candidate>) {
        let Reach { page, lists, limit, .. } = self.reach;
        let (tokens, Some(surface)) = (name.tokens.clone(), name.first_surface()) else {
            return;
        };
        let surface = &self.finder.gazetteer.surfaces[surface as usize];
        let is_of_state = self.finder.gazetteer.entity(surface.entity).label == Label::State;
        if surface.kind != SurfaceKind::Demonym || !is_of_state {
            return;
        }
        let is_kind =
            |at: &usize| page.is_capital(*at) && lists.kinds_of_government.contains(&page.word(*at).whole);
        let head = tokens.end + (tokens.end..limit).take_while(is_kind).count();
        if head < limit && page.is_capital(head) && page.word(head).whole == lists.government {
            let whole = Candidate::new(tokens.start..head + 1, Source::Rule(Some(Label::State)));
            candidates.push(Candidate { entity: Some(surface.entity), ..whole });
        }
    }

    /// *Security Council resolution 2254 (2015)*, *resolution 70/1*, *resolution A/RES/70/1*, *1514 (XV)*.
    fn resolution(&self, at: usize, candidates: &mut Vec<Candidate>) {
        let Reach { page, lists, limit, .. } = self.reach;
        if !matches!(page.form(at), "resolution" | "resolutions") || at + 1 >= limit {
            return;
        }
        let numbered = page.is_number(at + 1)
            || page.written(at + 1).starts_with(['A', 'S']) && at + 3 < limit && page.written(at + 2) == "/";
        if !numbered {
            return;
        }
        let mut end = at + 2;
        while end + 1 < limit
            && page.written(end) == "/"
            && page.touches_before(end)
            && page.touches_before(end + 1)
        {
            end += 2;
        }
        if end + 2 < limit && page.written(end) == "(" && page.written(end + 2) == ")" {
            let inside = page.written(end + 1);
            let roman = inside.bytes().all(|it| b"IVXLCES-".contains(&it));
            if roman || page.is_number(end + 1) {
                end += 3;
            }
        }
        let before = at.checked_sub(1).filter(|&before| before >= self.reach.start);
        let resolves = |it| lists.resolving.contains(&it);
        let of_body = before.is_some_and(|it| {
            page.is_capital(it) && (resolves(page.word(it).whole) || resolves(page.word(it).base))
        });
        let start = if of_body { self.reach.left(at) } else { at };
        candidates.push(Candidate::new(start..end, Source::Rule(Some(Label::Instrument))));
        self.further_numbers(end, candidates);
    }

    /// The others of *resolutions 242 (1967), 338 (1973) and 425 (1978)*.
    fn further_numbers(&self, mut end: usize, candidates: &mut Vec<Candidate>) {
        let Reach { page, limit, .. } = self.reach;
        // Dates may stand between them: *242 (1967) of 22 November 1967 and 338 (1973)*.
        while end + 4 < limit {
            // The numbers behind another *resolutions* are its own.
            let is_other = |at: &usize| matches!(page.form(*at), "resolution" | "resolutions");
            let mut near = (end..limit.min(end + 8)).take_while(|at| !is_other(at));
            let near = near.find(|&at| matches!(page.form(at), "," | "and"));
            let Some(joint) = near else { return };
            let number = joint + 1 + usize::from(joint + 1 < limit && page.form(joint + 1) == "and");
            let is_numbered = number + 3 < limit
                && page.is_number(number)
                && page.written(number + 1) == "("
                && page.is_number(number + 2)
                && page.written(number + 3) == ")";
            if !is_numbered {
                return;
            }
            end = number + 4;
            candidates.push(Candidate::new(number..end, Source::Rule(Some(Label::Instrument))));
        }
    }

    /// *Fourth World Conference on Women*, where the gazetteer knows the meeting without its number.
    fn numbered_event(&self, name: &Candidate, candidates: &mut Vec<Candidate>) {
        let (tokens, Some(surface)) = (name.tokens.clone(), name.first_surface()) else {
            return;
        };
        let entity = self.finder.gazetteer.surfaces[surface as usize].entity;
        let first = self.over_ordinals(tokens.start);
        if first < tokens.start && self.finder.gazetteer.entity(entity).label == Label::Event {
            let whole = Candidate::new(first..tokens.end, Source::Rule(Some(Label::Event)));
            candidates.push(Candidate { entity: Some(entity), ..whole });
        }
    }

    /// *The Assad regime*, *the Trump administration*: whose it is.
    fn rule_of(&self, at: usize, known: Known<'_>, candidates: &mut Vec<Candidate>) {
        let Reach { page, .. } = self.reach;
        if !matches!(page.form(at), "regime" | "administration" | "presidency") || at == self.reach.start {
            return;
        }
        let start = self.reach.left(at);
        let is_known = known.holding(at - 1).any(|it| !it.is_ambiguous && it.tokens.end == at);
        if start < at && at - start <= 3 && !is_known {
            candidates.push(Candidate::new(start..at, Source::Rule(Some(Label::Person))));
        }
    }
}
