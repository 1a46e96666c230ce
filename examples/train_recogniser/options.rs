//! Settings, given as `name=value`.

use crate::Result;
use std::path::PathBuf;

/// What can be set.
pub struct Options {
    /// The folder of `train.jsonl` and of the sets to score on.
    pub ner: PathBuf,
    /// Our own labelled policy sentences.
    pub entities: Option<PathBuf>,
    /// Word vectors.
    pub vectors: Option<PathBuf>,
    /// Where classes of words are kept between runs.
    pub classes: Option<PathBuf>,
    /// The model file to write.
    pub out: Option<PathBuf>,
    /// The tenth of the documents, 0 to 9, that is held out.
    pub fold: Option<u64>,
    /// The beginning of the name of a source that is held out.
    pub without: Option<String>,
    /// Share of the tokens at which all features that know the words are dropped.
    pub blindness: f32,
    /// Added to the score of beginning a name.
    pub eagerness: f32,
    pub seed: u64,
    /// Words that get a class, and those of them that classes are made by.
    pub words: usize,
    pub shaping_words: usize,
    /// Classes, fine to coarse.
    pub n_classes: [usize; 4],
    /// Classes of each further view.
    pub n_view_classes: usize,
    pub n_rounds: usize,
    pub n_epochs: usize,
    /// The last epochs, whose weights are averaged.
    pub n_averaged: usize,
    /// Fields learnt from different seeds, whose weights are averaged.
    pub n_fields: u64,
    pub rate: f32,
    pub dropout: f32,
    /// Rarer features are left out.
    pub fewest: u32,
    /// Features whose largest score is below are left out, in steps.
    pub prune: i8,
    /// Share of the sentences that are also learnt in capitals, and as headings.
    pub capitals: f64,
    pub headings: f64,
    /// How much a policy sentence of our own weighs.
    pub own_weight: f32,
    /// How much a message weighs.
    pub message_weight: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            ner: "../shared/gold/ner".into(),
            entities: None,
            vectors: None,
            classes: None,
            out: None,
            fold: None,
            without: None,
            blindness: 0.0,
            eagerness: 0.4,
            seed: 1,
            words: 400_000,
            shaping_words: 60_000,
            n_classes: [3000, 1024, 256, 64],
            n_view_classes: 800,
            n_rounds: 12,
            n_epochs: 8,
            n_averaged: 3,
            n_fields: 4,
            rate: 0.03,
            dropout: 0.7,
            fewest: 2,
            prune: 2,
            capitals: 0.05,
            headings: 0.03,
            own_weight: 1.0,
            message_weight: 1.0,
        }
    }
}

impl Options {
    /// Reads the settings.
    pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self::default();
        for argument in arguments {
            let (name, value) = argument.split_once('=').ok_or("settings are given as name=value")?;
            match name {
                "ner" => options.ner = value.into(),
                "entities" => options.entities = Some(value.into()),
                "vectors" => options.vectors = Some(value.into()),
                "classes" => options.classes = Some(value.into()),
                "out" => options.out = Some(value.into()),
                "fold" => options.fold = Some(value.parse()?),
                "without" => options.without = Some(value.into()),
                "eagerness" => options.eagerness = value.parse()?,
                "blindness" => options.blindness = value.parse()?,
                "seed" => options.seed = value.parse()?,
                "words" => options.words = value.parse()?,
                "epochs" => options.n_epochs = value.parse()?,
                "averaged" => options.n_averaged = value.parse()?,
                "views" => options.n_view_classes = value.parse()?,
                "fields" => options.n_fields = value.parse()?,
                "rate" => options.rate = value.parse()?,
                "dropout" => options.dropout = value.parse()?,
                "fewest" => options.fewest = value.parse()?,
                "prune" => options.prune = value.parse()?,
                "capitals" => options.capitals = value.parse()?,
                "headings" => options.headings = value.parse()?,
                "own_weight" => options.own_weight = value.parse()?,
                "message_weight" => options.message_weight = value.parse()?,
                _ => return Err(format!("there is no setting \"{name}\"").into()),
            }
        }
        Ok(options)
    }

    /// Whether the sentences of a document of this source are held out.
    pub fn holds_out(&self, document: &str, source: &str) -> bool {
        if let Some(without) = &self.without {
            return source.starts_with(without.as_str());
        }
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = document.bytes().fold(0xcbf2_9ce4_8422_2325, step);
        self.fold.is_some_and(|fold| (hash >> 32) % 10 == fold)
    }
}
