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

/// Whose words a sentence is said to be.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The voice.
    pub voice: Voice,
    /// Who is said to hold it.
    pub holder: Option<&'a str>,
}

/// Compares voices and holders in sentences that people coded with a frame and a voice; `None` without any.
#[must_use]
pub fn voice_agreement(
    gold: &[&GoldSentence],
    found: &[&Reading],
    resampling: Resampling,
) -> Option<VoiceAgreement> {
    let pairs = framed(gold, found).filter_map(|(coded, read)| {
        let first = Told { voice: coded.voice?, holder: coded.holder.as_deref() };
        let second = Told { voice: read.voice, holder: read.holder.as_deref() };
        Some((coded.doc.as_str(), first, second))
    });
    voices_compared(pairs, resampling)
}

/// The same for sentences of any two codings, each with its document.
pub fn voices_compared<'d>(
    pairs: impl Iterator<Item = (&'d str, Told<'d>, Told<'d>)>,
    resampling: Resampling,
) -> Option<VoiceAgreement> {
    let mut tables = Tables::new(Voice::ALL.len());
    let mut holders: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (doc, first, second) in pairs {
        tables.add(doc, first.voice as usize, second.voice as usize);
        let counts = holders.entry(doc).or_insert_with(|| vec![0.0; WIDTH]);
        let is_other = first.voice != Voice::Author && second.voice != Voice::Author;
        if let Some(holder) = first.holder.filter(|_| is_other) {
            let is_right = second.holder.map(|it| is_same_holder(holder, it));
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
    let pairs = framed(gold, found)
        .filter_map(|(coded, read)| Some((coded.doc.as_str(), coded.stance?, read.stance()?)));
    stances_compared(pairs, resampling)
}

/// The same for sentences of any two codings, each with its document.
pub fn stances_compared<'d>(
    pairs: impl Iterator<Item = (&'d str, Stance, Stance)>,
    resampling: Resampling,
) -> Option<ClassAgreement> {
    let mut tables = Tables::new(Stance::ALL.len());
    pairs.for_each(|(doc, first, second)| tables.add(doc, first as usize, second as usize));
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
