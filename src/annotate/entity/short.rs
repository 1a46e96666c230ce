//! Short forms of names that stand in the same document: those it defines, and *the Coalition* after one has been
//! named.

use super::acronym::{Definition, ShortForm, definitions};
use super::choose::{Candidate, Source};
use super::heads::HeadRules;
use super::link::Named;
use super::page::{Page, without_genitive};
use super::word_lists::WordLists;
use crate::document::Document;
use crate::gazetteer::Label;
use crate::segment::Sentence;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What the short forms of a document stand for.
#[derive(Debug, Default)]
pub(super) struct ShortForms<'d> {
    /// Acronyms that the document defines, with their long forms.
    defined: FxHashMap<&'d str, Long>,
    /// The long forms that are names, in the order of the text.
    long_names: Vec<Range<usize>>,
    /// For the head word of each longer name so far: the name, or `None` where several share the word.
    heads: FxHashMap<String, Option<Range<usize>>>,
}

/// A long form.
#[derive(Clone, Debug)]
struct Long {
    tokens: Range<usize>,
    /// Whether it is written as a name: *gross domestic product* is none, and neither is its acronym.
    is_name: bool,
}

impl<'d> ShortForms<'d> {
    /// Gathers what the document defines.
    pub fn new(document: &Document, page: &Page<'d>, lists: &WordLists, heads: &HeadRules) -> Self {
        let mut forms = Self::default();
        for Definition { short, long, form } in definitions(document, page.segmentation, &lists.defining) {
            if form == ShortForm::Acronym && short.len() == 1 {
                let small =
                    |at: &usize| !page.is_capital(*at) && !lists.connectors.contains(&page.word(*at).whole);
                let is_thing = heads.label_of(page, &long) != Some(None);
                let is_name = is_thing
                    && long.clone().filter(small).count() * 3 <= long.len()
                    && page.is_capital(long.start);
                let written = page.name(&short);
                forms.defined.entry(written).or_insert(Long { tokens: long, is_name });
            }
        }
        let names = forms.defined.values().filter(|long| long.is_name).map(|long| long.tokens.clone());
        forms.long_names = names.collect();
        forms.long_names.sort_by_key(|long| (long.start, long.end));
        forms.long_names.dedup();
        forms
    }

    /// Adds the short forms that stand in a sentence, and the long forms that it defines.
    pub fn gather(
        &self,
        page: &Page<'d>,
        sentence: &Sentence,
        lists: &WordLists,
        candidates: &mut Vec<Candidate>,
    ) {
        if self.defined.is_empty() && self.heads.is_empty() {
            return;
        }
        for at in sentence.tokens.clone().filter(|&at| page.is_capital(at)) {
            let here = at..at + 1;
            if let Some(long) = self.defined.get(page.name(&here)) {
                let source =
                    if long.is_name { Source::Short(long.tokens.clone()) } else { Source::Rule(None) };
                candidates.push(Candidate::new(here, source));
            } else if at > sentence.tokens.start && page.word(at - 1).whole == lists.the {
                let alone = at + 1 >= sentence.tokens.end || !page.is_capital(at + 1) || page.is_genitive(at);
                let named = self.heads.get(without_genitive(page.form(at)));
                if let Some(tokens) = named.and_then(Option::as_ref).filter(|_| alone) {
                    candidates.push(Candidate::new(here, Source::Short(tokens.clone())));
                }
            }
        }
        let first = self.long_names.partition_point(|long| long.start < sentence.tokens.start);
        let n = self.long_names[first..].partition_point(|long| long.start < sentence.tokens.end);
        add_long_names(&self.long_names[first..first + n], candidates);
    }

    /// Remembers the head word of a name of a body, so that *the Coalition* can mean it.
    pub fn remember(&mut self, page: &Page<'d>, named: &Named) {
        let is_body =
            matches!(named.label, Label::Igo | Label::GovBody | Label::CivilSociety | Label::Company);
        if !is_body || named.tokens.len() < 2 {
            return;
        }
        let of = named.tokens.clone().find(|&at| matches!(page.form(at), "of" | "for" | "on" | "to"));
        let head = of.unwrap_or(named.tokens.end) - 1;
        if head < named.tokens.start || !page.is_capital(head) {
            return;
        }
        let same = |known: &Range<usize>| page.name(known) == page.name(&named.tokens);
        self.heads
            .entry(without_genitive(page.form(head)).to_owned())
            .and_modify(|known| {
                if !known.as_ref().is_some_and(same) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(named.tokens.clone()));
    }
}

/// Adds the long forms of a sentence, but where a known name at the end of one is the better reading of where it begins.
fn add_long_names(long_names: &[Range<usize>], candidates: &mut Vec<Candidate>) {
    if long_names.is_empty() {
        return;
    }
    // Sure names count with any beginning.
    let place = |it: &Candidate| (it.tokens.end, it.is_ambiguous.then_some(it.tokens.start));
    let mut known: FxHashSet<(usize, Option<usize>)> = candidates.iter().map(place).collect();
    for long in long_names {
        if !known.contains(&(long.end, Some(long.start))) && known.insert((long.end, None)) {
            candidates.push(Candidate::new(long.clone(), Source::Defined));
        }
    }
}
