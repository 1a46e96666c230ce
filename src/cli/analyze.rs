//! `normscope analyze`.

use super::knowledge::{load_knowledge, unjudged};
use super::log::Loudness;
use super::making::{Made, Making, Notes, is_that_of};
use super::options::Options;
use super::progress::Progress;
use super::settings::Settings;
use super::summary::Seen;
use super::{Exit, card, summary};
use crate::analysis::Analysis;
use crate::document::{DocId, Fingerprint};
use crate::ingest::{Corpus, Failure, Record};
use crate::pipeline::{Analyzer, Ending, Ids, Observer, Outcome, Pipeline, items};
use crate::report::page::PAGE;
use crate::report::render::{Lines, Table};
use crate::report::wire::{self, CorpusSummary, Counts, ErrorRow, SkippedRow};
use crate::report::{
    self, Asked, Content, Earlier, Finished, Folder, Joined, Known, Members, Remains, Resumed, Step, Steps,
    Texts, Writer, csv, is_run, page, resume, run_note,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Instant;
use tracing::subscriber::NoSubscriber;
use tracing::{debug, error, info};

/// Reads a corpus, measures it and writes the results.
pub fn run(settings: Settings) -> anyhow::Result<Exit> {
    let options = Options::new(settings.with_file(Path::new(""))?)?;
    options.log.apply();
    carry_out(&options)
}

/// The same with these options and no others, as a part of another command: nothing is said but what ends it.
pub fn quietly(options: &Options) -> anyhow::Result<Exit> {
    tracing::subscriber::with_default(NoSubscriber::default(), || carry_out(options))
}

/// The same with these options and no others.
fn carry_out(options: &Options) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let knowledge =
        load_knowledge(options.codebook.as_deref(), options.gazetteer.as_deref(), options.engine)?;
    let analyzer = Analyzer::new(knowledge, options.analysis())?;
    if let Some(why) = unjudged(&analyzer) {
        info!("{why}");
    }
    let corpus = Corpus::open(&options.inputs, &options.ingest)?;
    debug!(
        n_files = corpus.n_files() as u64,
        bytes = corpus.n_bytes(),
        n_skipped = corpus.skipped().len() as u64,
        "the inputs are listed"
    );
    let run = Run { options, analyzer: &analyzer, corpus: &corpus };
    let progress = Progress::new(corpus.n_bytes(), options)?;
    let opened = started.elapsed();
    let Some(done) = run.documents(&progress)? else { return Ok(Exit::Interrupted) };
    let analyzed = started.elapsed();
    let exit = run.finish(done)?;
    if options.timings {
        let total = started.elapsed();
        info!(
            "opened in {:.3} s, analysed in {:.3} s, finished in {:.3} s; {:.3} s in all",
            opened.as_secs_f64(),
            (analyzed - opened).as_secs_f64(),
            (total - analyzed).as_secs_f64(),
            total.as_secs_f64()
        );
    }
    Ok(exit)
}

/// What is said where a run ended before its time.
const GO_ON: &str = "run it again with --resume to go on";

/// One run, with everything that was opened for it.
pub(super) struct Run<'a> {
    pub(super) options: &'a Options,
    pub(super) analyzer: &'a Analyzer,
    corpus: &'a Corpus,
}

/// The tables of a run so far, and what is needed for the rest of it.
struct Done {
    writer: Writer,
    /// The first document.
    first: Option<Box<Analysis>>,
    ids: Ids,
    texts: Texts,
}

impl Done {
    /// With nothing known yet of what the tables hold.
    fn new(writer: Writer) -> Self {
        Self { writer, first: None, ids: Ids::default(), texts: Texts::default() }
    }

    /// Writes the next document. Gives back the memory of its lines.
    fn take(&mut self, made: Made) -> anyhow::Result<Lines> {
        let Made { mut condensed, whole, .. } = made;
        let number = self.writer.journal().n_documents();
        if let Some(first) = self.texts.add(number, &condensed.text, condensed.n_words) {
            condensed.is_duplicate_of(&self.writer.journal().id_of(first)?);
        }
        let (digest, checksum) = condensed.digest();
        self.writer.document(digest, checksum, &condensed.lines)?;
        self.first = self.first.take().or(whole);
        Ok(condensed.lines)
    }

    /// Passes over what an earlier run has done, which must have been the same.
    fn pass_over(
        &mut self,
        steps: &mut Steps,
        items: &mut impl Iterator<Item = Result<Record, Failure>>,
        progress: &Progress,
    ) -> anyhow::Result<()> {
        let mut number = 0;
        while let Some(step) = steps.read()? {
            let item = items.next();
            if let Some(Ok(record)) = &item {
                progress.advanced(record.size());
            }
            match (&step, &item) {
                (Step::Document(digest), Some(Ok(record))) if is_that_of(record, digest) => {
                    let _ = self.ids.take(digest.id, &(record.shared_path(), record.line()));
                    self.texts.add(number, &digest.text, digest.n_words);
                    number += 1;
                }
                (Step::Failed { name, sha256 }, Some(Ok(record)))
                    if *name == record.name() && *sha256 == record.fingerprint().ok() => {}
                (Step::Failed { name, .. }, Some(Err(failure))) if *name == place(failure) => {}
                _ => return Err(changed(&step, self.writer.folder()).into()),
            }
        }
        Ok(())
    }
}

/// The error that an input is not what it was.
fn changed(step: &Step<'_>, folder: &Path) -> report::Error {
    let name = match step {
        Step::Document(digest) => digest.name,
        Step::Failed { name, .. } => name,
        Step::Begun(_) => "the list of files",
    };
    let problem = format!("{name} has changed since it was read");
    report::Error::Changed { path: folder.to_owned(), problem }
}

/// The first failure, where the user asked to stop at it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {} (--strict)", place(.0), .0.message)]
struct Strict(Failure);

impl Run<'_> {
    /// What is asked, for `run.json` and for a run that goes on with this one.
    fn note(&self) -> wire::Run<'_> {
        let analyzer = self.analyzer;
        let known = Known {
            codebook: analyzer.codebook(),
            gazetteer: analyzer.gazetteer(),
            recogniser: analyzer.recogniser(),
            judge: analyzer.judge(),
            added: self.options.gazetteer_added(),
        };
        run_note(known, self.options.resolved(analyzer.engine()), self.options.seed)
    }

    /// Opens the tables: new ones, or those of a run that was cut off, with the steps it had done.
    fn open(&self) -> anyhow::Result<(Writer, Option<Steps>, Option<Earlier>)> {
        let options = self.options;
        let remains = if options.resume { Remains::Take } else { Remains::Discard };
        let folder = Folder::beside(&options.output, Content::Run, remains)?;
        if folder.had_remains() && !options.resume {
            info!("an interrupted run was found and discarded; --resume would have gone on with it");
        }
        let asked = Asked::new(self.note(), &self.corpus.outline());
        let written = |table| options.writes(table);
        let may_take = options.resume && is_run(&options.output);
        let earlier = || Earlier::open(&options.output, |then| asked.differs(then, true));
        let folder = match options.resume {
            true => match resume(folder, written, |then| asked.differs(then, false))? {
                Ok(Resumed { writer, steps }) => {
                    // A finished run that was asked something else has nothing to give here.
                    return Ok((writer, Some(steps), may_take.then(earlier).and_then(Result::ok)));
                }
                Err(folder) => folder,
            },
            false => folder,
        };
        let earlier = may_take.then(earlier).transpose()?;
        let mut skipped = Lines::default();
        for it in self.corpus.skipped() {
            let (path, reason) = (it.path.as_str().into(), it.reason.name().into());
            skipped.push(Table::Skipped, &SkippedRow { path, reason, message: it.message.as_str().into() });
        }
        Ok((Writer::begin(folder, written, &asked.text(), &skipped)?, None, earlier))
    }

    /// Analyses every document and writes the tables; `None` if interrupted.
    fn documents(&self, progress: &Progress) -> anyhow::Result<Option<Done>> {
        let options = self.options;
        let (writer, steps, earlier) = self.open()?;
        let mut items = items(self.corpus, options.sample, options.seed);
        let mut done = Done::new(writer);
        if let Some(mut steps) = steps {
            done.pass_over(&mut steps, &mut items, progress)?;
        }
        let n_done = done.writer.counts().n_documents;
        if n_done > 0 {
            info!("{n_done} documents were done before; going on behind them");
        }
        let making = Making::new(self, earlier, n_done > 0);
        let ending = self.work(items, &making, &mut done, progress);
        progress.done();
        if let (Ok(Ending::Complete), true) = (&ending, making.earlier.is_some()) {
            let n_recalled = making.n_recalled.into_inner();
            let n = done.writer.counts().n_documents - n_done - n_recalled;
            info!("{n_recalled} documents are as they were, {n} were read");
        }
        Self::settled(ending, done)
    }

    /// Analyses what is left, and writes it as it comes.
    fn work(
        &self,
        items: impl Iterator<Item = Result<Record, Failure>> + Send,
        making: &Making<'_>,
        done: &mut Done,
        progress: &Progress,
    ) -> anyhow::Result<Ending> {
        let aside = Some(done.writer.folder().to_owned());
        let aside = aside.as_deref();
        let pipeline =
            Pipeline { analyzer: self.analyzer, jobs: self.options.jobs, observer: progress, aside };
        let mut ids = std::mem::take(&mut done.ids);
        pipeline.run(items, &mut ids, making, |outcome| {
            match outcome {
                Outcome::Analyzed(made) => {
                    Self::odd(&made.condensed.id, &made.notes, progress);
                    making.spare.give(done.take(made)?);
                    making.has_first.store(true, Ordering::Relaxed);
                }
                Outcome::Failed(failure, sha256) => {
                    self.failed(failure, sha256, &mut done.writer, progress)?;
                }
            }
            anyhow::Ok(())
        })
    }

    /// What is left to do after an ending; `None` if interrupted. Whatever was done stays to be gone on with, unless the user
    /// wanted to hear of the first failure and nothing else.
    fn settled(ending: anyhow::Result<Ending>, mut done: Done) -> anyhow::Result<Option<Done>> {
        let n = done.writer.counts().n_documents;
        match ending {
            Ok(Ending::Complete) => Ok(Some(done)),
            Ok(Ending::Interrupted) => {
                done.writer.flush()?;
                error!("interrupted after {n} documents; {GO_ON}");
                Ok(None)
            }
            Err(error) if error.is::<Strict>() => {
                done.writer.discard();
                Err(error)
            }
            Err(error) => {
                if n > 0 {
                    info!("{n} documents are done; {GO_ON}");
                }
                Err(error)
            }
        }
    }

    /// Joins the documents, puts the folder in its place and says how it went.
    fn finish(&self, done: Done) -> anyhow::Result<Exit> {
        let Done { mut writer, first, .. } = done;
        let (codebook, gazetteer) = (self.analyzer.codebook(), self.analyzer.gazetteer());
        let options = self.options;
        let mut digests = writer.digests()?;
        let spill = writer.folder().to_owned();
        let members = Members {
            codebook,
            gazetteer,
            by: &options.by,
            voices: options.voices,
            multiverse: options.multiverse,
            dedup: options.dedup,
            co_mentions: options.co_mentions,
            text: options.text,
            draws: options.draws(),
            spill: &spill,
        };
        let Joined { summary: corpus, entities } = members.join(&mut digests, |rows| writer.lines(rows))?;
        for field in options.by.iter().filter(|field| nobody_has(&corpus, field)) {
            info!("--by {field}: no document has a field of that name");
        }
        debug!(
            n_documents = corpus.all.n_documents,
            n_groups = corpus.groups.len() as u64,
            "the documents are joined"
        );
        let mut tables = writer.close()?;
        tables.object("corpus.json", &corpus)?;
        if options.csv {
            let written = csv::export(tables.folder.path())?;
            tables.files.extend(written);
        }
        let counts = tables.counts;
        let run = wire::Run { counts, ..self.note() };
        if options.report {
            let page = page::of_run(tables.folder.path(), &run)?;
            tables.file(PAGE, page.as_bytes())?;
        }
        tables.finish(run)?;
        if options.log.loudness > Loudness::Quiet {
            self.tell(Joined { summary: corpus, entities }, first)?;
        }
        Ok(exit(&counts))
    }

    /// Says what came of the run, and of the first document if it is the only one.
    fn tell(&self, joined: Joined<'_>, first: Option<Box<Analysis>>) -> anyhow::Result<()> {
        let Joined { summary: corpus, entities } = joined;
        let (options, codebook) = (self.options, self.analyzer.codebook());
        let mut out = anstream::stdout().lock();
        let written = Finished::open(&options.output)?;
        let counts = written.note.counts;
        let failed = tally(written.rows(Table::Errors)?.map(|row| row.map(|it: ErrorRow<'_>| it.code)))?;
        let skipped =
            tally(written.rows(Table::Skipped)?.map(|row| row.map(|it: SkippedRow<'_>| it.reason)))?;
        let seen = Seen { counts, corpus, entities, failed, skipped };
        write!(out, "{}", summary::summary(codebook, options, &seen))?;
        if let Some(only) = first.filter(|_| counts.n_documents == 1) {
            write!(out, "{}", card::card(codebook, &only, &seen.entities))?;
        }
        Ok(())
    }

    fn odd(id: &DocId, notes: &Notes, progress: &Progress) {
        let id = id.as_str();
        for (code, message) in notes {
            progress.aside(|| debug!(doc_id = id, code = &**code, "{message}"));
        }
    }

    fn failed(
        &self,
        failure: Failure,
        sha256: Option<Fingerprint>,
        writer: &mut Writer,
        progress: &Progress,
    ) -> anyhow::Result<()> {
        if self.options.strict {
            return Err(Strict(failure).into());
        }
        let name = place(&failure);
        progress.failed();
        progress.aside(|| {
            debug!(input = name, stage = failure.stage, code = failure.code, "{}", failure.message)
        });
        let row = ErrorRow {
            path: failure.path.as_str().into(),
            record: failure.record,
            stage: failure.stage.into(),
            code: failure.code.into(),
            message: failure.message.as_str().into(),
        };
        Ok(writer.failed(&row, &name, sha256)?)
    }
}

/// How often each name comes.
fn tally(
    names: impl Iterator<Item = report::Result<Cow<'static, str>>>,
) -> report::Result<BTreeMap<String, u64>> {
    let mut numbers = BTreeMap::new();
    for name in names {
        *numbers.entry(name?.into_owned()).or_default() += 1;
    }
    Ok(numbers)
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
