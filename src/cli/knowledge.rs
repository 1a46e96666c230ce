//! What the user brings, and what comes with the program where nothing is brought.

use crate::codebook::Codebook;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Knowledge;
use std::path::Path;

/// The user's codebook or the built-in one, and the built-in gazetteer with the user's own names.
pub fn load_knowledge(codebook: Option<&Path>, gazetteer: Option<&Path>) -> anyhow::Result<Knowledge> {
    let names = Gazetteer::built_in();
    let gazetteer = match gazetteer {
        Some(path) => names.with(path)?,
        None => names,
    };
    Ok(Knowledge { codebook: load_codebook(codebook)?, gazetteer })
}

/// The user's codebook, or the built-in one.
pub fn load_codebook(path: Option<&Path>) -> anyhow::Result<Codebook> {
    Ok(path.map_or_else(|| Ok(Codebook::built_in()), Codebook::load)?)
}
