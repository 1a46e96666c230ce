//! The names that the program finds in one sentence in isolation.

use super::gold::bare;
use super::{NamedSentence, Scheme};
use crate::annotate::{Mention, StandsFor};
use crate::pipeline::{Analyzer, Scratch};
use crate::text::Span;
use crate::validate::reading::paragraph;

/// Finds names in single sentences, by the ordinary analysis.
pub struct NameReader<'a> {
    analyzer: &'a Analyzer,
    scratch: Scratch,
}

/// A name that the program found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundName {
    /// Where, without articles and *'s*.
    pub span: Span,
    /// What it is, as the scheme names it.
    pub class: &'static str,
    /// ISO 3166-1 alpha-3 code of what it stands for.
    pub iso3: Option<String>,
}

impl<'a> NameReader<'a> {
    /// A reader with this analyzer.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Self { analyzer, scratch: Scratch::default() }
    }

    /// The names in the sentence that the scheme has a class for. It is a document of one paragraph, without
    /// facts.
    pub fn read(&mut self, sentence: &NamedSentence, scheme: Scheme) -> Vec<FoundName> {
        let analysis = self.analyzer.analyze(paragraph(&sentence.text), &mut self.scratch);
        let referents = &analysis.annotations.referents;
        let iso3 = |mention: &Mention| match mention.stands_for {
            StandsFor::Thing(at) => referents[at.get()].iso3.as_deref().map(str::to_owned),
            StandsFor::Time(_) => None,
        };
        let mentions = analysis.annotations.mentions.iter();
        let found = mentions.filter_map(|mention| {
            let span = bare(&sentence.text, mention.span);
            scheme.of(mention.label).map(|class| FoundName { span, class, iso3: iso3(mention) })
        });
        found.collect()
    }
}
