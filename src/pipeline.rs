//! Joins the rooms: records are read, segmented, annotated and measured on several threads, and come out in
//! corpus order.

mod ids;
mod knowledge;
mod pieces;
mod run;
mod sample;
mod waiting;
mod window;

pub use ids::Ids;
pub use knowledge::{Engine, Knowledge};
pub use run::{Ending, Observer, Outcome, Pipeline, Unobserved, Work};
pub use sample::items;

use crate::analysis::Analysis;
use crate::annotate::{Annotator, Finder, Judge, JudgeError, Matcher, Recogniser, TypeCache};
use crate::codebook::{Codebook, CodebookError, is_english};
use crate::document::{BlockKind, Document, Language};
use crate::gazetteer::Gazetteer;
use crate::ingest::{Failure, FailureCode, Record};
use crate::measure::{self, Options};
use crate::segment::{Segmentation, Subwords, language_warnings, length_warning, segment_within};
use pieces::PieceCache;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Everything an analysis needs, compiled once and shared by all threads.
pub struct Analyzer {
    codebook: Codebook,
    annotator: Annotator,
    /// Counts the pieces of words, for the language that the vocabulary is of.
    subwords: Option<Arc<Subwords>>,
    /// Why no model judges, though one should.
    unjudged: Option<JudgeError>,
    counted: BTreeSet<BlockKind>,
    /// The codebook's language.
    language: Option<Language>,
    options: Options,
}

/// What one thread reuses from document to document. It never changes a result.
#[derive(Default)]
pub struct Scratch {
    types: TypeCache,
    pieces: PieceCache,
}

impl Analyzer {
    /// Compiles what is known.
    ///
    /// # Errors
    /// With every pattern that cannot be compiled.
    pub fn new(knowledge: Knowledge, options: Options) -> Result<Self, CodebookError> {
        let Knowledge { codebook, gazetteer, engine } = knowledge;
        // The slow steps of starting up know nothing of each other.
        let ((matcher, subwords, judged), finder) = rayon::join(
            || {
                let subwords = Arc::new(Subwords::built_in());
                let judge = || Judge::built_in(&codebook, Arc::clone(&subwords));
                let judged = (engine == Engine::Hybrid).then(judge).transpose();
                (Matcher::new(&codebook), is_english(&codebook.language).then_some(subwords), judged)
            },
            || Finder::new(gazetteer, Recogniser::built_in()),
        );
        let (judge, unjudged) = judged.map_or_else(|error| (None, Some(error)), |judge| (judge, None));
        let annotator = Annotator::new(finder, matcher?).judged_by(judge);
        let counted = options.body.iter().copied().collect();
        let language = Language::stated(&codebook.language);
        Ok(Self { annotator, subwords, unjudged, counted, language, codebook, options })
    }

    /// The codebook.
    #[must_use]
    pub const fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The gazetteer.
    #[must_use]
    pub const fn gazetteer(&self) -> &Gazetteer {
        self.annotator.finder().gazetteer()
    }

    /// The recogniser of names.
    #[must_use]
    pub const fn recogniser(&self) -> &Recogniser {
        self.annotator.finder().recogniser()
    }

    /// What judges sentences; `None` where rules alone decide.
    #[must_use]
    pub const fn judge(&self) -> Option<&Judge> {
        self.annotator.judge()
    }

    /// Why rules alone decide, where a model should have judged.
    #[must_use]
    pub const fn unjudged(&self) -> Option<&JudgeError> {
        self.unjudged.as_ref()
    }

    /// The engine that decides which frames a sentence shows.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        if self.judge().is_some() { Engine::Hybrid } else { Engine::Rules }
    }

    /// The options.
    #[must_use]
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Analyses one document, however many sentences it has. Total, and a pure function of the document, what is known and the
    /// options.
    #[must_use]
    pub fn analyze(&self, document: Document, scratch: &mut Scratch) -> Analysis {
        let segmentation = self.segment(&document);
        self.analyze_parts(document, segmentation, scratch)
    }

    /// Reads and analyses a record.
    ///
    /// # Errors
    /// If it cannot be read, or has more sentences than the options let a document have: what is found in a sentence takes some
    /// hundred times its length.
    pub fn read(&self, record: &Record, scratch: &mut Scratch) -> Result<Analysis, Failure> {
        let document = record.read()?;
        let segmentation = self.segment(&document);
        let (n, most) = (segmentation.sentences.len(), self.options.max_sentences);
        if n > most {
            let message = format!(
                "it has {n} sentences, and a document may have {most}; if it is a table or holds many texts, cut it into \
                 documents, or raise --max-sentences"
            );
            let place = (record.shared_path(), record.line());
            return Err(run::failure(&place, FailureCode::TooManySentences, message));
        }
        Ok(self.analyze_parts(document, segmentation, scratch))
    }

    fn segment(&self, document: &Document) -> Segmentation {
        segment_within(document, self.language, self.options.max_tokens)
    }

    fn analyze_parts(
        &self,
        document: Document,
        segmentation: Segmentation,
        scratch: &mut Scratch,
    ) -> Analysis {
        let annotations =
            self.annotator.annotate(&document, &segmentation, &self.counted, &mut scratch.types);
        let subwords = self.subwords.as_deref();
        let text = measure::Text {
            id: &document.id,
            subwords_per_word: subwords
                .and_then(|it| scratch.pieces.per_word(it, &segmentation, scratch.types.types())),
            segmentation: &segmentation,
            annotations: &annotations,
        };
        let measures = measure::measure(self.codebook(), &text, &self.options);
        let mut warnings = document.warnings.clone();
        warnings.extend(length_warning(&segmentation, self.options.max_tokens));
        warnings.extend(language_warnings(&document, &segmentation));
        Analysis { document, segmentation, annotations, measures, warnings }
    }
}
