//! The threads that work on a corpus. No other file knows about them.

use super::ids::{Ids, Place};
use super::waiting::Waiting;
use super::window::Window;
use super::{Analyzer, Scratch};
use crate::analysis::Analysis;
use crate::document::{DocId, Fingerprint};
use crate::ingest::{Failure, FailureCode, Raw, Record};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Bytes of input that may be on their way through the house for each thread. What is written of a text is some sixteen
/// times as long as the text.
const BYTES_PER_JOB: u64 = 1 << 19;

/// Something to analyse, or why there is nothing.
pub type Item = Result<Record, Failure>;

/// What is made of each document, on the thread that analysed it.
pub trait Work: Sync {
    /// What is made.
    type Made: Send;

    /// What was made of the same record in an earlier run, if that holds still; it is then not analysed again.
    fn recall(&self, _: &Record) -> Option<(DocId, Self::Made)> {
        None
    }

    /// Makes it of the analysis of a record.
    fn make(&self, record: &Record, analysis: Analysis) -> Self::Made;

    /// The bytes of what was made, if it can wait on disk for its turn.
    fn pack(&self, _: &Self::Made) -> Option<Vec<u8>> {
        None
    }

    /// What was made, of its bytes.
    ///
    /// # Errors
    /// If they are not what [`Work::pack`] gave.
    fn unpack(&self, _: &[u8]) -> io::Result<Self::Made> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl<T: Send, F: Fn(Analysis) -> T + Sync> Work for F {
    type Made = T;

    fn make(&self, _: &Record, analysis: Analysis) -> T {
        self(analysis)
    }
}

/// What became of one input.
#[derive(Clone, Debug)]
pub enum Outcome<T> {
    /// It was analysed, and this was made of it.
    Analyzed(T),
    /// It became no document. With the hash of its file, if that can be read.
    Failed(Failure, Option<Fingerprint>),
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
    /// Who watches.
    pub observer: &'a dyn Observer,
    /// A folder on whose disk results may wait for their turn. Without one, reading waits with them.
    pub aside: Option<&'a Path>,
}

/// One input after its analysis, not yet known to be the only one of its name.
pub(super) struct Done<T> {
    pub(super) outcome: Result<(DocId, T), Failure>,
    place: Place,
    /// The file that it was in; `None` if that could not be opened.
    raw: Option<Raw>,
    /// Its bytes.
    n_bytes: u64,
    /// What it takes of the window, or took.
    pub(super) size: u64,
}

impl<T> Done<T> {
    /// Something that came of no file.
    #[cfg(test)]
    pub(super) fn of(outcome: Result<(DocId, T), Failure>, size: u64) -> Self {
        Self { outcome, place: ("a.txt".into(), None), raw: None, n_bytes: 0, size }
    }

    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Done<U> {
        let Ok(done) = self.try_map(|made| Ok::<U, Infallible>(make(made)));
        done
    }

    /// The same of something else.
    pub(super) fn try_map<U, E>(self, make: impl FnOnce(T) -> Result<U, E>) -> Result<Done<U>, E> {
        let Self { outcome, place, raw, n_bytes, size } = self;
        let outcome = match outcome {
            Ok((id, made)) => Ok((id, make(made)?)),
            Err(failure) => Err(failure),
        };
        Ok(Done { outcome, place, raw, n_bytes, size })
    }
}

impl Pipeline<'_> {
    /// Analyses every item. What `work` makes of each analysis, on the thread that made it, reaches `each` in the order of
    /// the items, on the thread that called. A document whose name another has taken in `ids`, and one whose analysis
    /// panics, is a failure.
    ///
    /// # Errors
    /// The first error of `each`, which ends the run; or if what waited on disk cannot be had back.
    ///
    /// # Panics
    /// If the system cannot start a thread.
    pub fn run<W: Work, E: From<io::Error>>(
        &self,
        items: impl Iterator<Item = Item> + Send,
        ids: &mut Ids,
        work: &W,
        mut each: impl FnMut(Outcome<W::Made>) -> Result<(), E>,
    ) -> Result<Ending, E> {
        let mut settle = |done: Done<W::Made>| {
            let n_bytes = done.n_bytes;
            each(unique(done, ids))?;
            self.observer.advanced(n_bytes);
            Ok(())
        };
        if self.jobs <= 1 { self.alone(items, work, &mut settle) } else { self.together(items, work, settle) }
    }

    /// One document after the other: the plain version of [`Pipeline::together`], which gives the same.
    fn alone<W: Work, E>(
        &self,
        items: impl Iterator<Item = Item>,
        work: &W,
        settle: &mut impl FnMut(Done<W::Made>) -> Result<(), E>,
    ) -> Result<Ending, E> {
        let mut scratch = Scratch::default();
        for item in items {
            if self.observer.interrupted() {
                return Ok(Ending::Interrupted);
            }
            settle(self.process(item, 0, work, &mut scratch))?;
        }
        Ok(Ending::Complete)
    }

    /// One thread reads, `jobs` analyse, this one settles. Reading waits for the window, so nothing piles up in memory
    /// behind a slow disk; behind a slow document it is set aside.
    fn together<W: Work, E: From<io::Error>>(
        &self,
        items: impl Iterator<Item = Item> + Send,
        work: &W,
        settle: impl FnMut(Done<W::Made>) -> Result<(), E>,
    ) -> Result<Ending, E> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build();
        let pool = pool.expect("the system can start threads");
        let window = Window::new(self.jobs, BYTES_PER_JOB);
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            let read = || self.read(items, (&pool, &window), work, sender);
            let reader = scope.spawn(read);
            let waiting = Waiting::new(work, self.aside, window.room() / 2);
            let settled = Self::in_order(receiver, &window, waiting, settle);
            window.close();
            let ending = reader.join().expect("reading catches what panics");
            settled.map(|()| ending)
        })
    }

    /// Hands item after item to the pool.
    fn read<W: Work>(
        &self,
        items: impl Iterator<Item = Item>,
        (pool, window): (&rayon::ThreadPool, &Window),
        work: &W,
        sender: Sender<(u64, Done<W::Made>)>,
    ) -> Ending {
        let scratches = Mutex::new(Vec::new());
        pool.in_place_scope_fifo(|scope| {
            for (number, item) in (0..).zip(items) {
                let size = window.size(item.as_ref().map_or(0, Record::size));
                if self.observer.interrupted() {
                    return Ending::Interrupted;
                }
                if !window.enter(size) {
                    break;
                }
                let (sender, scratches) = (sender.clone(), &scratches);
                scope.spawn_fifo(move |_| {
                    let mut scratch = take(scratches).unwrap_or_default();
                    let done = self.process(item, size, work, &mut scratch);
                    scratches.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
                    // Where nobody listens the run is over, and so is what was made.
                    let _ = sender.send((number, done));
                });
            }
            Ending::Complete
        })
    }

    /// Settles what comes in any order in the order of its numbers.
    fn in_order<W: Work, E: From<io::Error>>(
        receiver: Receiver<(u64, Done<W::Made>)>,
        window: &Window,
        mut waiting: Waiting<'_, W>,
        mut settle: impl FnMut(Done<W::Made>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut next = 0;
        // What could not leave the window before its turn.
        let mut inside = BTreeMap::new();
        for (number, done) in receiver {
            if waiting.has_room() {
                window.leave(done.size);
            } else {
                inside.insert(number, done.size);
            }
            waiting.insert(number, done);
            while let Some(done) = waiting.take(next)? {
                settle(done)?;
                inside.remove(&next).into_iter().for_each(|size| window.leave(size));
                next += 1;
            }
        }
        Ok(())
    }

    fn process<W: Work>(&self, item: Item, size: u64, work: &W, scratch: &mut Scratch) -> Done<W::Made> {
        let record = match item {
            Ok(record) => record,
            Err(failure) => {
                let place = (failure.path.as_str().into(), failure.record);
                return Done { outcome: Err(failure), place, raw: None, n_bytes: 0, size };
            }
        };
        let place = (record.shared_path(), record.line());
        let attempt = AssertUnwindSafe(|| self.attempt(&record, work, scratch));
        let outcome = catch_unwind(attempt).unwrap_or_else(|_| {
            *scratch = Scratch::default();
            let message = "the program failed on this document; please report it";
            Err(failure(&place, FailureCode::Panic, message.to_owned()))
        });
        Done { outcome, place, n_bytes: record.size(), raw: Some(record.into_raw()), size }
    }

    fn attempt<W: Work>(
        &self,
        record: &Record,
        work: &W,
        scratch: &mut Scratch,
    ) -> Result<(DocId, W::Made), Failure> {
        if let Some(made) = work.recall(record) {
            return Ok(made);
        }
        let analysis = self.analyzer.read(record, scratch)?;
        Ok((analysis.document.id.clone(), work.make(record, analysis)))
    }
}

fn take(scratches: &Mutex<Vec<Scratch>>) -> Option<Scratch> {
    scratches.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

/// Turns the second document of a name into a failure that names both places.
fn unique<T>(done: Done<T>, ids: &mut Ids) -> Outcome<T> {
    let sha256 = || done.raw.as_ref().and_then(|raw| raw.fingerprint().ok());
    let (id, made) = match done.outcome {
        Ok(analyzed) => analyzed,
        Err(failure) => return Outcome::Failed(failure, sha256()),
    };
    match ids.take(id.as_str(), &done.place) {
        Ok(()) => Outcome::Analyzed(made),
        Err(taken) => {
            let message = format!(
                "the id {:?} of {} is already that of {}; give each document its own, or name another \
                 field with --id-field",
                id.as_str(),
                place_name(&done.place),
                place_name(&taken),
            );
            Outcome::Failed(failure(&done.place, FailureCode::DuplicateId, message), sha256())
        }
    }
}

pub(super) fn failure((path, record): &Place, code: FailureCode, message: String) -> Failure {
    Failure { path: path.to_string(), record: *record, stage: code.stage(), code: code.name(), message }
}

fn place_name((path, record): &Place) -> String {
    record.map_or_else(|| path.to_string(), |line| format!("{path}#{line}"))
}
