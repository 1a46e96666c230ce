//! Scores of names.

use super::{FoundName, GoldName, GoldNames, NamedSentence};
use crate::measure::MIN_DOCUMENTS;
use crate::validate::counted::{CountedDocuments, WIDTH};
use crate::validate::{Matched, Resampling};
use std::collections::BTreeMap;

/// How well names are found. A name is found if both ends are exact. With fewer than five documents there are no
/// intervals.
#[derive(Clone, Debug, PartialEq)]
pub struct NameAgreement {
    /// Sentences compared.
    pub n_sentences: u64,
    /// Documents they come from.
    pub n_documents: u64,
    /// Whatever the class.
    pub untyped: Matched,
    /// With the same class; micro-averaged over the classes that people marked in the file, found names of other
    /// classes left out.
    pub typed: Matched,
    /// Each class that occurs on either side, in the order of the scheme.
    pub classes: Vec<(&'static str, Matched)>,
    /// Of STATE and GROUP names on which both agree and whose code people gave: how many have that code
    /// (`n_agreed` of `n_gold`; recall is the share).
    pub iso3: Vec<(&'static str, Matched)>,
}

/// Classes whose names carry the code of a state.
const CODED: [&str; 2] = ["STATE", "GROUP"];

/// Compares the names that people marked with those that the program found, sentence by sentence. `members` are
/// places of sentences; `found[i]` are the names of `gold.sentences[i]`.
#[must_use]
pub fn name_agreement(
    gold: &GoldNames,
    found: &[Vec<FoundName>],
    members: &[usize],
    resampling: Resampling,
) -> NameAgreement {
    let scorer = Scorer::new(gold);
    let mut documents: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for &at in members {
        let sentence = &gold.sentences[at];
        let sums = documents.entry(&sentence.doc).or_insert_with(|| vec![0.0; scorer.n_columns()]);
        scorer.count(sentence, &found[at], sums);
    }
    let documents: Vec<Vec<f64>> = documents.into_values().collect();
    let mut agreement = scorer.agreement(&documents, resampling);
    agreement.n_sentences = members.len() as u64;
    agreement
}

/// Turns counts into scores: untyped, typed, each class, then each class with codes, three columns each.
struct Scorer {
    classes: Vec<&'static str>,
    /// Whether people marked any name of the class in the whole file.
    marked: Vec<bool>,
}

impl Scorer {
    fn new(gold: &GoldNames) -> Self {
        let classes = gold.scheme.classes();
        let names = || gold.sentences.iter().flat_map(|sentence| &sentence.names);
        let marked = classes.iter().map(|class| names().any(|name| name.class == *class)).collect();
        Self { classes, marked }
    }

    fn n_columns(&self) -> usize {
        WIDTH * (2 + self.classes.len() + CODED.len())
    }

    /// The place of the first column of a class.
    fn column(&self, class: &str) -> usize {
        let place = self.classes.iter().position(|it| *it == class);
        WIDTH * (2 + place.expect("every class is of the scheme"))
    }

    fn count(&self, sentence: &NamedSentence, found: &[FoundName], sums: &mut [f64]) {
        let is_marked = |class: &str| self.marked[self.column(class) / WIDTH - 2];
        for name in &sentence.names {
            [0, WIDTH, self.column(name.class)].into_iter().for_each(|column| sums[column] += 1.0);
            let same_span = || found.iter().filter(|it| it.span == name.span);
            sums[2] += f64::from(u8::from(same_span().next().is_some()));
            if let Some(agreed) = same_span().find(|it| it.class == name.class) {
                [WIDTH, self.column(name.class)].into_iter().for_each(|column| sums[column + 2] += 1.0);
                self.compare_codes(name, agreed, sums);
            }
        }
        for name in found {
            sums[1] += 1.0;
            sums[WIDTH + 1] += f64::from(u8::from(is_marked(name.class)));
            sums[self.column(name.class) + 1] += 1.0;
        }
    }

    fn compare_codes(&self, gold: &GoldName, found: &FoundName, sums: &mut [f64]) {
        let Some(at) = CODED.iter().position(|class| *class == gold.class) else { return };
        let is_code = |norm: &&str| norm.len() == 3 && norm.bytes().all(|byte| byte.is_ascii_uppercase());
        let Some(code) = gold.norm.as_deref().filter(is_code) else { return };
        let column = WIDTH * (2 + self.classes.len() + at);
        sums[column] += 1.0;
        sums[column + 1] += f64::from(u8::from(found.iso3.is_some()));
        sums[column + 2] += f64::from(u8::from(found.iso3.as_deref() == Some(code)));
    }

    fn agreement(&self, documents: &[Vec<f64>], resampling: Resampling) -> NameAgreement {
        let counts = CountedDocuments::new(documents, self.n_columns(), MIN_DOCUMENTS, resampling);
        let class = |class: &&'static str| (*class, counts.matched(self.column(class)));
        let coded = |(at, class): (usize, &&'static str)| {
            (*class, counts.matched(WIDTH * (2 + self.classes.len() + at)))
        };
        let occurs = |(_, it): &(&'static str, Matched)| it.n_gold + it.n_found > 0;
        NameAgreement {
            n_sentences: 0,
            n_documents: documents.len() as u64,
            untyped: counts.matched(0),
            typed: counts.matched(WIDTH),
            classes: self.classes.iter().map(class).filter(occurs).collect(),
            iso3: CODED.iter().enumerate().map(coded).filter(occurs).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::validate::Scheme;

    fn gold(span: (u32, u32), class: &'static str, norm: Option<&str>) -> GoldName {
        GoldName { span: Span::new(span.0, span.1), class, norm: norm.map(str::to_owned) }
    }

    fn found(span: (u32, u32), class: &'static str, iso3: Option<&str>) -> FoundName {
        FoundName { span: Span::new(span.0, span.1), class, iso3: iso3.map(str::to_owned) }
    }

    #[test]
    fn names_are_counted_by_span_by_class_and_by_code() {
        let sentence = |doc: &str, names: Vec<GoldName>| NamedSentence {
            doc: doc.to_owned(),
            names,
            ..NamedSentence::default()
        };
        let names = vec![gold((0, 4), "STATE", Some("IRN")), gold((9, 14), "IGO", None)];
        let file = GoldNames {
            scheme: Scheme::Fine,
            sentences: vec![sentence("a", names), sentence("b", vec![gold((0, 5), "STATE", Some("CHN"))])],
        };
        let read = [
            vec![found((0, 4), "STATE", Some("IRN")), found((9, 14), "GOV_BODY", None)],
            vec![found((0, 5), "STATE", Some("TWN")), found((7, 9), "COMPANY", None)],
        ];
        let scores = name_agreement(&file, &read, &[0, 1], Resampling { replicates: 100, seed: 1 });
        let counts = |it: &Matched| (it.n_gold, it.n_found, it.n_agreed);
        assert_eq!(counts(&scores.untyped), (3, 4, 3));
        // People marked neither bodies nor firms in this file, so those found are no errors of class.
        assert_eq!(counts(&scores.typed), (3, 2, 2));
        let classes: Vec<_> = scores.classes.iter().map(|(class, it)| (*class, counts(it))).collect();
        let expected =
            [("STATE", (2, 2, 2)), ("GOV_BODY", (0, 1, 0)), ("IGO", (1, 0, 0)), ("COMPANY", (0, 1, 0))];
        assert_eq!(classes, expected);
        assert_eq!(scores.iso3[0].1.recall.value, Some(0.5));
        assert!((scores.untyped.f1.value.expect("defined") - 6.0 / 7.0).abs() < 1e-12);
        assert_eq!(scores.untyped.f1.interval, None, "two documents are too few");
    }
}
