//! Names first, then terms, then what they stand for, then what sentences show.

use super::voice::voiced;
use super::{Annotations, Attributor, Finder, Judge, Matcher, TypeCache};
use crate::document::{BlockKind, Document};
use crate::segment::{Segmentation, SentenceIx};
use crate::text::Span;
use std::collections::BTreeSet;

/// What finds names, what finds terms and what judges sentences. Built once, shared by all threads.
pub struct Annotator {
    finder: Finder,
    attributor: Attributor,
    matcher: Matcher,
    judge: Option<Judge>,
}

impl Annotator {
    /// From what finds names and what finds the entries of a codebook.
    #[must_use]
    pub fn new(finder: Finder, matcher: Matcher) -> Self {
        Self { attributor: Attributor::new(finder.gazetteer()), finder, matcher, judge: None }
    }

    /// The same with a model that judges which frames sentences show; it must belong to the matcher's codebook.
    #[must_use]
    pub fn judged_by(self, judge: Option<Judge>) -> Self {
        Self { judge, ..self }
    }

    /// What judges sentences, if a model does.
    #[must_use]
    pub const fn judge(&self) -> Option<&Judge> {
        self.judge.as_ref()
    }

    /// What finds names.
    #[must_use]
    pub const fn finder(&self) -> &Finder {
        &self.finder
    }

    /// Everything that is found in a document, and nothing in what is in another language than it is read in. A term
    /// inside a name is part of the name and does not count.
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
        if !segmentation.languages.is_supported() {
            return Annotations::default();
        }
        let is_read = |sentence: SentenceIx| segmentation.is_read(&segmentation.sentences[sentence.get()]);
        let (mut mentions, referents) = self.finder.find(document, segmentation, cache);
        mentions.retain(|mention| is_read(mention.sentence));
        let mut attributions = self.attributor.attributions(
            (document, segmentation),
            (&mentions, &referents),
            self.finder.gazetteer(),
            cache,
        );
        attributions
            .retain(|it| it.content.first().is_none_or(|&span| is_read(sentence_at(segmentation, span))));
        let voiced = voiced(&attributions);
        let mut annotations =
            Annotations { mentions, referents, attributions, voiced, ..Annotations::default() };
        self.matcher.add_terms(document, segmentation, counted, (cache, &mut annotations));
        annotations.give_voices();
        self.matcher.judge(segmentation, &mut annotations);
        if let Some(judge) = &self.judge {
            annotations.judgements = judge.judge(segmentation, &annotations, cache);
        }
        annotations
    }
}

/// The sentence that a span begins in.
fn sentence_at(segmentation: &Segmentation, span: Span) -> SentenceIx {
    let behind = segmentation.sentences.partition_point(|sentence| sentence.span.start() <= span.start());
    SentenceIx::new(behind.saturating_sub(1))
}
