//! Scores of voice, holder and stance, among sentences that people coded as framed.

use super::classes::{ClassAgreement, Tables};
use super::counted::{CountedDocuments, WIDTH};
use super::{GoldSentence, Matched, Reading, Resampling};
use crate::annotate::{Stance, Voice};
use crate::text::folded;
use std::collections::BTreeMap;

/// How well it is told whose words framed sentences are.
#[derive(Clone, Debug, PartialEq)]
pub struct VoiceAgreement {
    /// Author, attributed and mixed.
    pub classes: ClassAgreement,
    /// Attributed and mixed together, against the author's.
    pub other: Matched,
    /// Holders of sentences that are not the author's on both sides and for which people wrote one down: `n_gold` such
    /// sentences, `n_found` with a source of ours, `n_agreed` with the right one. Recall is the share that is right.
    pub holders: Matched,
}

/// A sentence as coded and as read.
type Pair<'a> = (&'a GoldSentence, &'a Reading);

/// Compares voices and holders in sentences that people coded with a frame and a voice; `None` without any.
#[must_use]
pub fn voice_agreement(
    gold: &[&GoldSentence],
    found: &[&Reading],
    resampling: Resampling,
) -> Option<VoiceAgreement> {
    let mut tables = Tables::new(Voice::ALL.len());
    let mut holders: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (coded, read) in framed(gold, found) {
        let Some(voice) = coded.voice else { continue };
        tables.add(&coded.doc, voice as usize, read.voice as usize);
        let counts = holders.entry(&coded.doc).or_insert_with(|| vec![0.0; WIDTH]);
        let is_other = voice != Voice::Author && read.voice != Voice::Author;
        if let Some(holder) = coded.holder.as_deref().filter(|_| is_other) {
            let is_right = read.holder.as_deref().map(|it| is_same_holder(holder, it));
            let added = [1.0, f64::from(is_right.is_some()), f64::from(is_right == Some(true))];
            counts.iter_mut().zip(added).for_each(|(sum, n)| *sum += n);
        }
    }
    let scorer = tables.resample(resampling);
    let holders: Vec<Vec<f64>> = holders.into_values().collect();
    (scorer.n_sentences() > 0).then(|| VoiceAgreement {
        classes: scorer.agreement(&Voice::ALL.map(Voice::name)),
        other: scorer.matched(&|class| class != Voice::Author as usize),
        holders: CountedDocuments::new(&holders, WIDTH, 2, resampling).matched(0),
    })
}

/// Compares stances in sentences that people coded with a frame and a stance, and in which the program found one too;
/// `None` without any.
#[must_use]
pub fn stance_agreement(
    gold: &[&GoldSentence],
    found: &[&Reading],
    resampling: Resampling,
) -> Option<ClassAgreement> {
    let mut tables = Tables::new(Stance::ALL.len());
    for (coded, read) in framed(gold, found) {
        if let (Some(coded_stance), Some(read_stance)) = (coded.stance, read.stance()) {
            tables.add(&coded.doc, coded_stance as usize, read_stance as usize);
        }
    }
    let scorer = tables.resample(resampling);
    (scorer.n_sentences() > 0).then(|| scorer.agreement(&Stance::ALL.map(Stance::name)))
}

/// The sentences that people coded as framed.
fn framed<'a>(gold: &'a [&GoldSentence], found: &'a [&Reading]) -> impl Iterator<Item = Pair<'a>> {
    gold.iter().zip(found).map(|(coded, read)| (*coded, *read)).filter(|(coded, _)| !coded.frames.is_empty())
}

/// Whether two ways of naming who speaks mean the same: folded, without *the*, *a*, *an*, marks around it and *'s*
/// behind it, the words of one hold those of the other. *the Ministry* and *the Foreign Ministry* are the same by this;
/// *he* and the name it stands for are not.
#[must_use]
pub fn is_same_holder(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    let (one, other) = (words(&one), words(&other));
    let holds =
        |all: &[&str], some: &[&str]| !some.is_empty() && all.windows(some.len()).any(|part| part == some);
    holds(&one, &other) || holds(&other, &one)
}

/// The words of a name, without what parts them.
fn words(name: &str) -> Vec<&str> {
    name.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn bare(name: &str) -> String {
    let folded = folded(name);
    let is_mark = |mark: char| !mark.is_alphanumeric();
    let mut name = folded.trim_matches(is_mark);
    for article in ["the ", "a ", "an "] {
        name = name.strip_prefix(article).unwrap_or(name);
    }
    name.strip_suffix("'s").unwrap_or(name).trim_matches(is_mark).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::FrameIx;

    const RESAMPLING: Resampling = Resampling { replicates: 100, seed: 1 };

    fn coded(doc: &str, voice: Voice, holder: Option<&str>) -> GoldSentence {
        GoldSentence {
            doc: doc.to_owned(),
            frames: vec![FrameIx::new(0)],
            voice: Some(voice),
            holder: holder.map(str::to_owned),
            ..GoldSentence::default()
        }
    }

    fn read(voice: Voice, holder: Option<&str>) -> Reading {
        Reading { voice, holder: holder.map(str::to_owned), ..Reading::nothing(2) }
    }

    #[test]
    fn holders_are_the_same_without_articles_and_possessives() {
        assert!(is_same_holder("The Ministry\u{2019}s", "the Foreign Ministry"));
        assert!(!is_same_holder("He", "Dr. Cheney"), "words, not letters");
        assert!(is_same_holder("NGOs", "local NGOs,"));
        assert!(!is_same_holder("he", "Foro Penal"));
        assert!(!is_same_holder("the", "the government"));
    }

    #[test]
    fn voices_are_compared_among_framed_sentences() {
        let unframed = GoldSentence { frames: Vec::new(), ..coded("a", Voice::Attributed, Some("NGOs")) };
        let gold = [
            coded("a", Voice::Attributed, Some("NGOs")),
            coded("a", Voice::Mixed, Some("the envoy")),
            coded("b", Voice::Author, None),
            unframed,
        ];
        let found = [
            read(Voice::Attributed, Some("local NGOs")),
            read(Voice::Author, None),
            read(Voice::Attributed, None),
            read(Voice::Author, None),
        ];
        let gold: Vec<&GoldSentence> = gold.iter().collect();
        let found: Vec<&Reading> = found.iter().collect();
        let scores = voice_agreement(&gold, &found, RESAMPLING).expect("three framed sentences");
        assert_eq!(scores.classes.n_sentences, 3);
        let counts = |it: &Matched| (it.n_gold, it.n_found, it.n_agreed);
        assert_eq!(counts(&scores.other), (2, 2, 1));
        assert_eq!(counts(&scores.holders), (1, 1, 1));
        assert_eq!(scores.classes.confusion, [[0, 1, 0], [0, 1, 0], [1, 0, 0]]);
        assert_eq!(voice_agreement(&gold[3..], &found[3..], RESAMPLING), None);
    }

    #[test]
    fn sentences_without_a_stance_on_either_side_are_not_compared() {
        let gold = coded("a", Voice::Author, None);
        let found = read(Voice::Author, None);
        assert_eq!(stance_agreement(&[&gold], &[&found], RESAMPLING), None);
    }
}
