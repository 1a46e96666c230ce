//! From the raw keys of a `[[contested]]` block to its meanings.

use super::load::File;
use super::raw::{RawAmong, RawEntry, RawMeaning};
use super::resolve::Resolver;
use super::{Among, Contested, FamilyIx, Meaning, MeaningBy};
use toml::Spanned;

impl Resolver {
    /// Reads what a contested term can stand for; what cannot be read becomes a finding.
    pub(super) fn contested(&mut self, file: &File, raw: &mut RawEntry) -> Contested {
        let entry = raw.id.clone();
        let meanings = std::mem::take(&mut raw.meaning);
        let meanings =
            meanings.into_iter().filter_map(|meaning| self.meaning(file, &entry, meaning)).collect();
        let default = raw.default.take().and_then(|default| self.among(file, &entry, default));
        let mut among: Vec<Among> = Vec::new();
        for (place, raw) in std::mem::take(&mut raw.among).into_iter().map(|raw| (raw.span().start, raw)) {
            let Some(next) = self.among(file, &entry, raw) else { continue };
            let frame = |family: FamilyIx| self.families[family.get()].frame;
            if among.iter().any(|known| frame(known.family) == frame(next.family)) {
                self.error(file.place(place), format!("{entry:?}: among other evidence, one family a frame"));
            }
            among.push(next);
        }
        Contested { meanings, among, default }
    }

    fn among(&mut self, file: &File, entry: &str, raw: Spanned<RawAmong>) -> Option<Among> {
        let raw = raw.into_inner();
        let weight = self.weight(file, entry, raw.weight.as_ref());
        Some(Among { family: self.family_of(file, entry, &raw.family)?, weight: weight? })
    }

    fn meaning(&mut self, file: &File, entry: &str, raw: Spanned<RawMeaning>) -> Option<Meaning> {
        let place = file.place(raw.span().start);
        let raw = raw.into_inner();
        let by = match &raw.by {
            Some(name) => self.choice(file, "by", name, &MeaningBy::ALL.map(|by| (by.name(), by))),
            None => Some(MeaningBy::Bearer),
        };
        let (dimension, weight) =
            (self.dimension(file, raw.dimension.as_ref()), self.weight(file, entry, raw.weight.as_ref()));
        let requires = self.conditions(file, entry, raw.requires);
        let unless = self.conditions(file, entry, raw.unless);
        if requires.is_empty() {
            let message =
                format!("{entry:?}: a meaning requires something; what needs nothing is the default");
            self.error(place.clone(), message);
        }
        Some(Meaning {
            family: self.family_of(file, entry, &raw.family)?,
            dimension: dimension?,
            weight: weight?,
            by: by?,
            requires,
            unless,
            examples: raw.examples,
            place,
        })
    }
}
