//! Two codings of the same sentences, compared.

use super::Coding;
use crate::measure::MIN_DOCUMENTS;
use crate::validate::classes::Tables;
use crate::validate::counted::{CountedDocuments, WIDTH};
use crate::validate::voice::{Told, stances_compared, voices_compared};
use crate::validate::{ClassAgreement, Matched, Resampling, VoiceAgreement};
use std::collections::BTreeMap;

/// How two codings agree, layer by layer. The first is taken as right where that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetAgreement {
    /// Which frames sentences show; sentences that both coded.
    pub frame: ClassAgreement,
    /// Whose words they are: sentences in which both saw a frame (of coder and program: the coder), and said whose they
    /// are.
    pub voice: Option<VoiceAgreement>,
    /// How the one who speaks stands to the frames, in sentences for which both say it.
    pub stance: Option<ClassAgreement>,
    /// Families, each sentence and family a case; of sentences for which both say them.
    pub families: Option<Matched>,
}

/// Whose frames decide which sentences are compared by voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judges {
    /// Two people: both must have seen a frame.
    Coders,
    /// People and the program: people must have.
    CoderAndProgram,
}

type Codings = BTreeMap<String, Coding>;

/// Compares two codings of the same sentences; `None` if they have none in common. `frames` are the classes to list
/// first.
#[must_use]
pub fn sheet_agreement(
    (first, second): (&Codings, &Codings),
    judges: Judges,
    frames: &[String],
    resampling: Resampling,
) -> Option<SheetAgreement> {
    let pairs: Vec<(&Coding, &Coding)> =
        first.iter().filter_map(|(id, one)| Some((one, second.get(id)?))).collect();
    let is_framed = |it: &Coding| it.class != "neither";
    let framed = || {
        pairs
            .iter()
            .filter(|(one, other)| is_framed(one) && (judges == Judges::CoderAndProgram || is_framed(other)))
    };
    let voices = framed().filter_map(|(one, other)| Some((one.doc_id.as_str(), told(one)?, told(other)?)));
    let stances = framed().filter_map(|(one, other)| Some((one.doc_id.as_str(), one.stance?, other.stance?)));
    (!pairs.is_empty()).then(|| SheetAgreement {
        frame: classes(&pairs, frames, resampling),
        voice: voices_compared(voices, resampling),
        stance: stances_compared(stances, resampling),
        families: families(&pairs, resampling),
    })
}

fn told(coding: &Coding) -> Option<Told<'_>> {
    Some(Told { voice: coding.voice?, holder: coding.holder.as_deref() })
}

fn classes(pairs: &[(&Coding, &Coding)], frames: &[String], resampling: Resampling) -> ClassAgreement {
    let mut names: Vec<&str> = frames.iter().map(String::as_str).collect();
    for name in pairs.iter().flat_map(|(one, other)| [one.class.as_str(), other.class.as_str()]) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let place = |class: &str| names.iter().position(|it| *it == class).expect("every class is listed");
    let mut tables = Tables::new(names.len());
    for (one, other) in pairs {
        tables.add(&one.doc_id, place(&one.class), place(&other.class));
    }
    tables.resample(resampling).agreement(&names)
}

fn families(pairs: &[(&Coding, &Coding)], resampling: Resampling) -> Option<Matched> {
    let mut documents: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (one, other) in pairs {
        let (Some(first), Some(second)) = (&one.families, &other.families) else { continue };
        let counts = documents.entry(&one.doc_id).or_insert_with(|| vec![0.0; WIDTH]);
        let added = [first.len(), second.len(), first.intersection(second).count()];
        counts.iter_mut().zip(added).for_each(|(sum, n)| *sum += n as f64);
    }
    let documents: Vec<Vec<f64>> = documents.into_values().collect();
    let counted = CountedDocuments::new(&documents, WIDTH, MIN_DOCUMENTS, resampling);
    (!documents.is_empty()).then(|| counted.matched(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Voice;

    fn coding(class: &str, voice: Option<Voice>, families: &[&str]) -> Coding {
        Coding {
            doc_id: "a".to_owned(),
            class: class.to_owned(),
            voice,
            stance: None,
            holder: None,
            families: Some(families.iter().map(|&it| it.to_owned()).collect()),
        }
    }

    #[test]
    fn only_what_both_coded_is_compared() {
        let first: Codings = [
            ("1".to_owned(), coding("rights", Some(Voice::Author), &["R1", "R2"])),
            ("2".to_owned(), coding("neither", Some(Voice::Author), &[])),
            ("3".to_owned(), coding("state", Some(Voice::Author), &[])),
        ]
        .into();
        let second: Codings = [
            ("1".to_owned(), coding("rights", Some(Voice::Attributed), &["R1"])),
            ("2".to_owned(), coding("state", None, &["S1"])),
        ]
        .into();
        let frames = ["rights".to_owned(), "state".to_owned()];
        let resampling = Resampling { replicates: 10, seed: 1 };
        let compare = |second| sheet_agreement((&first, second), Judges::Coders, &frames, resampling);
        let scores = compare(&second).expect("two sentences in common");
        assert_eq!((scores.frame.n_sentences, scores.frame.accuracy.value), (2, Some(0.5)));
        assert_eq!(scores.frame.confusion, [[1, 0, 0], [0, 0, 0], [0, 1, 0]]);
        assert_eq!(scores.voice.expect("one framed on both sides").classes.n_sentences, 1);
        assert_eq!(scores.stance, None);
        let families = scores.families.expect("coded in both");
        assert_eq!((families.n_gold, families.n_found, families.n_agreed), (2, 2, 1));
        assert_eq!(compare(&Codings::new()), None);
    }
}
