//! Documents placed between references whose places are known, by their words.

use super::grouping::value_of;
use super::interval;
use super::study::{Compared, Study};
use crate::measure::{MIN_DOCUMENTS, Reason};
use crate::stats::bootstrap::Units;
use crate::stats::{Interval, Wordscores, seed_for, wald};
use std::collections::BTreeMap;

/// Documents that are placed together: one, or all that say the same of a field.
#[derive(Clone, Debug)]
pub struct PlacedText<'s> {
    /// The document's id, or the value of the field.
    pub name: String,
    /// Its documents.
    pub documents: Vec<&'s Compared>,
    /// The place it was given, if it is a reference.
    pub reference: Option<f64>,
    /// Its words.
    pub n_words: u64,
    /// Those of them that have a score.
    pub n_scored: u64,
    /// The mean score of its words; `None` without a word that has one.
    pub raw: Option<Place>,
    /// The same on the scale of the references by Martin & Vanberg.
    pub martin_vanberg: Option<Place>,
    /// The same by Laver, Benoit & Garry, who stretch the texts that are no reference together; a reference has none.
    pub laver_benoit_garry: Option<Place>,
    /// Why it has no place.
    pub reason: Option<Reason>,
}

/// Where a text stands, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Where.
    pub value: f64,
    /// Standard error as if words were drawn one by one.
    pub standard_error: f64,
    /// 95 % interval: documents drawn where there are [`MIN_DOCUMENTS`] of them, else from the standard error.
    pub interval: Interval,
}

impl Place {
    /// The place on another scale.
    fn moved(self, to: impl Fn(f64) -> f64, factor: f64) -> Self {
        let [one, other] = [to(self.interval.lo), to(self.interval.hi)];
        let interval = Interval { lo: one.min(other), hi: one.max(other), ..self.interval };
        Self { value: to(self.value), standard_error: self.standard_error * factor.abs(), interval }
    }
}

/// A word of the references.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredWord {
    /// Which, in [`Study::words`].
    pub word: u32,
    /// Its score, on the scale of the references.
    pub score: f64,
    /// How often the references have it.
    pub count: u64,
    /// How many of them have it.
    pub n_references: u64,
}

/// What [`wordscores`] finds.
#[derive(Clone, Debug)]
pub struct Scaling<'s> {
    /// The references first, both by name.
    pub texts: Vec<PlacedText<'s>>,
    /// The frequent words, the lowest score first, among equals the most frequent first.
    pub words: Vec<ScoredWord>,
    /// Documents that do not state the field.
    pub n_without: u64,
}

/// Why texts cannot be placed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScalingError {
    /// A reference that no document is.
    #[error("no document has {field}={name}")]
    Nobody {
        /// The field.
        field: String,
        /// The value.
        name: String,
    },
    /// The references do not span a scale.
    #[error(
        "at least two references with words and different scores are needed; words cannot be placed between fewer"
    )]
    NoScale,
}

/// Places every text that is no reference between those that are, by the words they share with them.
///
/// A text is a document (`field` is `doc_id`) or all documents that say the same of a field. All words count, those of few
/// letters as well, as Laver, Benoit & Garry have it; the list of words holds those that the references have at least
/// `min_count` times. The bootstrap takes `draws` (replicates, seed).
///
/// # Errors
/// If a reference is not there, or they do not span a scale.
pub fn wordscores<'s>(
    study: &'s Study,
    (field, references): (&str, &BTreeMap<String, f64>),
    min_count: u64,
    draws: (usize, u64),
) -> Result<Scaling<'s>, ScalingError> {
    let mut texts: BTreeMap<String, Vec<&Compared>> = BTreeMap::new();
    let mut n_without = 0;
    for document in &study.documents {
        let name =
            if field == "doc_id" { Some(document.id.clone()) } else { value_of(&document.metadata, field) };
        match name {
            Some(name) => texts.entry(name).or_default().push(document),
            None => n_without += 1,
        }
    }
    if let Some(name) = references.keys().find(|name| !texts.contains_key(*name)) {
        return Err(ScalingError::Nobody { field: field.to_owned(), name: name.clone() });
    }
    let counted: BTreeMap<&str, Vec<(u32, f64)>> =
        texts.iter().map(|(name, documents)| (&**name, words(documents))).collect();
    let known = references.iter().map(|(name, place)| (&counted[&**name][..], *place));
    let known: Vec<(&[(u32, f64)], f64)> = known.collect();
    let learnt = Wordscores::learn(&known).ok_or(ScalingError::NoScale)?;
    let frequent = frequent(&learnt, &known, min_count);
    let placed = |(name, documents): (&String, &Vec<&'s Compared>)| {
        let words = &counted[&**name];
        let place = placement(&learnt, words, || drawn(&learnt, (name, documents), draws));
        text(&learnt, (name, references.get(name).copied()), (documents, words), place)
    };
    let mut texts: Vec<PlacedText<'_>> = texts.iter().map(placed).collect();
    stretch_together(&learnt, &mut texts);
    texts.sort_by_key(|text| text.reference.is_none());
    Ok(Scaling { texts, words: frequent, n_without })
}

/// The words of documents in one language, added up.
fn words(documents: &[&Compared]) -> Vec<(u32, f64)> {
    let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
    for document in documents.iter().filter(|it| !it.is_excluded()) {
        for (word, n) in &document.words {
            *sums.entry(*word).or_default() += f64::from(*n);
        }
    }
    sums.into_iter().collect()
}

fn frequent(learnt: &Wordscores, references: &[(&[(u32, f64)], f64)], min_count: u64) -> Vec<ScoredWord> {
    let mut uses: BTreeMap<u32, (f64, u64)> = BTreeMap::new();
    for (word, n) in references.iter().flat_map(|(counts, _)| counts.iter()) {
        let (count, n_references) = uses.entry(*word).or_default();
        *count += n;
        *n_references += 1;
    }
    let scored = learnt.scores().map(|(word, score)| {
        let (count, n_references) = uses.get(&word).copied().unwrap_or_default();
        ScoredWord { word, score, count: count as u64, n_references }
    });
    let mut words: Vec<ScoredWord> = scored.filter(|it| it.count >= min_count).collect();
    words.sort_by(|one, other| {
        one.score.total_cmp(&other.score).then(other.count.cmp(&one.count)).then(one.word.cmp(&other.word))
    });
    words
}

/// Where words put a text.
fn placement(
    learnt: &Wordscores,
    words: &[(u32, f64)],
    drawn: impl FnOnce() -> Option<Interval>,
) -> Option<(Place, u64)> {
    let placed = learnt.place(words)?;
    let interval = drawn().unwrap_or_else(|| wald(placed.raw, placed.error));
    let place = Place { value: placed.raw, standard_error: placed.error, interval };
    Some((place, placed.n_scored as u64))
}

/// The interval of the raw score of several documents, whole documents drawn.
fn drawn(
    learnt: &Wordscores,
    (name, documents): (&str, &[&Compared]),
    (replicates, seed): (usize, u64),
) -> Option<Interval> {
    let mut units = Units::new(2);
    let mut n_units = 0;
    for document in documents.iter().filter(|it| !it.is_excluded()) {
        let scored =
            document.words.iter().filter_map(|(word, n)| Some((f64::from(*n), learnt.score(*word)?)));
        let [sum, n] = scored.fold([0.0, 0.0], |[sum, all], (n, score)| [n.mul_add(score, sum), all + n]);
        units.push(&[sum, n]);
        n_units += 1;
    }
    if n_units < MIN_DOCUMENTS {
        return None;
    }
    let drawn = units.resample(replicates, seed_for(seed, name.as_bytes()));
    interval::of_one(&drawn, |sums| (sums.get(1) > 0.0).then(|| sums.get(0) / sums.get(1)))
}

fn text<'s>(
    learnt: &Wordscores,
    (name, reference): (&str, Option<f64>),
    (documents, words): (&[&'s Compared], &[(u32, f64)]),
    placed: Option<(Place, u64)>,
) -> PlacedText<'s> {
    let rescaled = placed.and_then(|(place, _)| {
        let (_, factor) = learnt.rescale(place.value)?;
        Some(place.moved(|raw| learnt.rescale(raw).map_or(raw, |it| it.0), factor))
    });
    let is_excluded = documents.iter().all(|it| it.is_excluded());
    let missing = if is_excluded { Reason::UnsupportedLanguage } else { Reason::NoSharedWords };
    PlacedText {
        name: name.to_owned(),
        documents: documents.to_vec(),
        reference,
        n_words: words.iter().map(|(_, n)| n).sum::<f64>() as u64,
        n_scored: placed.map_or(0, |it| it.1),
        raw: placed.map(|it| it.0),
        martin_vanberg: rescaled,
        laver_benoit_garry: None,
        reason: placed.is_none().then_some(missing),
    }
}

/// Laver, Benoit & Garry's stretch of those texts that are no reference.
fn stretch_together(learnt: &Wordscores, texts: &mut [PlacedText<'_>]) {
    let mut placed: Vec<&mut PlacedText<'_>> =
        texts.iter_mut().filter(|it| it.reference.is_none() && it.raw.is_some()).collect();
    let raw: Vec<f64> = placed.iter().filter_map(|it| it.raw.map(|place| place.value)).collect();
    let Some((_, factor)) = learnt.rescale_together(&raw) else { return };
    let mean = raw.iter().sum::<f64>() / raw.len() as f64;
    for text in &mut placed {
        let stretched = |place: Place| place.moved(|raw| (raw - mean).mul_add(factor, mean), factor);
        text.laver_benoit_garry = text.raw.map(stretched);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{documents, study};
    use super::*;

    fn texts(words: &[&[(u32, u32)]]) -> Study {
        let mut all = documents(&vec![[1, 1]; words.len()]);
        for (at, (document, words)) in all.iter_mut().zip(words).enumerate() {
            document.id = format!("text {at}");
            document.words = words.to_vec();
        }
        let mut study = study();
        study.documents = all;
        study
    }

    fn references(places: &[(&str, f64)]) -> BTreeMap<String, f64> {
        places.iter().map(|(name, place)| ((*name).to_owned(), *place)).collect()
    }

    #[test]
    fn a_text_of_both_vocabularies_stands_between_its_references() {
        let study = texts(&[&[(0, 8), (1, 2)], &[(1, 2), (2, 8)], &[(0, 3), (2, 3)], &[(0, 6)], &[(7, 5)]]);
        let known = references(&[("text 0", -1.0), ("text 1", 1.0)]);
        let found = wordscores(&study, ("doc_id", &known), 1, (100, 1)).expect("two references");
        let raw: Vec<_> = found.texts.iter().map(|it| it.raw.map(|place| place.value)).collect();
        assert_eq!(raw, [Some(-0.8), Some(0.8), Some(0.0), Some(-1.0), None]);
        let ends = [0, 1].map(|at| found.texts[at].martin_vanberg.expect("placed").value);
        assert!(
            (ends[0] + 1.0).abs() < 1e-12 && (ends[1] - 1.0).abs() < 1e-12,
            "references keep their places"
        );
        assert_eq!(found.texts[4].reason, Some(Reason::NoSharedWords));
        assert_eq!(found.words.first().map(|it| (it.word, it.count, it.n_references)), Some((0, 8, 1)));
    }

    #[test]
    fn a_reference_that_is_not_there_is_named() {
        let study = texts(&[&[(0, 1)], &[(1, 1)]]);
        let known = references(&[("text 0", -1.0), ("text 9", 1.0)]);
        let error = wordscores(&study, ("doc_id", &known), 1, (100, 1)).expect_err("text 9 is not there");
        assert_eq!(error.to_string(), "no document has doc_id=text 9");
        let known = references(&[("text 0", -1.0)]);
        assert_eq!(
            wordscores(&study, ("doc_id", &known), 1, (100, 1)).expect_err("one"),
            ScalingError::NoScale
        );
    }
}
