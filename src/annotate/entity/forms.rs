//! Names that a document writes in two ways and no gazetteer knows: `Republic of Tolvania` and `Tolvania`,
//! `MARGARETA OLSVIK` in a headline and `Margareta Olsvik`.

use super::link::{Named, one_line};
use super::page::Page;
use crate::annotate::Evidence;
use crate::gazetteer::{EntityIx, Label};
use crate::segment::SentenceIx;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Fewest letters of a name in capitals that is no acronym.
const CAPITALS: usize = 4;

/// For each other form of a name, as written, the usual one.
#[derive(Debug, Default)]
pub(super) struct Forms(FxHashMap<String, String>);

impl Forms {
    /// Finds the forms among the names of a document, and gives all forms of a name the label of the usual one.
    /// `entity` is what a name of the gazetteer means here.
    pub fn join(
        page: &Page<'_>,
        named: &mut [(Named, SentenceIx)],
        entity: impl Fn(&Named) -> Option<EntityIx>,
    ) -> Self {
        let mut forms = Self::default();
        forms.join_states(page, named, entity);
        forms.join_capitals(page, named);
        forms
    }

    /// The usual form of a name.
    pub fn usual(&self, written: String) -> String {
        self.0.get(&written).cloned().unwrap_or(written)
    }

    /// A state with its form of government is what the document calls by the rest of that name.
    fn join_states(
        &mut self,
        page: &Page<'_>,
        named: &mut [(Named, SentenceIx)],
        entity: impl Fn(&Named) -> Option<EntityIx>,
    ) {
        let long = |it: &Named| {
            (is_unknown(it) && it.label == Label::State).then(|| rest_of_state(page, &it.tokens))?
        };
        if !named.iter().any(|(it, _)| long(it).is_some()) {
            return;
        }
        let mut plain: FxHashMap<String, Option<EntityIx>> = FxHashMap::default();
        for (it, _) in named.iter().filter(|(it, _)| is_unknown(it) || it.label == Label::State) {
            plain.entry(one_line(page.name(&it.tokens))).or_insert_with(|| entity(it));
        }
        let mut states: FxHashSet<String> = FxHashSet::default();
        for (it, _) in named.iter_mut() {
            let Some(rest) = long(it).map(|tokens| one_line(page.name(&tokens))) else { continue };
            if let Some(&known) = plain.get(&rest) {
                it.entity = known;
                self.0.insert(one_line(page.name(&it.tokens)), rest.clone());
                states.insert(rest);
            }
        }
        for (it, _) in named.iter_mut().filter(|(it, _)| is_unknown(it) && it.evidence == Evidence::Model) {
            if states.contains(&one_line(page.name(&it.tokens))) {
                it.label = Label::State;
            }
        }
    }

    /// A name in capitals throughout is what the document writes in the usual way.
    fn join_capitals(&mut self, page: &Page<'_>, named: &mut [(Named, SentenceIx)]) {
        let in_capitals = |it: &Named| is_unknown(it) && !page.name(&it.tokens).contains(char::is_lowercase);
        if !named.iter().any(|(it, _)| in_capitals(it)) {
            return;
        }
        let mut usual: FxHashMap<String, (String, Label)> = FxHashMap::default();
        for (it, _) in named.iter().filter(|(it, _)| is_unknown(it) && !in_capitals(it)) {
            let written = one_line(page.name(&it.tokens));
            usual.entry(written.to_uppercase()).or_insert((written, it.label));
        }
        for (it, _) in named.iter_mut().filter(|(it, _)| in_capitals(it)) {
            let written = one_line(page.name(&it.tokens));
            let is_word = written.chars().filter(|letter| letter.is_alphabetic()).count() >= CAPITALS;
            if let Some((name, label)) = usual.get(&written).filter(|_| is_word) {
                it.label = *label;
                let name = self.usual(name.clone());
                self.0.insert(written, name);
            }
        }
    }
}

/// Whether neither gazetteer nor rule nor document says which thing a name is.
fn is_unknown(named: &Named) -> bool {
    named.surfaces.is_empty() && named.entity.is_none() && named.short_for.is_none()
}

/// The *Tolvania* of *Republic of Tolvania*.
fn rest_of_state(page: &Page<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let of = tokens.clone().find(|&at| page.form(at) == "of").filter(|&of| of > tokens.start)?;
    let start = of + 1 + usize::from(of + 1 < tokens.end && page.form(of + 1) == "the");
    (start < tokens.end).then_some(start..tokens.end)
}
