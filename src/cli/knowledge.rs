//! What the user brings, and what comes with the program where nothing is brought.

use crate::codebook::Codebook;
use crate::pipeline::Knowledge;
use std::path::Path;

/// The user's codebook or the built-in one, and the built-in gazetteer with the user's own names.
pub fn load_knowledge(codebook: Option<&Path>, gazetteer: Option<&Path>) -> anyhow::Result<Knowledge> {
    let known = Knowledge::built_in();
    let gazetteer = match gazetteer {
        Some(path) => known.gazetteer.with(path)?,
        None => known.gazetteer,
    };
    Ok(Knowledge { codebook: codebook.map_or(Ok(known.codebook), Codebook::load)?, gazetteer, ..known })
}

/// The user's codebook, or the built-in one.
pub fn load_codebook(path: Option<&Path>) -> anyhow::Result<Codebook> {
    Ok(path.map_or_else(|| Ok(Codebook::built_in()), Codebook::load)?)
}
