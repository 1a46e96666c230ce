//! The row of `documents.jsonl`.

use super::{Lines, Page, Table, Whole, actors, framing};
use crate::analysis::sentences_by_frame;
use crate::codebook::EntryIx;
use crate::document::{BlockKind, Document, Metadata, PartialDate, Warning};
use crate::measure::{self, SentenceFrames};
use crate::report::wire::{
    Block, ByName, DatedMetadata, DocumentRow, Place, Sensitivity, SourceFile, Voices, WarningNote,
    WithoutEntry, WithoutFamily,
};
use crate::segment::TokenKind;
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<'a> Page<'a> {
    /// Writes the document's row.
    pub(super) fn document(&self, whole: &Whole<'_>, lines: &mut Lines) {
        lines.push(Table::Documents, &self.document_row(whole));
    }

    fn document_row<'p>(&'p self, whole: &Whole<'p>) -> DocumentRow<'p> {
        let (document, measures) = (&self.analysis.document, &self.analysis.measures);
        let counts = self.counts();
        let languages = &self.analysis.segmentation.languages;
        let voice = |it: &measure::Framing, sentences: &[SentenceFrames]| {
            let shown = sentences_by_frame(self.codebook, sentences).into_iter().collect();
            framing(self.codebook, it, shown)
        };
        DocumentRow {
            doc_id: self.doc_id().into(),
            source: source(document),
            metadata: metadata(&document.metadata),
            text_sha256: whole.text_sha256.to_string(),
            n_words: counts.n_words,
            n_words_counted: counts.n_words_counted,
            n_tokens: self.analysis.segmentation.tokens.len() as u64,
            n_sentences: counts.n_sentences,
            n_sentences_counted: counts.n_sentences_counted,
            language: languages.main().map(|it| it.to_string()),
            languages: languages.words().map(|(language, n)| (language.to_string(), n)).collect(),
            blocks: self.blocks(),
            repairs: document.repairs.iter().map(|(&kind, &n)| (kind, n)).collect(),
            framing: Voices {
                author: voice(&measures.author, &measures.author_sentences),
                all: voice(&measures.all, &measures.sentences),
                gap: (&measures.gap).into(),
            },
            actors: actors((self.codebook, self.gazetteer), whole.portraits, whole.draws),
            entities: self.entities(whole.entities),
            signatories: self.signatories(whole.signatories),
            contested: self.contested(whole.concordances, whole.draws),
            sensitivity: self.sensitivity(),
            placement: self.placement(),
            subwords_per_word: measures.subwords_per_word,
            quality: measures.gates.iter().map(|gate| gate.name().into()).collect(),
            warnings: self.analysis.warnings.iter().map(|warning| self.warning(warning)).collect(),
        }
    }

    fn blocks(&self) -> ByName<'a, Block> {
        let segmentation = &self.analysis.segmentation;
        let mut kinds: BTreeMap<BlockKind, Block> = BTreeMap::new();
        for block in &segmentation.blocks {
            kinds.entry(block.kind).or_default().n += 1;
        }
        for sentence in &segmentation.sentences {
            let tokens = segmentation.tokens_of(sentence).iter();
            let words = tokens.filter(|token| token.kind == TokenKind::Word).count() as u64;
            kinds.entry(segmentation.kind_of(sentence)).or_default().n_words += words;
        }
        for shown in &self.analysis.measures.sentences {
            let sentence = &segmentation.sentences[shown.sentence.get()];
            kinds.entry(segmentation.kind_of(sentence)).or_default().counted = true;
        }
        kinds.into_iter().map(|(kind, block)| (kind.name(), block)).collect()
    }

    fn sensitivity(&self) -> Sensitivity<'a> {
        let it = &self.analysis.measures.sensitivity;
        let entry = |&(entry, position): &(EntryIx, f64)| WithoutEntry {
            entry: Cow::Borrowed(&self.codebook.entries[entry.get()].id),
            position,
        };
        let family = |&(family, position): &(_, f64)| WithoutFamily {
            family: self.family_id(family).into(),
            position,
        };
        Sensitivity {
            max_change: it.max_change,
            p90_change: it.p90_change,
            unweighted: it.unweighted,
            without_separate: it.without_separate,
            sign_flips: it.sign_flips,
            without_entry: it.without_entry.iter().map(entry).collect(),
            without_family: it.without_family.iter().map(family).collect(),
        }
    }

    fn placement(&self) -> Place<'a> {
        let it = &self.analysis.measures.placement;
        let ids = self.codebook.frames.iter().map(|frame| &*frame.id);
        Place {
            title: it.title,
            lead: it.lead,
            end: it.end,
            lead_p: it.lead_p,
            deciles: ids.zip(it.deciles.iter().copied()).collect(),
        }
    }

    fn warning(&self, warning: &'a Warning) -> WarningNote<'a> {
        let span = warning.span.map(|span| self.offsets.span(span));
        WarningNote {
            code: warning.code.into(),
            message: Cow::Borrowed(&warning.message),
            start: span.map(|span| span.start),
            end: span.map(|span| span.end),
        }
    }
}

fn plain(field: &Option<String>) -> Option<Cow<'_, str>> {
    field.as_deref().map(Cow::Borrowed)
}

fn list(names: &[String]) -> Vec<Cow<'_, str>> {
    names.iter().map(|name| Cow::Borrowed(&**name)).collect()
}

fn source(document: &Document) -> SourceFile<'_> {
    let it = &document.source;
    SourceFile {
        path: Cow::Borrowed(&it.path),
        sha256: it.sha256.to_string(),
        bytes: it.bytes,
        media_type: it.media_type.into(),
        encoding: it.encoding.into(),
    }
}

fn metadata(it: &Metadata) -> DatedMetadata<'_> {
    DatedMetadata {
        title: plain(&it.title),
        authors: list(&it.authors),
        date: it.date.map(|date| date.to_string()),
        date_start: it.date.map(PartialDate::start),
        date_end: it.date.map(PartialDate::end),
        date_precision: it.date.map(|date| date.precision().name().into()),
        issuer: plain(&it.issuer),
        publisher: plain(&it.publisher),
        genre: plain(&it.genre),
        language: plain(&it.language),
        url: plain(&it.url),
        signatories: list(&it.signatories),
        extra: Cow::Borrowed(&it.extra),
    }
}
