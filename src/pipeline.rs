//! Joins the rooms: records are read, segmented, annotated and measured on several threads, and come out in
//! corpus order. The only file that knows about threads.

mod knowledge;
mod pieces;
mod sample;

pub use knowledge::{Engine, Knowledge};

use crate::analysis::Analysis;
use crate::annotate::{Annotator, Finder, Judge, JudgeError, Matcher, Recogniser, TypeCache};
use crate::codebook::{Codebook, CodebookError, is_english};
use crate::document::{BlockKind, DocId, Document, Language};
use crate::gazetteer::Gazetteer;
use crate::ingest::{Corpus, Failure, Record};
use crate::measure::{self, Options};
use crate::segment::{Subwords, language_warnings, segment_for};
use pieces::PieceCache;
use rayon::prelude::*;
use sample::Sample;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Documents read and analysed between two looks at the queue, for each thread. Larger batches keep more
/// results in memory, smaller ones let threads wait for the slowest document of each batch.
const BATCH_PER_JOB: usize = 32;

/// Batches that may wait for their turn to be written.
const QUEUE: usize = 2;

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

    /// Analyses one document. Total, and a pure function of the document, what is known and the options.
    #[must_use]
    pub fn analyze(&self, document: Document, scratch: &mut Scratch) -> Analysis {
        let segmentation = segment_for(&document, self.language);
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
        warnings.extend(language_warnings(&document, &segmentation));
        Analysis { document, segmentation, annotations, measures, warnings }
    }
}

/// What became of one input.
#[derive(Clone, Debug)]
pub enum Outcome<T> {
    /// It was analysed, and this was made of it.
    Analyzed(T),
    /// It became no document.
    Failed(Failure),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every input was dealt with.
    Complete,
    /// The observer asked to stop.
    Interrupted,
}

/// Watches a run. Nothing it does changes a result.
pub trait Observer: Sync {
    /// One more input is done; `bytes` of it were read.
    fn advanced(&self, bytes: u64);

    /// Whether to stop as soon as possible.
    fn interrupted(&self) -> bool {
        false
    }
}

/// Watches nothing.
#[derive(Clone, Copy, Debug)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn advanced(&self, _: u64) {}
}

/// A run over many documents.
#[derive(Clone, Copy)]
pub struct Pipeline<'a> {
    /// What is done with each document.
    pub analyzer: &'a Analyzer,
    /// Threads, at least one. The results are the same for any number.
    pub jobs: usize,
    /// How many documents to draw at random, with the analyzer's seed; `None` for all.
    pub sample: Option<u64>,
    /// Who watches.
    pub observer: &'a dyn Observer,
}

/// One input after its analysis, not yet known to be the only one of its name.
struct Done<T> {
    outcome: Result<(DocId, T), Failure>,
    place: (String, Option<u64>),
    bytes: u64,
}

impl Pipeline<'_> {
    /// Analyses every record of `corpus`. What `finish` makes of each analysis, on the thread that made it,
    /// reaches `each` in corpus order, on the thread that called. A document whose id an earlier one has, and
    /// one whose analysis panics, is a failure.
    ///
    /// # Errors
    /// The first error of `each`, which ends the run.
    ///
    /// # Panics
    /// If the system cannot start a thread.
    pub fn run<T: Send, E>(
        &self,
        corpus: &Corpus,
        finish: impl Fn(Analysis) -> T + Sync,
        mut each: impl FnMut(Outcome<T>) -> Result<(), E>,
    ) -> Result<Ending, E> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs.max(1)).build();
        let pool = pool.expect("the system can start threads");
        let (sender, receiver) = sync_channel(QUEUE);
        thread::scope(|scope| {
            scope.spawn(|| pool.install(|| self.produce(corpus, &finish, sender)));
            self.consume(receiver, &mut each)
        })
    }

    /// Reads and analyses in batches until the records end or nobody listens any more.
    fn produce<T: Send>(
        &self,
        corpus: &Corpus,
        finish: &(impl Fn(Analysis) -> T + Sync),
        sender: SyncSender<Vec<Done<T>>>,
    ) {
        let sample = self.sample.map(|n| Sample::draw(corpus, n, self.analyzer.options.seed));
        let kept = |item: &Result<Record, Failure>| match (item, &sample) {
            (Ok(record), Some(sample)) => sample.has(record),
            _ => true,
        };
        let scratches = Mutex::new(Vec::new());
        let mut items = corpus.records().filter(kept);
        loop {
            let batch: Vec<_> = items.by_ref().take(BATCH_PER_JOB * self.jobs.max(1)).collect();
            if batch.is_empty() || self.observer.interrupted() {
                return;
            }
            let work = |item| {
                let mut scratch = take(&scratches).unwrap_or_default();
                let done = self.process(item, finish, &mut scratch);
                scratches.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
                done
            };
            let batch = batch.into_par_iter().with_max_len(1).map(work).collect();
            if sender.send(batch).is_err() {
                return;
            }
        }
    }

    fn process<T>(
        &self,
        item: Result<Record, Failure>,
        finish: &impl Fn(Analysis) -> T,
        scratch: &mut Scratch,
    ) -> Done<T> {
        let record = match item {
            Ok(record) => record,
            Err(failure) => {
                let place = (failure.path.clone(), failure.record);
                return Done { outcome: Err(failure), place, bytes: 0 };
            }
        };
        let place = (record.path().to_owned(), record.line());
        let document = match record.read() {
            Ok(document) => document,
            Err(failure) => return Done { outcome: Err(failure), place, bytes: 0 },
        };
        let bytes = if place.1.is_some() { document.text.len() as u64 } else { document.source.bytes };
        let id = document.id.clone();
        let analyzed = catch_unwind(AssertUnwindSafe(|| finish(self.analyzer.analyze(document, scratch))));
        let outcome = analyzed.map(|made| (id, made)).map_err(|_| {
            *scratch = Scratch::default();
            failure(&place, "panic", "the program failed on this document; please report it".to_owned())
        });
        Done { outcome, place, bytes }
    }

    fn consume<T, E>(
        &self,
        receiver: Receiver<Vec<Done<T>>>,
        each: &mut impl FnMut(Outcome<T>) -> Result<(), E>,
    ) -> Result<Ending, E> {
        let mut places = HashMap::new();
        for done in receiver.into_iter().flatten() {
            if self.observer.interrupted() {
                return Ok(Ending::Interrupted);
            }
            let bytes = done.bytes;
            each(unique(done, &mut places))?;
            self.observer.advanced(bytes);
        }
        Ok(if self.observer.interrupted() { Ending::Interrupted } else { Ending::Complete })
    }
}

fn take(scratches: &Mutex<Vec<Scratch>>) -> Option<Scratch> {
    scratches.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

/// Turns the second document of a name into a failure that names both places.
fn unique<T>(done: Done<T>, places: &mut HashMap<DocId, (String, Option<u64>)>) -> Outcome<T> {
    let (id, made) = match done.outcome {
        Ok(analyzed) => analyzed,
        Err(failure) => return Outcome::Failed(failure),
    };
    match places.entry(id) {
        Entry::Vacant(free) => {
            free.insert(done.place);
            Outcome::Analyzed(made)
        }
        Entry::Occupied(taken) => {
            let message = format!(
                "the id {:?} of {} is already that of {}; give each document its own, or name another \
                 field with --id-field",
                taken.key().as_str(),
                place_name(&done.place),
                place_name(taken.get()),
            );
            Outcome::Failed(failure(&done.place, "duplicate-id", message))
        }
    }
}

fn failure((path, record): &(String, Option<u64>), code: &'static str, message: String) -> Failure {
    Failure { path: path.clone(), record: *record, stage: "analyze", code, message }
}

fn place_name((path, record): &(String, Option<u64>)) -> String {
    record.map_or_else(|| path.clone(), |line| format!("{path}#{line}"))
}
