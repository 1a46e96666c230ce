//! Settings, given as `name=value`.

use crate::Result;
use crate::sentences::Block;
use std::path::PathBuf;

/// What can be set.
pub struct Options {
    /// The folder of the coded sentences.
    pub framing: PathBuf,
    /// Codes of further sentences, by their place in the corpora.
    pub further: PathBuf,
    /// The folder of the corpora.
    pub corpora: PathBuf,
    /// Word vectors.
    pub vectors: Option<PathBuf>,
    /// The model file to write.
    pub out: Option<PathBuf>,
    pub seed: u64,
    /// Words that keep what their vector comes to.
    pub words: usize,
    /// Folds of the cross-validation.
    pub folds: usize,
    /// Rarer features are left out.
    pub fewest: usize,
    /// How much a sentence weighs whose coder thought that a colleague could differ.
    pub borderline: f64,
    /// How much a sentence on digital governance weighs.
    pub digital: f64,
    /// How much a further one weighs.
    pub further_weight: f64,
    /// How much of the codebook's evidence is believed in the sentences on digital governance: the codebook was written
    /// with them at hand and fits them far better than it fits new ones.
    pub digital_evidence: f32,
    /// The scale of each block of features; a larger scale means weaker regularisation, 0 leaves a block out.
    pub scales: [f32; Block::ALL.len()],
}

impl Default for Options {
    fn default() -> Self {
        Self {
            framing: "../shared/gold/framing".into(),
            further: "models/framing/further.tsv".into(),
            corpora: "../shared/corpora".into(),
            vectors: None,
            out: None,
            seed: 1,
            words: 120_000,
            folds: 5,
            fewest: 2,
            borderline: 0.7,
            digital: 1.5,
            further_weight: 2.0,
            digital_evidence: 0.5,
            scales: Block::ALL.map(Block::scale),
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
                "framing" => options.framing = value.into(),
                "further" => options.further = value.into(),
                "corpora" => options.corpora = value.into(),
                "vectors" => options.vectors = Some(value.into()),
                "out" => options.out = Some(value.into()),
                "seed" => options.seed = value.parse()?,
                "words" => options.words = value.parse()?,
                "folds" => options.folds = value.parse()?,
                "fewest" => options.fewest = value.parse()?,
                "borderline" => options.borderline = value.parse()?,
                "digital" => options.digital = value.parse()?,
                "further_weight" => options.further_weight = value.parse()?,
                "digital_evidence" => options.digital_evidence = value.parse()?,
                _ => {
                    let block = Block::ALL.iter().position(|block| block.name() == name);
                    let block = block.ok_or_else(|| format!("there is no setting \"{name}\""))?;
                    options.scales[block] = value.parse()?;
                }
            }
        }
        Ok(options)
    }
}
