//! What is made of each document, on any thread.

use super::analyze::Run;
use super::log::Loudness;
use crate::analysis::Analysis;
use crate::compare::Evident;
use crate::document::DocId;
use crate::ingest::Record;
use crate::pipeline::Work;
use crate::report::render::{Lines, Renderer, Table, multiverse_rows};
use crate::report::{self, Condensed, Digest, Earlier, Member, Origin};
use std::borrow::Cow;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Codes and messages of what was odd in a document, where they are to be told.
pub(super) type Notes = Vec<(Cow<'static, str>, String)>;

/// What is left of a document when its lines are rendered. All else is freed on the thread that made it, whose next
/// document takes that memory while the processor's cache still holds it: handed on, it took a twentieth of the time
/// to be fetched again.
pub(super) struct Made {
    pub(super) condensed: Condensed,
    pub(super) notes: Notes,
    /// All of it, until the first document has been seen: a card shows that one if it stays alone.
    pub(super) whole: Option<Box<Analysis>>,
}

/// What is done with each document, on any thread.
pub(super) struct Making<'r> {
    run: &'r Run<'r>,
    renderer: Renderer<'r>,
    pub(super) spare: Spare,
    pub(super) has_first: AtomicBool,
    /// A finished run of the same kind, if this one is to go on from it.
    pub(super) earlier: Option<Earlier>,
    /// Documents that were taken from it.
    pub(super) n_recalled: AtomicU64,
}

impl<'r> Making<'r> {
    /// For documents of a run, the first of which it has or has not seen yet.
    pub(super) fn new(run: &'r Run<'r>, earlier: Option<Earlier>, has_first: bool) -> Self {
        let (codebook, gazetteer, options) = (run.analyzer.codebook(), run.analyzer.gazetteer(), run.options);
        Self {
            run,
            renderer: Renderer::new(codebook, gazetteer, options.text, options.draws()),
            spare: Spare::new(options.jobs),
            has_first: AtomicBool::new(has_first),
            earlier,
            n_recalled: AtomicU64::new(0),
        }
    }
}

impl Making<'_> {
    fn notes(&self, analysis: &Analysis) -> Notes {
        if self.run.options.log.loudness < Loudness::Verbose {
            return Notes::new();
        }
        analysis.warnings.iter().map(|it| (it.code.into(), it.message.clone())).collect()
    }
}

impl Work for Making<'_> {
    type Made = Made;

    fn recall(&self, record: &Record) -> Option<(DocId, Made)> {
        // What cannot be had any more is made anew.
        let recalled = self.earlier.as_ref()?.recall(&record.name(), |digest| is_that_of(record, digest));
        let condensed = recalled.ok()??;
        self.has_first.store(true, Ordering::Relaxed);
        self.n_recalled.fetch_add(1, Ordering::Relaxed);
        Some((condensed.id.clone(), Made { condensed, notes: Notes::new(), whole: None }))
    }

    /// Renders a document, and keeps of it what the corpus needs.
    fn make(&self, record: &Record, analysis: Analysis) -> Made {
        let options = self.run.options;
        let member = Member::of(self.run.analyzer.codebook(), &analysis, &options.by);
        let mut rendered = self.renderer.render(&analysis, self.spare.take());
        if options.writes(Table::Multiverse) && !member.evidence().is_empty() {
            let id = Some(analysis.document.id.as_str());
            let mut evident = Evident::default();
            evident.add(member.evidence());
            multiverse_rows(evident, (id, None), (0, 0), &mut rendered.lines);
        }
        let origin = Origin {
            name: analysis.document.source.path.clone(),
            sha256: analysis.document.source.sha256,
            stated: record.stated_elsewhere(analysis.document.id.as_str()),
        };
        Made {
            condensed: Condensed::new(&analysis, rendered, &member, origin),
            notes: self.notes(&analysis),
            whole: (!self.has_first.load(Ordering::Relaxed)).then(|| Box::new(analysis)),
        }
    }

    fn pack(&self, made: &Made) -> Option<Vec<u8>> {
        Some(report::pack(&(made.condensed.to_bytes().as_slice(), &made.notes)))
    }

    fn unpack(&self, bytes: &[u8]) -> io::Result<Made> {
        let made = report::unpack(bytes).and_then(|(condensed, notes): (&[u8], Notes)| {
            Ok(Made { condensed: Condensed::of_bytes(condensed)?, notes, whole: None })
        });
        made.map_err(io::Error::other)
    }
}

/// Written lines, whose memory the next documents use: touching fresh memory cost a tenth of the time.
pub(super) struct Spare {
    lines: Mutex<Vec<Lines>>,
    /// The most that are kept: where many documents waited for one, theirs are not.
    most: usize,
}

impl Spare {
    /// Nothing yet, for this many threads.
    fn new(jobs: usize) -> Self {
        Self { lines: Mutex::default(), most: 4 * jobs }
    }

    fn take(&self) -> Lines {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    pub(super) fn give(&self, mut lines: Lines) {
        lines.clear();
        let mut kept = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < self.most {
            kept.push(lines);
        }
    }
}

/// Whether a digest is that of this record, as it is now.
pub(super) fn is_that_of(record: &Record, digest: &Digest<'_>) -> bool {
    digest.name == record.name()
        && record.fingerprint().is_ok_and(|sha256| sha256 == digest.sha256)
        && record.stated_elsewhere(digest.id) == digest.stated
}
