//! Coded sentences, and what is seen of them.

use crate::Result;
use crate::embedding::Embedding;
use normscope::annotate::judge::training::{
    Feature, Key, Part, Passage, Scheme, Watch, Words, key_of, key_of_pair,
};
use normscope::annotate::{Annotator, Finder, Matcher, Recogniser, TypeCache};
use normscope::codebook::Codebook;
use normscope::document::{BlockKind, Document, Metadata};
use normscope::gazetteer::Gazetteer;
use normscope::segment::{Subwords, segment};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// A sort of features, regularised together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Block {
    Stem,
    Piece,
    Letters,
    Pair,
    Vector,
    Near,
    Evidence,
    Family,
    Entry,
    Uncounted,
    Voice,
    Stance,
    Cue,
    Name,
    Length,
}

impl Block {
    pub const ALL: [Self; 15] = [
        Self::Stem,
        Self::Piece,
        Self::Letters,
        Self::Pair,
        Self::Vector,
        Self::Near,
        Self::Evidence,
        Self::Family,
        Self::Entry,
        Self::Uncounted,
        Self::Voice,
        Self::Stance,
        Self::Cue,
        Self::Name,
        Self::Length,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Stem => "stem",
            Self::Piece => "piece",
            Self::Letters => "letters",
            Self::Pair => "pair",
            Self::Vector => "vector",
            Self::Near => "near",
            Self::Evidence => "evidence",
            Self::Family => "family",
            Self::Entry => "entry",
            Self::Uncounted => "uncounted",
            Self::Voice => "voice",
            Self::Stance => "stance",
            Self::Cue => "cue",
            Self::Name => "name",
            Self::Length => "length",
        }
    }

    /// As chosen by cross-validation.
    pub const fn scale(self) -> f32 {
        match self {
            Self::Stem | Self::Pair => 1.2,
            Self::Piece => 0.5,
            Self::Letters => 1.0,
            Self::Vector => 0.35,
            Self::Near => 0.15,
            Self::Evidence | Self::Family | Self::Entry | Self::Uncounted => 0.2,
            Self::Voice | Self::Stance | Self::Cue | Self::Name => 0.2,
            Self::Length => 0.1,
        }
    }

    /// Whether it speaks of what the codebook finds.
    pub const fn is_evidence(self) -> bool {
        matches!(
            self,
            Self::Near
                | Self::Evidence
                | Self::Family
                | Self::Entry
                | Self::Uncounted
                | Self::Voice
                | Self::Stance
        )
    }

    const fn of(feature: Feature) -> Self {
        match feature {
            Feature::Evidence(_) | Feature::EvidenceStep(..) => Self::Evidence,
            Feature::Family(_) | Feature::Dimension(..) => Self::Family,
            Feature::Entry(_) => Self::Entry,
            Feature::Voice(..) => Self::Voice,
            Feature::Stance(..) => Self::Stance,
            Feature::Cue(_) => Self::Cue,
            Feature::Name(_) => Self::Name,
            Feature::Length(_) => Self::Length,
            _ => Self::Uncounted,
        }
    }
}

/// A record of a file of coded sentences.
#[derive(Deserialize)]
pub struct Record {
    pub text: String,
    pub frame: String,
    #[serde(default)]
    pub doc: String,
    #[serde(default)]
    pub issuer: Option<String>,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub borderline: bool,
}

/// Which set a sentence belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Policy texts of all sorts.
    General,
    /// On digital governance, at hand when the codebook was written.
    Digital,
    /// On digital governance, coded later.
    Further,
}

/// A coded sentence.
pub struct Sentence {
    pub doc: String,
    pub source: String,
    pub is_borderline: bool,
    pub set: Set,
    /// Whether it shows each frame of the contrast.
    pub shows: [bool; 2],
    /// What is seen of it.
    pub features: Vec<(Block, Key, f32)>,
}

/// Reads sentences as the program does.
pub struct SentenceReader<'e> {
    codebook: Codebook,
    scheme: Scheme,
    annotator: Annotator,
    words: Words,
    embedding: &'e Embedding,
    counted: BTreeSet<BlockKind>,
    cache: TypeCache,
    watch: Watch,
}

impl<'e> SentenceReader<'e> {
    pub fn new(codebook: Codebook, embedding: &'e Embedding) -> Result<Self> {
        let finder = Finder::new(Gazetteer::built_in(), Recogniser::built_in());
        let contrast = codebook.contrast.ok_or("the codebook has no contrast")?;
        Ok(Self {
            scheme: Scheme::new(&codebook, contrast),
            annotator: Annotator::new(finder, Matcher::new(&codebook)?),
            codebook,
            words: Words::new(Arc::new(Subwords::built_in())),
            embedding,
            counted: BlockKind::ALL.into_iter().collect(),
            cache: TypeCache::new(),
            watch: Watch::default(),
        })
    }

    /// The sentences of a file; none if it is not there.
    pub fn read(&mut self, path: &Path) -> Result<Vec<Sentence>> {
        let Ok(lines) = fs::read_to_string(path) else { return Ok(Vec::new()) };
        let is_digital = path.to_string_lossy().contains("digital");
        let set = if is_digital { Set::Digital } else { Set::General };
        lines.lines().map(|line| Ok(self.sentence(serde_json::from_str(line)?, set))).collect()
    }

    /// What is seen of a sentence.
    pub fn sentence(&mut self, record: Record, set: Set) -> Sentence {
        let text: String = record.text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        let metadata = Metadata { issuer: record.issuer, ..Metadata::default() };
        let document = Document { metadata, ..Document::of_paragraph("sentence", &text) };
        let segmentation = segment(&document);
        let annotations = self.annotator.annotate(&document, &segmentation, &self.counted, &mut self.cache);
        let passage = Passage::whole(&segmentation, &annotations);
        let mut features = Vec::new();
        let (words, embedding, codebook) = (&self.words, self.embedding, &self.codebook);
        let form = |norm| segmentation.vocabulary.form(norm);
        self.watch.begin(segmentation.vocabulary.len());
        self.watch.each(&self.scheme, &passage, |feature, value| match feature {
            Feature::Word(norm) => {
                words.each_part(form(norm), |part, key, share| {
                    features.push((block_of(part), key, share * value));
                });
                embedding.each(form(norm), |at, number| features.push((Block::Vector, at, number * value)));
            }
            Feature::Pair(left, right) => {
                let key = key_of_pair(words.stem(form(left)), words.stem(form(right)));
                features.push((Block::Pair, key, value));
            }
            Feature::Near(side, norm) => embedding.each(form(norm), |at, number| {
                let at = at + side as u32 * embedding.width();
                features.push((Block::Near, at, number * value));
            }),
            named => {
                let key = key_of(&named.name(codebook, &segmentation.vocabulary));
                features.push((Block::of(named), key, value));
            }
        });
        let shows = |frame: &str| record.frame == frame || record.frame == "both";
        Sentence {
            shows: [shows("rights"), shows("state")],
            doc: record.doc,
            source: record.source,
            is_borderline: record.borderline,
            set,
            features: summed(features),
        }
    }
}

const fn block_of(part: Part) -> Block {
    match part {
        Part::Stem => Block::Stem,
        Part::Piece => Block::Piece,
        Part::Letters => Block::Letters,
    }
}

/// Each feature once, with the sum of its values.
fn summed(mut features: Vec<(Block, Key, f32)>) -> Vec<(Block, Key, f32)> {
    features.sort_by_key(|&(block, key, _)| (block, key));
    features.dedup_by(|later, earlier| {
        let same = (later.0, later.1) == (earlier.0, earlier.1);
        if same {
            earlier.2 += later.2;
        }
        same
    });
    features
}
