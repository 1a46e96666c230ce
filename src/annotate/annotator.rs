//! Names first, then terms, then what they stand for.

use super::{Annotations, Finder, Matcher, TypeCache};
use crate::document::{BlockKind, Document};
use crate::segment::Segmentation;
use std::collections::BTreeSet;

/// What finds names and what finds terms. Built once, shared by all threads.
pub struct Annotator {
    /// Finds names.
    pub finder: Finder,
    /// Finds the entries of a codebook.
    pub matcher: Matcher,
}

impl Annotator {
    /// Everything that is found in a document. A term inside a name is part of the name and does not count.
    ///
    /// `counted` are the kinds of block whose evidence counts. The result depends on the arguments alone; the cache
    /// only saves work.
    #[must_use]
    pub fn annotate(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        counted: &BTreeSet<BlockKind>,
        cache: &mut TypeCache,
    ) -> Annotations {
        cache.types.begin(&segmentation.vocabulary);
        let (mentions, referents) = self.finder.find(document, segmentation, cache);
        let mut annotations = Annotations { mentions, referents, ..Annotations::default() };
        self.matcher.add_terms(document, segmentation, counted, (cache, &mut annotations));
        self.matcher.judge(segmentation, &mut annotations);
        annotations
    }
}
