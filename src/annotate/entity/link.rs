//! What the mentions of one document stand for.

use super::forms::Forms;
use super::page::Page;
use super::tree::SurfaceIx;
use crate::annotate::{Evidence, Mention, Referent, ReferentIx, StandsFor};
use crate::document::PartialDate;
use crate::gazetteer::{EntityIx, Gazetteer, Label};
use crate::segment::SentenceIx;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A name whose kind is known, about to be linked.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub tokens: Range<usize>,
    pub label: Label,
    /// Surfaces of the gazetteer that it may be, the likeliest first.
    pub surfaces: Vec<SurfaceIx>,
    /// What a rule says it is.
    pub entity: Option<EntityIx>,
    /// The tokens of the longer name that it stands for.
    pub short_for: Option<Range<usize>>,
    pub evidence: Evidence,
}

impl Named {
    /// A name that is in no gazetteer.
    pub fn new(tokens: Range<usize>, label: Label, evidence: Evidence) -> Self {
        Self { tokens, label, surfaces: Vec::new(), entity: None, short_for: None, evidence }
    }
}

/// Gathers the mentions of a document and joins those of one thing.
pub(super) struct Linker<'p, 'd> {
    page: &'p Page<'d>,
    gazetteer: &'p Gazetteer,
    year: Option<i16>,
    named: Vec<(Named, SentenceIx)>,
    /// States that the document names, themselves or their people.
    states: FxHashSet<EntityIx>,
    forms: Forms,
    referents: Vec<Referent>,
    known: FxHashMap<Key, ReferentIx>,
    /// By full name, linked or not; of several the first.
    persons: FxHashMap<Box<str>, ReferentIx>,
}

/// What makes two mentions one.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Entity(EntityIx, Label),
    Name(Label, String),
}

impl<'p, 'd> Linker<'p, 'd> {
    pub fn new(page: &'p Page<'d>, gazetteer: &'p Gazetteer, date: Option<PartialDate>) -> Self {
        Self {
            page,
            gazetteer,
            year: date.map(PartialDate::year),
            named: Vec::new(),
            states: FxHashSet::default(),
            forms: Forms::default(),
            referents: Vec::new(),
            known: FxHashMap::default(),
            persons: FxHashMap::default(),
        }
    }

    /// Takes in a name; they come in the order of the text.
    pub fn add(&mut self, named: Named, sentence: SentenceIx) {
        self.named.push((named, sentence));
    }

    /// The mentions, and what they stand for.
    pub fn finish(mut self) -> (Vec<Mention>, Vec<Referent>) {
        let mut named = std::mem::take(&mut self.named);
        self.agree(&mut named);
        self.states = self.states_of(&named);
        self.forms = Forms::join(self.page, &mut named, |it| self.entity(it));
        let surnames = self.surnames(&named);
        let mut referents: Vec<Option<ReferentIx>> = named
            .iter()
            .map(|(named, _)| named.short_for.is_none().then(|| self.referent(named, &surnames)))
            .collect();
        for at in 0..named.len() {
            if let Some(long) = named[at].0.short_for.clone() {
                referents[at] = Some(self.referent_of_short(&long, &named, &referents));
            }
        }
        let mut mentions = Vec::with_capacity(named.len());
        for ((named, sentence), referent) in named.into_iter().zip(referents) {
            let referent = referent.expect("every name has its referent by now");
            let label =
                if named.short_for.is_some() { self.referents[referent.get()].label } else { named.label };
            mentions.push(Mention {
                span: self.span(&named.tokens),
                tokens: named.tokens,
                sentence,
                label,
                stands_for: StandsFor::Thing(referent),
                evidence: named.evidence,
            });
        }
        (mentions, self.referents)
    }

    /// Gives names that only the recogniser knows one label throughout the document: that which rules gave them, else
    /// the commonest, of equals the first.
    fn agree(&self, named: &mut [(Named, SentenceIx)]) {
        let mut votes: FxHashMap<&str, Vec<(Label, usize)>> = FxHashMap::default();
        for (it, _) in named.iter().filter(|(it, _)| it.surfaces.is_empty() && it.short_for.is_none()) {
            let weight = if it.evidence == Evidence::Model { 1 } else { named.len() };
            let of_name = votes.entry(self.page.name(&it.tokens)).or_default();
            match of_name.iter_mut().find(|(label, _)| *label == it.label) {
                Some((_, n)) => *n += weight,
                None => of_name.push((it.label, weight)),
            }
        }
        for (it, _) in named.iter_mut().filter(|(it, _)| it.evidence == Evidence::Model) {
            let of_name = votes.get(self.page.name(&it.tokens)).into_iter().flatten();
            if let Some((label, _)) = of_name.rev().max_by_key(|(_, n)| *n) {
                it.label = *label;
            }
        }
    }

    /// The states that these names are or come from.
    fn states_of(&self, named: &[(Named, SentenceIx)]) -> FxHashSet<EntityIx> {
        let surfaces = named.iter().flat_map(|(it, _)| &it.surfaces);
        let entities = surfaces.map(|at| self.gazetteer.surfaces[*at as usize].entity);
        entities.filter(|at| self.gazetteer.entity(*at).label == Label::State).collect()
    }

    /// Whether an entity can be meant here: many states have a ministry of that name, and one is meant only where its
    /// state is named.
    fn can_be_meant(&self, entity: EntityIx) -> bool {
        let thing = self.gazetteer.entity(entity);
        let of_state = thing.parent.filter(|at| self.gazetteer.entity(*at).label == Label::State);
        thing.label != Label::GovBody || of_state.is_none_or(|state| self.states.contains(&state))
    }

    /// What a short form stands for: what the name at its long form does, or the one that overlaps it most.
    fn referent_of_short(
        &mut self,
        long: &Range<usize>,
        named: &[(Named, SentenceIx)],
        referents: &[Option<ReferentIx>],
    ) -> ReferentIx {
        let shared = |it: &Range<usize>| it.end.min(long.end).saturating_sub(it.start.max(long.start));
        // Names are sorted and disjoint.
        let first = named.partition_point(|(it, _)| it.tokens.end <= long.start);
        let n = named[first..].partition_point(|(it, _)| it.tokens.start < long.end);
        let here = first..first + n;
        let near = named[here.clone()].iter().zip(&referents[here]).filter_map(|((named, _), referent)| {
            let (shared, ends) = (shared(&named.tokens), named.tokens.end == long.end);
            (ends && shared > 0 || 2 * shared > long.len()).then_some(((ends, shared), (*referent)?))
        });
        let best = near.max_by_key(|&(fit, at)| (fit, std::cmp::Reverse(at)));
        match best {
            Some((_, referent)) => referent,
            None => {
                let name = one_line(self.page.name(long));
                self.unlinked(Label::CivilSociety, &name)
            }
        }
    }

    /// From the first token to the last, without an *'s* behind it.
    fn span(&self, tokens: &Range<usize>) -> Span {
        let start = self.page.segmentation.tokens[tokens.start].span.range().start;
        Span::of(start..start + self.page.name(tokens).len())
    }

    /// The full name behind each last name of a person; `None` where several persons share it.
    fn surnames(&self, named: &[(Named, SentenceIx)]) -> FxHashMap<String, Option<String>> {
        let mut surnames: FxHashMap<String, Option<String>> = FxHashMap::default();
        let full = named
            .iter()
            .map(|(named, _)| named)
            .filter(|it| it.label == Label::Person && it.tokens.len() > 1);
        for named in full {
            let name = self.full_name(named);
            let Some((_, last)) = name.rsplit_once([' ', '-']) else { continue };
            surnames
                .entry(last.to_owned())
                .and_modify(|known| {
                    if known.as_ref().is_some_and(|known| *known != name) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(name.clone()));
        }
        surnames
    }

    /// The usual name of a known person, else the name as written.
    fn full_name(&self, named: &Named) -> String {
        match self.entity(named) {
            Some(entity) => self.gazetteer.entity(entity).name.to_string(),
            None => self.forms.usual(one_line(self.page.name(&named.tokens))),
        }
    }

    /// The entity that a name of the gazetteer means in this document: of several, one whose years hold the
    /// document's.
    fn entity(&self, named: &Named) -> Option<EntityIx> {
        let of = |at: &SurfaceIx| self.gazetteer.surfaces[*at as usize].entity;
        let in_use = |at: &&SurfaceIx| {
            let (from, to) = self.gazetteer.entity(of(at)).years;
            match self.year {
                Some(year) => from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to),
                None => to.is_none(),
            }
        };
        let label = |at: &&SurfaceIx| self.gazetteer.entity(of(at)).label == named.label;
        let surfaces = || named.surfaces.iter().filter(|at| self.can_be_meant(of(at)));
        let found = surfaces().find(|at| label(at) && in_use(at)).or_else(|| surfaces().find(in_use));
        named.entity.or_else(|| found.or_else(|| surfaces().next()).map(of))
    }

    fn referent(&mut self, named: &Named, surnames: &FxHashMap<String, Option<String>>) -> ReferentIx {
        let entity = self.entity(named);
        let written = self.forms.usual(one_line(self.page.name(&named.tokens)));
        let is_short = named.label == Label::Person && named.tokens.len() == 1;
        if let Some(Some(full)) = surnames.get(&written).filter(|_| is_short) {
            if let Some(&known) = self.persons.get(full.as_str()) {
                return known;
            }
            if entity.is_none_or(|entity| *self.gazetteer.entity(entity).name != **full) {
                return self.unlinked(Label::Person, full);
            }
        }
        let Some(entity) = entity else { return self.unlinked(named.label, &written) };
        self.join(Key::Entity(entity, named.label), |gazetteer| {
            let thing = gazetteer.entity(entity);
            // A people named after a state is not that state.
            let is_people = named.label == Label::Group && thing.label != Label::Group;
            let name = thing.demonym.as_ref().filter(|_| is_people).unwrap_or(&thing.name);
            Referent {
                entity: (!is_people).then_some(entity),
                label: named.label,
                name: name.clone(),
                iso3: thing.iso3.clone(),
            }
        })
    }

    /// The referent of a thing that no gazetteer knows.
    fn unlinked(&mut self, label: Label, name: &str) -> ReferentIx {
        self.join(Key::Name(label, name.to_owned()), |_| Referent {
            entity: None,
            label,
            name: name.into(),
            iso3: None,
        })
    }

    fn join(&mut self, key: Key, new: impl FnOnce(&Gazetteer) -> Referent) -> ReferentIx {
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let at = ReferentIx::new(self.referents.len());
        let referent = new(self.gazetteer);
        if referent.label == Label::Person {
            self.persons.entry(referent.name.clone()).or_insert(at);
        }
        self.referents.push(referent);
        self.known.insert(key, at);
        at
    }
}

/// A name on one line.
pub(super) fn one_line(name: &str) -> String {
    let mut line = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(word);
    }
    line
}
