//! From one raw block to an [`Entry`].

use super::finding::did_you_mean;
use super::load::File;
use super::pattern::{Pattern, Piece};
use super::raw::{RawCondition, RawEntry, Texts};
use super::resolve::Resolver;
use super::{Case, Condition, CueKind, Dimension, Entry, FamilyIx, Locus, Matching, Place, Role};
use toml::Spanned;
use toml::de::DeValue;

/// Which block an entry was written as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Entry,
    Contested,
    Mask,
    Cue,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Entry, Self::Contested, Self::Mask, Self::Cue];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Contested => "contested",
            Self::Mask => "mask",
            Self::Cue => "cue",
        }
    }
}

/// Words between a hit and its context, if the codebook does not say.
const WITHIN_ONE_SIDE: u8 = 3;
/// The same, where either side will do.
const WITHIN_NEAR: u8 = 6;

impl Resolver {
    /// Reads one block; `None` with a finding if it is no entry.
    pub fn entry(&mut self, file: &File, kind: Kind, value: Spanned<DeValue<'_>>) -> Option<Entry> {
        let place = file.place(value.span().start);
        let mut raw = self.one::<RawEntry>(file, value)?;
        let fresh = self.claim("entry", &raw.id, &place);
        let role = self.role(file, kind, &mut raw, &place);
        let matching = match &raw.matching {
            Some(name) => self.choice(file, "match", name, &Matching::ALL.map(|way| (way.name(), way))),
            None => Some(Matching::Inflected),
        };
        let patterns = self.patterns(file, &raw.id, raw.pattern);
        let requires = self.conditions(file, &raw.id, raw.requires);
        let unless = self.conditions(file, &raw.id, raw.unless);
        fresh.then_some(())?;
        Some(Entry {
            id: raw.id,
            role: role?,
            patterns,
            matching: matching?,
            requires,
            unless,
            examples: raw.examples,
            counter_examples: raw.counter_examples,
            note: raw.note,
            place,
        })
    }

    fn role(&mut self, file: &File, kind: Kind, raw: &mut RawEntry, place: &Place) -> Option<Role> {
        let evidence = kind == Kind::Entry;
        let given = [
            ("family", raw.family.is_some(), evidence),
            ("dimension", raw.dimension.is_some(), evidence),
            ("weight", raw.weight.is_some(), evidence),
            ("turned", raw.turned.is_some(), evidence),
            ("meaning", !raw.meaning.is_empty(), kind == Kind::Contested),
            ("among", !raw.among.is_empty(), kind == Kind::Contested),
            ("default", raw.default.is_some(), kind == Kind::Contested),
            ("kind", raw.kind.is_some(), kind == Kind::Cue),
        ];
        for (key, _, _) in given.into_iter().filter(|&(_, given, allowed)| given && !allowed) {
            self.error(place.clone(), format!("{:?}: [[{}]] takes no key {key:?}", raw.id, kind.name()));
        }
        match kind {
            Kind::Entry => self.evidence(file, raw, place),
            Kind::Contested => Some(Role::Contested(self.contested(file, raw))),
            Kind::Mask => Some(Role::Mask),
            Kind::Cue => {
                let Some(name) = &raw.kind else {
                    self.error(place.clone(), format!("cue {:?}: the key \"kind\" is missing", raw.id));
                    return None;
                };
                let kind = self.choice(file, "kind", name, &CueKind::ALL.map(|kind| (kind.name(), kind)))?;
                Some(Role::Cue { kind })
            }
        }
    }

    fn evidence(&mut self, file: &File, raw: &RawEntry, place: &Place) -> Option<Role> {
        let dimension = self.dimension(file, raw.dimension.as_ref());
        let weight = self.weight(file, &raw.id, raw.weight.as_ref());
        let turned = raw.turned.as_ref().and_then(|name| self.family_of(file, &raw.id, name));
        let Some(family) = &raw.family else {
            self.error(place.clone(), format!("entry {:?}: the key \"family\" is missing", raw.id));
            return None;
        };
        let family = self.family_of(file, &raw.id, family)?;
        Some(Role::Evidence { family, dimension: dimension?, weight: weight?, turned })
    }

    /// Affirmation, unless another one is named.
    pub(super) fn dimension(&mut self, file: &File, name: Option<&Spanned<String>>) -> Option<Dimension> {
        match name {
            Some(name) => self.choice(file, "dimension", name, &Dimension::ALL.map(|one| (one.name(), one))),
            None => Some(Dimension::Affirmation),
        }
    }

    /// A weight in (0, 1]; 1, unless another one is given.
    pub(super) fn weight(&mut self, file: &File, entry: &str, given: Option<&Spanned<f64>>) -> Option<f64> {
        let Some(given) = given else { return Some(1.0) };
        let weight = *given.get_ref();
        if weight > 0.0 && weight <= 1.0 {
            return Some(weight);
        }
        let place = file.place(given.span().start);
        self.error(place, format!("entry {entry:?}: a weight lies above 0 and is at most 1, not {weight}"));
        None
    }

    pub(super) fn family_of(&mut self, file: &File, entry: &str, name: &Spanned<String>) -> Option<FamilyIx> {
        self.family_named(entry, name.get_ref(), file.place(name.span().start))
    }

    /// The value that a name stands for.
    pub(super) fn choice<T: Copy>(
        &mut self,
        file: &File,
        key: &str,
        name: &Spanned<String>,
        known: &[(&str, T)],
    ) -> Option<T> {
        let given = name.get_ref();
        let found = known.iter().find(|(name, _)| name == given).map(|&(_, value)| value);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|&(name, _)| name).collect();
            let hint = did_you_mean(given, names.iter().copied());
            let all = names.join(", ");
            self.error(file.place(name.span().start), format!("{key} = {given:?} is none of {all}{hint}"));
        }
        found
    }

    /// Patterns that can be read; the others become findings.
    fn patterns(&mut self, file: &File, entry: &str, texts: Spanned<Texts>) -> Vec<String> {
        let start = texts.span().start;
        let mut good = Vec::new();
        for text in texts.into_inner().0 {
            let place = file.place(text.at.unwrap_or(start));
            if self.pattern(&format!("{entry:?}"), &text.text, &place).is_some() {
                good.push(text.text);
            }
        }
        if good.is_empty() {
            self.error(file.place(start), format!("{entry:?} has no pattern"));
        }
        good
    }

    /// Reads a pattern, with a finding in the name of `owner` if that fails.
    fn pattern(&mut self, owner: &str, text: &str, place: &Place) -> Option<Pattern> {
        match Pattern::parse(text) {
            Ok(pattern) => {
                let lists = lists_in(&pattern).into_iter().map(|name| (name.to_owned(), place.clone()));
                self.lists_named.extend(lists);
                Some(pattern)
            }
            Err(error) => {
                self.error(place.clone(), format!("{owner}: pattern {text:?}: {error}"));
                None
            }
        }
    }

    /// Checks an item of a list: a pattern without lists of its own.
    pub fn list_item(&mut self, list: &str, item: &str, place: Place) {
        let Some(pattern) = self.pattern(&format!("list {list:?}"), item, &place) else { return };
        if !lists_in(&pattern).is_empty() {
            self.error(place, format!("list {list:?}: {item:?} names another list; write its words out"));
        }
    }

    pub(super) fn conditions(
        &mut self,
        file: &File,
        entry: &str,
        raw: Vec<Spanned<RawCondition>>,
    ) -> Vec<Condition> {
        raw.into_iter().filter_map(|condition| self.condition(file, entry, condition)).collect()
    }

    fn condition(&mut self, file: &File, entry: &str, raw: Spanned<RawCondition>) -> Option<Condition> {
        let place = file.place(raw.span().start);
        let raw = raw.into_inner();
        let near = raw.within.unwrap_or(WITHIN_NEAR);
        let side = raw.within.unwrap_or(WITHIN_ONE_SIDE);
        let unbounded = raw.sentence.is_some() || raw.case.is_some();
        let mut found = Vec::new();
        for (locus, texts) in [
            (Locus::Before(side), raw.before),
            (Locus::After(side), raw.after),
            (Locus::Near(near), raw.near),
            (Locus::Sentence, raw.sentence),
        ] {
            if let Some(texts) = texts {
                found.push(Condition::Pattern { locus, patterns: self.patterns(file, entry, texts) });
            }
        }
        if let Some(name) = raw.case {
            let case = self.choice(file, "case", &name, &Case::ALL.map(|case| (case.name(), case)))?;
            found.push(Condition::Case(case));
        }
        if found.len() != 1 {
            let keys = "exactly one of before, after, near, sentence and case";
            self.error(place, format!("{entry:?}: a condition has {keys}"));
            return None;
        }
        if raw.within.is_some() && unbounded {
            self.error(place, format!("{entry:?}: \"within\" belongs to before, after and near"));
        }
        found.pop()
    }
}

/// The lists that a pattern names.
pub(super) fn lists_in(pattern: &Pattern) -> Vec<&str> {
    fn collect<'p>(piece: &'p Piece, names: &mut Vec<&'p str>) {
        match piece {
            Piece::List(name) => names.push(name),
            Piece::Compound(parts) => parts.iter().for_each(|part| collect(part, names)),
            Piece::Group { alternatives, .. } => {
                alternatives.iter().flat_map(|row| &row.pieces).for_each(|piece| collect(piece, names));
            }
            Piece::Word(_) | Piece::Gap(_) | Piece::AnyWord | Piece::Comma => {}
        }
    }
    let mut names = Vec::new();
    pattern.pieces.iter().for_each(|piece| collect(piece, &mut names));
    names
}
