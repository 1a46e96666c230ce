//! The signatories of one document.

use super::list::{Line, bare, names};
use crate::analysis::Analysis;
use crate::annotate::StandsFor;
use crate::document::BlockKind;
use crate::gazetteer::{EntityIx, Gazetteer, Label};
use crate::text::Span;

/// Who signed a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatories {
    /// Those of the metadata first, in the order given, then those of the text alone in its order. Each once.
    pub signatories: Vec<Signatory>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// As written, without *the*.
    pub name: Box<str>,
    /// The entity, where the gazetteer knows it.
    pub entity: Option<EntityIx>,
    /// Whether the metadata names it.
    pub in_metadata: bool,
    /// Where the text names it, in a list of signatures.
    pub span: Option<Span>,
}

/// A signature as a finished run tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// As written.
    pub name: String,
    /// The entity.
    pub entity_id: Option<String>,
    /// Whether the metadata names it.
    pub in_metadata: bool,
    /// Whether a list in the text names it.
    pub in_text: bool,
}

/// What makes two signatories one: the id, or the name without article and form of state (*Republic of Senara* is *Senara*).
#[must_use]
pub fn key(name: &str, entity_id: Option<&str>) -> String {
    entity_id.map_or_else(|| bare(name), str::to_owned)
}

impl Signatories {
    /// Reads them from a document's facts and text.
    #[must_use]
    pub fn of(analysis: &Analysis, gazetteer: &Gazetteer) -> Self {
        let text = &*analysis.document.text;
        let lines = lines(analysis);
        let is_known = |name: &str| gazetteer.named(name).is_some();
        let mut found = Self::default();
        for name in &analysis.document.metadata.signatories {
            found.add(
                Signatory {
                    name: name.trim().into(),
                    entity: gazetteer.named(name),
                    in_metadata: true,
                    span: None,
                },
                gazetteer,
            );
        }
        for name in names(&lines, &is_known) {
            let start = name.as_ptr() as usize - text.as_ptr() as usize;
            let span = Span::of(start..start + name.len());
            let entity = gazetteer.named(name).or_else(|| mentioned(analysis, span));
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ").into();
            found.add(Signatory { name, entity, in_metadata: false, span: Some(span) }, gazetteer);
        }
        found
    }

    fn add(&mut self, new: Signatory, gazetteer: &Gazetteer) {
        let id = |it: &Signatory| key(&it.name, it.entity.map(|at| &*gazetteer.entity(at).id));
        let same = id(&new);
        match self.signatories.iter_mut().find(|it| id(it) == same) {
            Some(known) => known.span = known.span.or(new.span),
            None => self.signatories.push(new),
        }
    }

    /// Whether metadata and text name the same; `None` where only one of them names anybody.
    #[must_use]
    pub fn agree(&self) -> Option<bool> {
        let by_text = self.signatories.iter().filter(|it| it.span.is_some()).count();
        let by_metadata = self.signatories.iter().filter(|it| it.in_metadata).count();
        let all = self.signatories.len();
        (by_text > 0 && by_metadata > 0).then_some(by_text == all && by_metadata == all)
    }
}

/// The lines of a text: running paragraphs whole, of all else each line.
fn lines(analysis: &Analysis) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for block in &analysis.segmentation.blocks {
        let text = analysis.document.slice(block.span);
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::NumberedParagraph) {
            lines.push(Line { kind: block.kind, text });
        } else {
            lines.extend(text.lines().map(|text| Line { kind: block.kind, text }));
        }
    }
    lines
}

/// The entity of the mention that makes most of a name.
fn mentioned(analysis: &Analysis, name: Span) -> Option<EntityIx> {
    let mentions = &analysis.annotations.mentions;
    let first = mentions.partition_point(|it| it.span.end() <= name.start());
    let inside = mentions[first..].iter().take_while(|it| it.span.end() <= name.end());
    let fits = inside.filter(|it| it.span.start() >= name.start() && it.label != Label::Person);
    let long = fits.filter(|it| 2 * (it.span.end() - it.span.start()) > name.end() - name.start());
    long.filter_map(|it| match it.stands_for {
        StandsFor::Thing(at) => analysis.annotations.referents[at.get()].entity,
        StandsFor::Time(_) => None,
    })
    .next()
}
