//! What one thread knows of the words it has met.

use super::attribution::FactsByType;
use super::entity::{NameCache, NameTable};
use super::judge::JudgeCache;
use super::term::FactTable;
use crate::segment::WordTypes;

/// What has been found out about word types, kept from document to document.
///
/// A cache belongs to one thread and serves any number of documents. It holds no results: with a fresh or a used
/// cache, the annotations are the same.
#[derive(Default)]
pub struct TypeCache {
    pub(super) types: WordTypes,
    pub(super) terms: FactTable,
    pub(super) names: NameTable,
    pub(super) recognised: NameCache,
    pub(super) judged: JudgeCache,
    pub(super) speech: FactsByType,
}

impl TypeCache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The types met, with those of the document last annotated.
    #[must_use]
    pub const fn types(&self) -> &WordTypes {
        &self.types
    }
}
