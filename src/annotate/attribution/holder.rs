//! Who a source is.

use super::line::{Line, NO_QUOTE, is_actor};
use super::words::Facts;
use crate::annotate::{Mention, Referent, ReferentIx, StandsFor};
use crate::document::Metadata;
use crate::gazetteer::{EntityIx, Gazetteer, Label};
use crate::text::folded;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Sentences back in which a pronoun's antecedent is looked for.
const MEMORY: usize = 2;

/// Entities by every name of states and organisations, for what metadata say of the issuer.
#[derive(Debug)]
pub(super) struct Issuers {
    by_name: FxHashMap<String, EntityIx>,
}

impl Issuers {
    pub fn of(gazetteer: &Gazetteer) -> Self {
        let mut by_name = FxHashMap::default();
        for surface in &gazetteer.surfaces {
            let entity = gazetteer.entity(surface.entity);
            if matches!(entity.label, Label::State | Label::Igo | Label::CivilSociety | Label::GovBody) {
                by_name.entry(folded(&surface.text)).or_insert(surface.entity);
            }
        }
        for (at, entity) in gazetteer.entities.iter().enumerate() {
            if let (Label::State, Some(iso3)) = (entity.label, &entity.iso3) {
                by_name.entry(folded(iso3)).or_insert(EntityIx::new(at));
            }
        }
        Self { by_name }
    }

    /// The entity that a name in metadata stands for: *USA*, *Sweden*, *USA (State Department)*.
    fn entity(&self, name: &str) -> Option<EntityIx> {
        let bare = name.split(['(', ',', ';']).next().unwrap_or(name).trim();
        [name, bare].iter().find_map(|it| self.by_name.get(&folded(it))).copied()
    }
}

/// Who speaks in a document.
#[derive(Debug, Default)]
pub(super) struct Author {
    entities: Vec<EntityIx>,
    /// ISO 3166 codes of issuing states.
    iso3: Vec<Box<str>>,
    /// Folded words of the names of issuing bodies.
    names: Vec<String>,
    /// Whether a state as a whole is the issuer, not one of its ministries.
    is_state: bool,
}

impl Author {
    /// From issuer and signatories.
    pub fn of(metadata: &Metadata, issuers: &Issuers, gazetteer: &Gazetteer) -> Self {
        let mut author = Self::default();
        for name in metadata.issuer.iter().chain(&metadata.signatories) {
            author.names.push(folded(name));
            let Some(entity) = issuers.entity(name) else { continue };
            let thing = gazetteer.entity(entity);
            author.entities.push(entity);
            author.names.push(folded(&thing.name));
            if thing.label == Label::State {
                author.is_state |= !name.contains('(');
                author.iso3.extend(thing.iso3.clone());
            }
        }
        author.names.extend(metadata.authors.iter().map(|it| folded(it)));
        author
    }

    /// Whether a thing named in the text is the author: the issuer, its state, a body of its state.
    fn is(&self, referent: &Referent) -> bool {
        let is_entity = referent.entity.is_some_and(|it| self.entities.contains(&it));
        let of_state = matches!(referent.label, Label::State | Label::GovBody | Label::Group)
            && referent.iso3.as_ref().is_some_and(|it| self.iso3.contains(it));
        is_entity
            || of_state
            || referent.label != Label::Person && self.names.contains(&folded(&referent.name))
    }

    /// Whether the author is a body that *the Council* or *this Committee* may stand for.
    fn is_called(&self, noun: &str) -> bool {
        self.names
            .iter()
            .any(|name| name.split(|mark: char| !mark.is_alphanumeric()).any(|word| word == noun))
    }
}

/// The resolved holder of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Holder {
    pub referent: Option<ReferentIx>,
    pub is_author: bool,
}

/// Finds who sources are.
pub(super) struct Holders<'a> {
    pub author: &'a Author,
    pub referents: &'a [Referent],
}

impl Holders<'_> {
    /// Who these tokens of a sentence stand for.
    pub fn of(&self, line: &Line<'_, '_>, source: &Range<usize>) -> Holder {
        let outside = line.quote(source.start) == NO_QUOTE;
        let first_person = |at: usize| line.facts(at).any(Facts::AUTHOR);
        if outside
            && (first_person(source.start)
                || source
                    .clone()
                    .any(|at| first_person(at) && (is_own(line, at) || is_self_pronoun(line, at))))
        {
            return Holder { referent: None, is_author: true };
        }
        if outside && is_decider(line, source) {
            return Holder { referent: None, is_author: true };
        }
        let referent = self.named(line, source).or_else(|| self.antecedent(line, source));
        let is_author = outside
            && (referent.is_some_and(|it| self.author.is(&self.referents[it.get()]))
                || self.is_self(line, source, referent));
        Holder { referent, is_author }
    }

    /// The thing that a name in the source stands for: a person before all, then the name at its end, then the first.
    fn named(&self, line: &Line<'_, '_>, source: &Range<usize>) -> Option<ReferentIx> {
        let names = line.reader.mentions_in(source);
        let actors = || names.iter().filter(|it| is_actor(it.label));
        let person = actors().find(|it| it.label == Label::Person);
        let last = || actors().find(|it| it.tokens.end == source.end);
        person.or_else(last).or_else(|| actors().next()).and_then(referent_of)
    }

    /// What a pronoun or *the ministry* stands for, if only one thing can be meant.
    fn antecedent(&self, line: &Line<'_, '_>, source: &Range<usize>) -> Option<ReferentIx> {
        let facts = line.facts(source.start);
        if facts.any(Facts::RELATIVE) && source.len() == 1 {
            let before = source.start - usize::from(line.is_mark(source.start.wrapping_sub(1), ","));
            let name = before.checked_sub(1).and_then(|at| line.reader.mention_at(at))?;
            return is_actor(name.label).then(|| referent_of(name)).flatten();
        }
        if source.len() == 1 && facts.any(Facts::PERSON_PRONOUN) {
            return self.only(line, source, |label| label == Label::Person);
        }
        if source.len() == 1 && facts.any(Facts::THING_PRONOUN.or(Facts::GROUP_PRONOUN)) {
            return self.only(line, source, |label| is_actor(label) && label != Label::Person);
        }
        let noun = source.end - 1;
        if line.facts(source.start).any(Facts::DETERMINER)
            && line.facts(noun).any(Facts::GOVERNING_NOUN)
            && source.len() == 2
        {
            let form = line.reader.form(noun);
            return self
                .only(line, source, |_| true)
                .filter(|it| has_word(&self.referents[it.get()].name, form));
        }
        None
    }

    /// The one thing of this sort that the sentences before name, and the sentence itself before the source.
    fn only(
        &self,
        line: &Line<'_, '_>,
        source: &Range<usize>,
        is_wanted: impl Fn(Label) -> bool,
    ) -> Option<ReferentIx> {
        let sentences = &line.reader.segmentation.sentences;
        let here = line.ix.get();
        let block = sentences[here].block;
        let first =
            (here.saturating_sub(MEMORY)..here).find(|&at| sentences[at].block == block).unwrap_or(here);
        let reach = sentences[first].tokens.start..source.start;
        let mut found: Option<ReferentIx> = None;
        for name in line.reader.mentions_in(&reach).iter().filter(|it| is_wanted(it.label)) {
            let referent = referent_of(name);
            if found.is_some() && found != referent {
                return None;
            }
            found = referent;
        }
        found
    }

    /// The author in the third person: *the Council decides*, *the undersigned*, *this Committee*.
    fn is_self(&self, line: &Line<'_, '_>, source: &Range<usize>, referent: Option<ReferentIx>) -> bool {
        let noun = source.end - 1;
        if !line.facts(noun).any(Facts::SELF_NOUN.or(Facts::LAW_NOUN)) || source.len() > 3 {
            return false;
        }
        let form = line.reader.form(noun);
        let is_this = form_is(line, source.start, "this");
        let signs = matches!(form, "undersigned" | "signatories");
        let is_home = self.author.is_state
            && matches!(form, "government" | "country" | "nation" | "administration" | "law");
        let is_bare = source.len() == 2 && form_is(line, source.start, "the");
        signs
            || is_this && referent.is_none()
            || referent.is_none()
                && (self.author.is_called(form) || is_home && is_bare && !self.names_state(line, source))
    }
}

impl Holders<'_> {
    /// Whether a state that is not the author is named before the source in this sentence or the two before: *the
    /// government* may be its.
    fn names_state(&self, line: &Line<'_, '_>, source: &Range<usize>) -> bool {
        let sentences = &line.reader.segmentation.sentences;
        let first = &sentences[line.ix.get().saturating_sub(MEMORY)];
        let names = line.reader.mentions_in(&(first.tokens.start..line.tokens.end.max(source.end)));
        let mut states = names.iter().filter(|it| matches!(it.label, Label::State | Label::Group));
        states.any(|it| referent_of(it).is_some_and(|at| !self.author.is(&self.referents[at.get()])))
    }
}

/// *My delegation*, *our Government*: the word stands before the noun that ends the source.
fn is_own(line: &Line<'_, '_>, at: usize) -> bool {
    line.facts(at + 1).any(Facts::SELF_NOUN.or(Facts::GOVERNING_NOUN))
        || line.facts(at + 2).any(Facts::SELF_NOUN.or(Facts::GOVERNING_NOUN))
}

/// *We and our partners*, *the President and I*.
fn is_self_pronoun(line: &Line<'_, '_>, at: usize) -> bool {
    form_is(line, at, "we") || form_is(line, at, "i")
}

/// *Recalling the resolution in which it condemned*: in a sentence without a subject, *it* is the one who decides.
fn is_decider(line: &Line<'_, '_>, source: &Range<usize>) -> bool {
    let opening = line.facts(line.tokens.start);
    let is_it = line.facts(source.start).any(Facts::THING_PRONOUN) || form_is(line, source.start, "its");
    source.len() == 1 && is_it && opening.any(Facts::ING.or(Facts::THIRD)) && opening.any(Facts::CUE_VERB)
}

fn form_is(line: &Line<'_, '_>, at: usize, form: &str) -> bool {
    line.tokens.contains(&at) && line.reader.form(at) == form
}

fn has_word(name: &str, form: &str) -> bool {
    folded(name).split(' ').any(|word| word == form)
}

fn referent_of(name: &Mention) -> Option<ReferentIx> {
    match name.stands_for {
        StandsFor::Thing(referent) => Some(referent),
        StandsFor::Time(_) => None,
    }
}
