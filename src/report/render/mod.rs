//! From the layers of one document to lines of JSON, on the thread that analysed it.
//!
//! Every table is written straight into a byte buffer; no tree of values is built. The writer only appends.

mod actors;
mod associations;
mod attributions;
mod compact;
mod company;
mod comparison;
mod contested;
mod counts;
mod document;
mod entities;
mod fragility;
mod framing;
mod hits;
mod id;
mod lines;
mod matrix;
mod measures;
mod mentions;
mod multiverse;
mod reuse;
mod sentences;
mod signatories;
mod version;
mod wordscores;

pub use actors::actors;
pub use associations::associations;
pub use company::add_company;
pub use comparison::{Asked, comparison};
pub use contested::{Concordances, contested};
pub use counts::{Places, Unknown};
pub use entities::{co_mention_rows, entity_row};
pub use framing::framing;
pub use lines::{Lines, Table};
pub use matrix::matrix;
pub use measures::{Heading, measure_rows};
pub use multiverse::multiverse_rows;
pub use reuse::{Cuts, Listed, MOST_DUPLICATES};
pub use version::{clauses, signatories, structures};
pub use wordscores::{Scaled, wordscores};

use super::Claims;
use super::wire::{ByName, Counts, Explanation, TermsRow, TextRow};
use crate::analysis::Analysis;
use crate::annotate::{Attribution, Mention, TermHit};
use crate::codebook::Codebook;
use crate::compare::signatory::Signatories;
use crate::compare::{CoOccurrences, DocumentEntities, Portraits};
use crate::document::Fingerprint;
use crate::gazetteer::Gazetteer;
use crate::segment::TokenKind;
use crate::text::CharOffsets;
use std::borrow::Cow;

/// Whether texts, sentence texts and surfaces are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPolicy {
    /// They are.
    Written,
    /// They are null (`--no-text`).
    LeftOut,
}

/// The lines of one document, and what they add to the counts of the run.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The lines, by table.
    pub lines: Lines,
    /// What the document adds to the counts of the run.
    pub counts: Counts,
    /// Its text, hashed.
    pub text_sha256: Fingerprint,
    /// What it names.
    pub entities: DocumentEntities,
    /// What it says of others, and where.
    pub claims: Claims,
}

/// Renders documents; shared by all threads.
#[derive(Clone, Copy, Debug)]
pub struct Renderer<'c> {
    codebook: &'c Codebook,
    gazetteer: &'c Gazetteer,
    text: TextPolicy,
    draws: (usize, u64),
}

/// One document about to be rendered.
struct Page<'a> {
    codebook: &'a Codebook,
    gazetteer: &'a Gazetteer,
    analysis: &'a Analysis,
    offsets: CharOffsets<'a>,
    text: TextPolicy,
}

/// What the row of a document tells besides its layers.
struct Whole<'p> {
    entities: &'p DocumentEntities,
    portraits: &'p Portraits,
    concordances: &'p Concordances,
    signatories: &'p Signatories,
    text_sha256: Fingerprint,
    draws: (usize, u64),
}

impl<'c> Renderer<'c> {
    /// A renderer of documents analysed with this codebook and this gazetteer. Intervals of actors take `draws`
    /// (replicates, seed).
    #[must_use]
    pub const fn new(
        codebook: &'c Codebook,
        gazetteer: &'c Gazetteer,
        text: TextPolicy,
        draws: (usize, u64),
    ) -> Self {
        Self { codebook, gazetteer, text, draws }
    }

    /// The lines of every table for one document, added to `lines`: empty ones, whose memory may have served
    /// another document.
    #[must_use]
    pub fn render(&self, analysis: &Analysis, mut lines: Lines) -> Rendered {
        let offsets = CharOffsets::new(&analysis.document.text);
        let Self { codebook, gazetteer, text, draws } = *self;
        let page = Page { codebook, gazetteer, analysis, offsets, text };
        let portraits = Portraits::of(codebook, analysis);
        let co_occurrences = CoOccurrences::of(codebook, analysis);
        let concordances = page.concordances();
        let entities = DocumentEntities::of(analysis);
        let signatories = Signatories::of(analysis, gazetteer);
        let text_sha256 = Fingerprint::of(analysis.document.text.as_bytes());
        page.texts(&mut lines);
        page.terms(&mut lines);
        page.counts_row(&mut lines);
        page.sentences(&mut lines);
        page.hits(&mut lines);
        page.mentions(&mut lines);
        page.attributions(&mut lines);
        page.document(
            &Whole {
                entities: &entities,
                portraits: &portraits,
                concordances: &concordances,
                signatories: &signatories,
                text_sha256,
                draws,
            },
            &mut lines,
        );
        page.measures(&mut lines);
        let counts = page.counts();
        let claims = Claims { portraits, co_occurrences, concordances };
        Rendered { lines, counts, text_sha256, entities, claims }
    }
}

/// Everything seen in a few sentences, as the rows that a run would write.
#[must_use]
pub fn explanation<'a>(
    codebook: &'a Codebook,
    gazetteer: &'a Gazetteer,
    analysis: &'a Analysis,
) -> Explanation<'a> {
    let offsets = CharOffsets::new(&analysis.document.text);
    let page = Page { codebook, gazetteer, analysis, offsets, text: TextPolicy::Written };
    let named = |sentence| {
        let mut id = String::new();
        page.name_sentence(sentence, &mut id);
        id
    };
    let rows = |prefix: char, hits: &[TermHit]| {
        let id = |at| format!("{}#{prefix}{at}", page.doc_id());
        let row = |(at, hit): (usize, &TermHit)| page.hit(hit, id(at).into(), named(hit.sentence).into());
        hits.iter().enumerate().map(row).collect()
    };
    let mention = |(at, mention): (usize, &'a Mention)| {
        let id = format!("{}#m{at}", page.doc_id());
        page.mention(mention, id.into(), named(mention.sentence).into())
    };
    let attribution =
        |(at, it): (usize, &Attribution)| page.attribution(it, format!("{}#a{at}", page.doc_id()).into());
    let shown = analysis.measures.sentences.iter();
    Explanation {
        sentences: shown.map(|it| page.sentence(it, named(it.sentence).into())).collect(),
        mentions: analysis.annotations.mentions.iter().enumerate().map(mention).collect(),
        attributions: analysis.annotations.attributions.iter().enumerate().map(attribution).collect(),
        hits: rows('h', &analysis.annotations.hits),
        cues: rows('c', &analysis.annotations.cues),
    }
}

impl<'a> Page<'a> {
    fn doc_id(&self) -> &'a str {
        self.analysis.document.id.as_str()
    }

    /// `written`, unless texts are left out.
    fn surface(&self, written: &'a str) -> Option<Cow<'a, str>> {
        self.writes_text().then_some(Cow::Borrowed(written))
    }

    fn writes_text(&self) -> bool {
        self.text == TextPolicy::Written
    }

    fn texts(&self, lines: &mut Lines) {
        if self.writes_text() {
            let text = Cow::Borrowed(&*self.analysis.document.text);
            lines.push(Table::Texts, &TextRow { doc_id: self.doc_id().into(), text });
        }
    }

    fn terms(&self, lines: &mut Lines) {
        let segmentation = &self.analysis.segmentation;
        let mut counts = vec![0_u64; segmentation.vocabulary.len()];
        for shown in &self.analysis.measures.sentences {
            let sentence = &segmentation.sentences[shown.sentence.get()];
            for token in segmentation.tokens_of(sentence) {
                counts[token.norm.get()] += u64::from(token.kind == TokenKind::Word);
            }
        }
        let forms = segmentation.vocabulary.iter();
        let words: ByName<'_, u64> =
            forms.map(|(norm, form)| (form, counts[norm.get()])).filter(|(_, n)| *n > 0).collect();
        lines.push(Table::Terms, &TermsRow { doc_id: self.doc_id().into(), words });
    }

    fn counts(&self) -> Counts {
        let Analysis { document, segmentation, annotations, measures, warnings } = self.analysis;
        Counts {
            n_documents: 1,
            n_errors: 0,
            n_skipped: 0,
            n_warnings: warnings.len() as u64,
            n_duplicate_texts: 0,
            n_words: segmentation.n_words(),
            n_words_counted: measures.counts().n_words,
            n_sentences: segmentation.sentences.len() as u64,
            n_sentences_counted: measures.sentences.len() as u64,
            n_hits: annotations.hits.len() as u64,
            n_hits_counted: annotations.hits.iter().filter(|hit| hit.verdict.counts()).count() as u64,
            n_mentions: annotations.mentions.len() as u64,
            n_attributions: annotations.attributions.len() as u64,
            n_entities: 0,
            text_bytes: document.text.len() as u64,
        }
    }
}
