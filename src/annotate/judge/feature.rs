//! What a judgement weighs.

use crate::annotate::{Stance, Verdict, Voice};
use crate::codebook::{Codebook, Contrast, CueKind, Dimension, EntryIx, FamilyIx, FrameIx};
use crate::gazetteer::Label;
use crate::segment::{Norm, Vocabulary};

/// One of the two frames that are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The positive frame of the contrast.
    Positive,
    /// The negative one.
    Negative,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Positive, Self::Negative];

    /// The frame that the codebook's contrast has on this side.
    #[must_use]
    pub const fn frame(self, contrast: Contrast) -> FrameIx {
        match self {
            Self::Positive => contrast.positive,
            Self::Negative => contrast.negative,
        }
    }
}

/// Evidence, summed, that counts as a step each.
pub const EVIDENCE_STEPS: [f64; 7] = [0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2.0];
/// Words that a long passage has.
pub const LENGTH_STEPS: [usize; 5] = [8, 15, 25, 40, 60];

/// Something seen of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Feature {
    /// A word and its parts.
    Word(Norm),
    /// Two neighbouring words.
    Pair(Norm, Norm),
    /// A word close to evidence of a side.
    Near(Side, Norm),
    /// Evidence of a side: its weights, summed.
    Evidence(Side),
    /// Evidence that reaches a step.
    EvidenceStep(Side, u8),
    /// Counted evidence of a family: the weight of the heaviest.
    Family(FamilyIx),
    /// Counted evidence of a dimension: the weight of the heaviest.
    Dimension(Side, Dimension),
    /// A counted hit.
    Entry(EntryIx),
    /// A hit that is not counted.
    Uncounted(EntryIx),
    /// Evidence that is not counted, for a reason.
    Verdict(Side, Verdict),
    /// A counted hit in a voice.
    Voice(Side, Voice),
    /// A counted hit to which its holder stands so.
    Stance(Side, Stance),
    /// A cue.
    Cue(CueKind),
    /// A name of this label.
    Name(Label),
    /// At least so many words.
    Length(u8),
}

impl Feature {
    /// Every feature that a codebook names, in a fixed order; words, pairs and neighbours are not among them.
    #[must_use]
    pub fn named(codebook: &Codebook) -> Vec<Self> {
        let mut all = Vec::new();
        for side in Side::ALL {
            all.push(Self::Evidence(side));
            all.extend((0..EVIDENCE_STEPS.len() as u8).map(|step| Self::EvidenceStep(side, step)));
            all.extend(Dimension::ALL.map(|dimension| Self::Dimension(side, dimension)));
            all.extend(Verdict::ALL.map(|verdict| Self::Verdict(side, verdict)));
            all.extend(Voice::ALL.map(|voice| Self::Voice(side, voice)));
            all.extend(Stance::ALL.map(|stance| Self::Stance(side, stance)));
        }
        all.extend(CueKind::ALL.map(Self::Cue));
        all.extend(Label::ALL.map(Self::Name));
        all.extend((0..LENGTH_STEPS.len() as u8).map(Self::Length));
        all.extend((0..codebook.families.len()).map(|at| Self::Family(FamilyIx::new(at))));
        let entries = (0..codebook.entries.len()).map(EntryIx::new);
        all.extend(entries.flat_map(|entry| [Self::Entry(entry), Self::Uncounted(entry)]));
        all
    }

    /// Its name for people, and for the keys of weights: `word:sovereignty`, `family:S1`, `entry:censorship`.
    #[must_use]
    pub fn name(self, codebook: &Codebook, words: &Vocabulary) -> String {
        let form = |norm| words.form(norm);
        let frame = |side: Side| {
            let frame = codebook.contrast.map(|contrast| side.frame(contrast));
            frame.map_or("", |frame| codebook.frames[frame.get()].id.as_str())
        };
        let entry = |entry: EntryIx| &codebook.entries[entry.get()].id;
        match self {
            // The features of nearly all reasons: put together without formatting.
            Self::Word(norm) => ["word:", form(norm)].concat(),
            Self::Pair(left, right) => ["words:", form(left), " ", form(right)].concat(),
            Self::Near(side, norm) => ["near-", frame(side), ":", form(norm)].concat(),
            Self::Evidence(side) => ["evidence:", frame(side)].concat(),
            Self::EvidenceStep(side, step) => {
                format!("evidence:{}>={}", frame(side), EVIDENCE_STEPS[usize::from(step)])
            }
            Self::Family(family) => ["family:", &codebook.families[family.get()].id].concat(),
            Self::Dimension(side, dimension) => format!("dimension:{}/{}", frame(side), dimension.name()),
            Self::Entry(ix) => ["entry:", entry(ix)].concat(),
            Self::Uncounted(ix) => ["not-counted:", entry(ix)].concat(),
            Self::Verdict(side, verdict) => {
                format!("not-counted:{}/{}", frame(side), verdict.why_not().unwrap_or("counted"))
            }
            Self::Voice(side, voice) => format!("voice:{}/{}", frame(side), voice.name()),
            Self::Stance(side, stance) => format!("stance:{}/{}", frame(side), stance.name()),
            Self::Cue(kind) => format!("cue:{}", kind.name()),
            Self::Name(label) => format!("name:{}", label.name()),
            Self::Length(step) => format!("length:{}", LENGTH_STEPS[usize::from(step)]),
        }
    }

    /// A number that no other feature has: sorting and looking up by it is one comparison.
    ///
    /// # Panics
    /// Never: a document of 4 GB has fewer than 2²⁸ word types.
    #[must_use]
    pub(super) fn code(self) -> u64 {
        let norm = |norm: Norm| {
            assert!(norm.get() < 1 << 28, "a document has fewer than 2^28 word types");
            norm.get() as u64
        };
        let (sort, one, other) = match self {
            Self::Word(word) => (0, norm(word), 0),
            Self::Pair(left, right) => (1, norm(left), norm(right)),
            Self::Near(side, word) => (2, side as u64, norm(word)),
            Self::Evidence(side) => (3, side as u64, 0),
            Self::EvidenceStep(side, step) => (4, side as u64, u64::from(step)),
            Self::Family(family) => (5, family.get() as u64, 0),
            Self::Dimension(side, dimension) => (6, side as u64, dimension as u64),
            Self::Entry(entry) => (7, entry.get() as u64, 0),
            Self::Uncounted(entry) => (8, entry.get() as u64, 0),
            Self::Verdict(side, verdict) => (9, side as u64, verdict as u64),
            Self::Voice(side, voice) => (10, side as u64, voice as u64),
            Self::Stance(side, stance) => (11, side as u64, stance as u64),
            Self::Cue(kind) => (12, kind as u64, 0),
            Self::Name(label) => (13, label as u64, 0),
            Self::Length(step) => (14, u64::from(step), 0),
        };
        sort << 56 | one << 28 | other
    }

    /// Whether its name holds words of the text.
    #[must_use]
    pub const fn quotes(self) -> bool {
        matches!(self, Self::Word(_) | Self::Pair(..) | Self::Near(..))
    }

    /// The feature under which people are shown this one: steps of one thing are one reason.
    #[must_use]
    pub const fn shown_as(self) -> Self {
        match self {
            Self::EvidenceStep(side, _) => Self::Evidence(side),
            Self::Length(_) => Self::Length(0),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_feature_has_a_code_of_its_own() {
        let words = [0, 1, 2, (1 << 28) - 1].map(Norm::new);
        let pairs = words.iter().flat_map(|&one| words.map(|other| Feature::Pair(one, other)));
        let near = Side::ALL.into_iter().flat_map(|side| words.map(|word| Feature::Near(side, word)));
        let named = Feature::named(&Codebook::built_in());
        let all: Vec<Feature> =
            named.into_iter().chain(words.map(Feature::Word)).chain(pairs).chain(near).collect();
        let by_code: BTreeMap<u64, Feature> = all.iter().map(|&it| (it.code(), it)).collect();
        assert_eq!(by_code.len(), all.len());
    }
}
