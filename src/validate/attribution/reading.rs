//! Who says what in one text, by the ordinary analysis.

use super::{AttributedText, SourceCueContent};
use crate::annotate::{Attribution, AttributionKind};
use crate::document::Document;
use crate::pipeline::{Analyzer, Scratch};
use crate::text::Span;

/// Finds attributions in texts.
pub struct AttributionReader<'a> {
    analyzer: &'a Analyzer,
    scratch: Scratch,
}

impl<'a> AttributionReader<'a> {
    /// A reader with this analyzer.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Self { analyzer, scratch: Scratch::default() }
    }

    /// What the program finds in a text, scare quotes left out: nobody is said to have said them.
    pub fn read(&mut self, text: &AttributedText) -> Vec<SourceCueContent> {
        let document = Document { metadata: text.metadata(), ..Document::of_text(&text.id, &text.text) };
        let analysis = self.analyzer.analyze(document, &mut self.scratch);
        let said =
            analysis.annotations.attributions.into_iter().filter(|it| it.kind != AttributionKind::Scare);
        let in_order = |mut spans: Vec<Span>| {
            spans.sort_unstable();
            spans
        };
        let parts = |it: Attribution| SourceCueContent {
            source: in_order(it.source),
            cue: in_order(it.cue),
            content: in_order(it.content),
        };
        said.map(parts).collect()
    }
}
