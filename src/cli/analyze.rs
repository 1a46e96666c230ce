//! `normscope analyze`.

use super::knowledge::{load_knowledge, unjudged};
use super::log::Loudness;
use super::options::Options;
use super::progress::Progress;
use super::settings::Settings;
use super::summary::Seen;
use super::{Exit, card, summary};
use crate::analysis::Analysis;
use crate::compare::reuse::Signature;
use crate::compare::{CoOccurrences, EntityTable, Portraits};
use crate::document::{DocId, Warning};
use crate::ingest::{Corpus, Failure};
use crate::pipeline::{Analyzer, Ending, Outcome, Pipeline};
use crate::report::render::{
    Concordances, Lines, Rendered, Renderer, Table, co_mention_rows, entity_rows, multiverse_rows,
};
use crate::report::wire::{CorpusSummary, Counts, ErrorRow, SkippedRow};
use crate::report::{Content, Dedup, Folder, Known, Member, Members, Repeat, Repeats, Writer, csv, run_note};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Reads a corpus, measures it and writes the results.
pub fn run(settings: Settings) -> anyhow::Result<Exit> {
    carry_out(&Options::new(settings.with_file(Path::new(""))?)?)
}

/// The same with these options and no others.
pub fn carry_out(options: &Options) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let knowledge =
        load_knowledge(options.codebook.as_deref(), options.gazetteer.as_deref(), options.engine)?;
    let analyzer = Analyzer::new(knowledge, options.analysis())?;
    if let Some(why) = unjudged(&analyzer) {
        options.log.notice(&why);
    }
    let corpus = Corpus::open(&options.inputs, &options.ingest)?;
    let folder = Folder::beside(&options.output, Content::Run)?;
    let run = Run { options, analyzer: &analyzer, corpus: &corpus };
    let progress = Progress::new(corpus.n_bytes(), options)?;
    let opened = started.elapsed();
    let Some(done) = run.documents(Writer::new(folder, |table| options.writes(*table))?, &progress)? else {
        options.log.error("interrupted; nothing was written");
        return Ok(Exit::Interrupted);
    };
    let analyzed = started.elapsed();
    let exit = run.finish(done)?;
    if options.timings {
        let total = started.elapsed();
        options.log.notice(&format!(
            "opened in {:.3} s, analysed in {:.3} s, finished in {:.3} s; {:.3} s in all",
            opened.as_secs_f64(),
            (analyzed - opened).as_secs_f64(),
            (total - analyzed).as_secs_f64(),
            total.as_secs_f64()
        ));
    }
    Ok(exit)
}

/// One run, with everything that was opened for it.
struct Run<'a> {
    options: &'a Options,
    analyzer: &'a Analyzer,
    corpus: &'a Corpus,
}

/// The tables of a run so far, and what is needed for the rest of it.
struct Done {
    writer: Writer,
    /// The first document.
    first: Option<Box<Analysis>>,
    members: Vec<Member>,
    repeats: Repeats,
    named: Named,
}

/// What a run has named so far, and with which frames.
#[derive(Default)]
struct Named {
    entities: EntityTable,
    portraits: Portraits,
    co_occurrences: CoOccurrences,
    concordances: Concordances,
}

impl Done {
    /// Nothing yet.
    fn new(writer: Writer) -> Self {
        let (members, repeats, named) = (Vec::new(), Repeats::default(), Named::default());
        Self { writer, first: None, members, repeats, named }
    }

    /// Writes the next document and joins it to the others, a near-duplicate only if it is to be counted. Gives back the
    /// memory of its lines.
    fn take(&mut self, kept: Kept, dedup: Dedup) -> anyhow::Result<Lines> {
        let Kept { mut rendered, member, signature, id, whole, .. } = kept;
        let repeat = self.repeats.add(id, signature, rendered.text_sha256);
        if let Repeat::Text(first) = &repeat {
            rendered.is_duplicate_of(first);
        }
        self.writer.document(&rendered)?;
        self.first = self.first.take().or(whole);
        if repeat == Repeat::None || dedup == Dedup::Report {
            self.named.entities.add(&rendered.entities);
            self.named.portraits.add(&rendered.portraits);
            self.named.co_occurrences.add(&rendered.co_occurrences);
            self.named.concordances.add(rendered.concordances);
            self.members.push(member);
        }
        Ok(rendered.lines)
    }
}

/// What is left of a document when its lines are rendered. All else is freed on the thread that made it, whose next
/// document takes that memory while the processor's cache still holds it: handed on, it took a twentieth of the time
/// to be fetched again.
struct Kept {
    rendered: Rendered,
    member: Member,
    signature: Option<Signature>,
    id: DocId,
    warnings: Vec<Warning>,
    /// All of it, until the first document has been seen: a card shows that one if it stays alone.
    whole: Option<Box<Analysis>>,
}

/// Written lines, whose memory the next documents use: touching fresh memory cost a tenth of the time.
#[derive(Default)]
struct Spare(Mutex<Vec<Lines>>);

impl Spare {
    fn take(&self) -> Lines {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give(&self, mut lines: Lines) {
        lines.clear();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(lines);
    }
}

/// The first failure, where the user asked to stop at it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {} (--strict)", place(.0), .0.message)]
struct Strict(Failure);

impl Run<'_> {
    /// Analyses every document and writes the tables; `None` if interrupted.
    fn documents(&self, mut writer: Writer, progress: &Progress) -> anyhow::Result<Option<Done>> {
        for skipped in self.corpus.skipped() {
            writer.skipped(&SkippedRow {
                path: skipped.path.as_str().into(),
                reason: skipped.reason.name().into(),
                message: skipped.message.as_str().into(),
            })?;
        }
        let pipeline = Pipeline {
            analyzer: self.analyzer,
            jobs: self.options.jobs,
            sample: self.options.sample,
            observer: progress,
        };
        let codebook = self.analyzer.codebook();
        let renderer =
            Renderer::new(codebook, self.analyzer.gazetteer(), self.options.text, self.options.draws());
        let spare = Spare::default();
        let has_first = AtomicBool::new(false);
        let finish = |analysis| self.keep(analysis, &renderer, spare.take(), &has_first);
        let dedup = if self.options.dedup { Dedup::LeaveOut } else { Dedup::Report };
        let mut done = Done::new(writer);
        let ending = pipeline.run(self.corpus, finish, |outcome| {
            match outcome {
                Outcome::Analyzed(kept) => {
                    self.odd(&kept.id, &kept.warnings, progress);
                    spare.give(done.take(kept, dedup)?);
                    has_first.store(true, Ordering::Relaxed);
                }
                Outcome::Failed(failure) => self.failed(failure, &mut done.writer, progress)?,
            }
            anyhow::Ok(())
        })?;
        progress.done();
        if ending == Ending::Interrupted {
            return Ok(None);
        }
        Ok(Some(done))
    }

    /// Renders a document, and keeps of it what the corpus needs.
    fn keep(
        &self,
        analysis: Analysis,
        renderer: &Renderer<'_>,
        lines: Lines,
        has_first: &AtomicBool,
    ) -> Kept {
        let member = Member::of(self.analyzer.codebook(), &analysis, &self.options.by);
        let mut rendered = renderer.render(&analysis, lines);
        if self.options.writes(Table::Multiverse) && !member.evidence().is_empty() {
            let id = Some(analysis.document.id.as_str());
            multiverse_rows(&[member.evidence()], (id, None), (0, 0), &mut rendered.lines);
        }
        Kept {
            rendered,
            member,
            signature: Signature::of_segmentation(&analysis.segmentation),
            id: analysis.document.id.clone(),
            warnings: analysis.warnings.clone(),
            whole: (!has_first.load(Ordering::Relaxed)).then(|| Box::new(analysis)),
        }
    }

    /// Joins the documents, puts the folder in its place and says how it went.
    fn finish(&self, done: Done) -> anyhow::Result<Exit> {
        let Done { mut writer, first, members, repeats, named } = done;
        let (codebook, gazetteer) = (self.analyzer.codebook(), self.analyzer.gazetteer());
        let options = self.options;
        let joined = Members {
            codebook,
            gazetteer,
            members: &members,
            portraits: &named.portraits,
            co_occurrences: &named.co_occurrences,
            concordances: &named.concordances,
            multiverse: options.multiverse,
            repeats: &repeats,
            by: &options.by,
            voices: options.voices,
            draws: options.draws(),
        };
        let mut rows = Lines::default();
        let corpus = joined.summary(&mut rows);
        let totals = named.entities.totals(gazetteer);
        entity_rows(gazetteer, &totals, options.text, &mut rows);
        let pairs = named.entities.co_mentions(gazetteer, options.co_mentions as usize);
        co_mention_rows(gazetteer, &pairs, &mut rows);
        writer.lines(&rows)?;
        for field in options.by.iter().filter(|field| nobody_has(&corpus, field)) {
            options.log.notice(&format!("--by {field}: no document has a field of that name"));
        }
        let mut tables = writer.close()?;
        tables.object("corpus.json", &corpus)?;
        if options.csv {
            let written = csv::export(tables.folder.path())?;
            tables.files.extend(written);
        }
        let counts = tables.counts;
        let recogniser = self.analyzer.recogniser();
        let judge = self.analyzer.judge();
        let known = Known { codebook, gazetteer, recogniser, judge, added: options.gazetteer_added() };
        let note = run_note(known, options.resolved(self.analyzer.engine()), options.seed, &tables);
        tables.finish(&note)?;
        if options.log.loudness > Loudness::Quiet {
            let mut out = anstream::stdout().lock();
            let seen = Seen { counts, corpus, entities: totals };
            write!(out, "{}", summary::summary(codebook, options, &seen))?;
            if let Some(only) = first.filter(|_| counts.n_documents == 1) {
                write!(out, "{}", card::card(codebook, &only, &seen.entities))?;
            }
        }
        Ok(exit(&counts))
    }

    fn odd(&self, id: &DocId, warnings: &[Warning], progress: &Progress) {
        let (id, log) = (id.as_str(), self.options.log);
        for warning in warnings {
            progress.aside(|| log.detail(&format!("{id}: {} ({})", warning.message, warning.code)));
        }
    }

    fn failed(&self, failure: Failure, writer: &mut Writer, progress: &Progress) -> anyhow::Result<()> {
        if self.options.strict {
            return Err(Strict(failure).into());
        }
        progress.aside(|| self.options.log.detail(&format!("{}: {}", place(&failure), failure.message)));
        writer.error(&ErrorRow {
            path: failure.path.as_str().into(),
            record: failure.record,
            stage: failure.stage.into(),
            code: failure.code.into(),
            message: failure.message.as_str().into(),
        })?;
        Ok(())
    }
}

/// Whether all documents are in the group of those without the field.
fn nobody_has(corpus: &CorpusSummary<'_>, field: &str) -> bool {
    let mut groups = corpus.groups.iter().filter(|group| group.field.as_deref() == Some(field));
    groups.all(|group| group.value.is_none())
}

const fn exit(counts: &Counts) -> Exit {
    match (counts.n_documents, counts.n_errors) {
        (0, _) => Exit::Failed,
        (_, 0) => Exit::Success,
        _ => Exit::Partial,
    }
}

/// Where a failure is: the file, and the record if it holds many.
pub fn place(failure: &Failure) -> String {
    failure.record.map_or_else(|| failure.path.clone(), |line| format!("{}#{line}", failure.path))
}
