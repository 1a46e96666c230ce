//! What the user brings, and what comes with the program where nothing is brought.

use crate::annotate::JudgeError;
use crate::codebook::Codebook;
use crate::gazetteer::Gazetteer;
use crate::pipeline::{Analyzer, Engine, Knowledge};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What decides which frames a sentence shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EngineChoice {
    /// The weights of the codebook's entries, added up
    Rules,
    /// A model learnt from coded sentences; the rules where there is none for the codebook
    #[default]
    Hybrid,
}

impl From<EngineChoice> for Engine {
    fn from(choice: EngineChoice) -> Self {
        match choice {
            EngineChoice::Rules => Self::Rules,
            EngineChoice::Hybrid => Self::Hybrid,
        }
    }
}

/// Why the rules decide though a model was to, in words.
pub fn unjudged(analyzer: &Analyzer) -> Option<String> {
    analyzer.unjudged().map(why_rules)
}

/// The same of the reason itself.
pub fn why_rules(error: &JudgeError) -> String {
    format!("the rules alone decide which frames sentences show: {error}")
}

/// The user's codebook or the built-in one, and the built-in gazetteer with the user's own names.
pub fn load_knowledge(
    codebook: Option<&Path>,
    gazetteer: Option<&Path>,
    engine: EngineChoice,
) -> anyhow::Result<Knowledge> {
    let names = Gazetteer::built_in();
    let gazetteer = match gazetteer {
        Some(path) => names.with(path)?,
        None => names,
    };
    Ok(Knowledge { codebook: load_codebook(codebook)?, gazetteer, engine: engine.into() })
}

/// The user's codebook, or the built-in one.
pub fn load_codebook(path: Option<&Path>) -> anyhow::Result<Codebook> {
    Ok(path.map_or_else(|| Ok(Codebook::built_in()), Codebook::load)?)
}
