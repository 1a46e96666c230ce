//! `normscope kwic`.

mod collocates;
mod lines;

use crate::cli::Exit;
use crate::cli::analyze::place;
use crate::cli::knowledge::{EngineChoice, load_knowledge};
use crate::cli::limits::LimitArgs;
use crate::cli::screen::columns;
use crate::cli::settings::VoiceChoice;
use crate::codebook::Codebook;
use crate::compare::company::WINDOW;
use crate::concordance::{Collocates, Names, Page, Query, QueryKind, SortBy, sort};
use crate::ingest::Corpus;
use crate::measure::Options;
use crate::pipeline::{Analyzer, Scratch};
use crate::report::render::{Table, explanation};
use crate::report::wire::{ConcordanceRow, HitRow, MentionRow, SentenceRow, TextRow};
use crate::report::{Finished, Result as Read, csv, is_run};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::io::Write;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use tracing::{error, info};

/// List every place of a codebook entry, family, frame, entity or phrase, or the words beside them
#[derive(Debug, Args)]
#[command(after_help = "\
PATTERN is the id of a frame (rights), a family (R2) or an entry of the codebook, an entity such as
state:CHN, or else a phrase in the pattern language of codebooks: 'digital order', '(free|open)
internet', 'censor*'. Of frames and families the hits that count are listed, of an entry all.

Examples:
  normscope kwic S1 results --sort right
  normscope kwic \"internet freedom\" texts/ --window 12
  normscope kwic security results --collocates
  normscope kwic state:CHN results --voice author --format csv")]
pub struct Kwic {
    /// What to look for
    pattern: String,
    /// A finished run, or files and folders to read; - is standard input; none is ./corpus
    paths: Vec<PathBuf>,
    /// Take PATTERN for this, whatever it looks like
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<Kind>,
    /// Words on either side [default: 8; with --collocates 5, of the same sentence]
    #[arg(long, value_name = "N")]
    window: Option<usize>,
    /// Order of the lines
    #[arg(long, value_enum, default_value_t, conflicts_with = "collocates")]
    sort: Order,
    /// Instead of the places, list the words beside them: how often, and how far beyond chance
    #[arg(long)]
    collocates: bool,
    /// Fewest times that a word stands beside a place to be listed [default: 3]
    #[arg(long, value_name = "N", requires = "collocates")]
    min_count: Option<u64>,
    /// Whose words: lines of quoted and reported words are left out with author
    #[arg(long, value_enum, default_value_t = VoiceChoice::All)]
    voice: VoiceChoice,
    /// The most lines to list
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How lines look
    #[arg(long, value_enum, default_value_t)]
    format: Look,
    /// Your own codebook: a TOML file or a folder [default: the built-in state-rights]
    #[arg(long, value_name = "PATH")]
    codebook: Option<PathBuf>,
    /// Your own names, added to the built-in ones: a TSV or CSV file, or a folder
    #[arg(long, value_name = "PATH")]
    gazetteer: Option<PathBuf>,
    /// What an input may ask for
    #[command(flatten)]
    limits: LimitArgs,
}

/// What the pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Entry,
    Family,
    Frame,
    Entity,
    Phrase,
}

impl From<Kind> for QueryKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Entry => Self::Entry,
            Kind::Family => Self::Family,
            Kind::Frame => Self::Frame,
            Kind::Entity => Self::Entity,
            Kind::Phrase => Self::Phrase,
        }
    }
}

/// The order of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Order {
    /// As they stand in the texts
    #[default]
    Text,
    /// By the words before, the nearest first
    Left,
    /// By the words behind
    Right,
}

/// How lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Look {
    /// Aligned on what was found
    #[default]
    Text,
    /// A table
    Csv,
    /// One object a line
    Jsonl,
}

/// Words on either side of a line.
const LINE_WORDS: usize = 8;
/// Fewest times beside a place.
const MIN_COUNT: u64 = 3;

/// What is made of the places.
enum Listing {
    /// A line each.
    Lines(Vec<ConcordanceRow>),
    /// The words beside them.
    Words(Collocates),
}

impl Kwic {
    /// Prints the lines, or the words beside what was found.
    pub fn run(self) -> anyhow::Result<Exit> {
        let mut listing = if self.collocates {
            Listing::Words(Collocates::new(self.window.unwrap_or(WINDOW)))
        } else {
            Listing::Lines(Vec::new())
        };
        let exit = match self.paths.as_slice() {
            [run] if is_run(run) => self.read_run(run, &mut listing)?,
            _ => self.read_sources(&mut listing)?,
        };
        match listing {
            Listing::Lines(lines) => self.print_lines(lines)?,
            Listing::Words(words) => self.print_words(&words)?,
        }
        Ok(exit)
    }

    /// Takes in the places of a document.
    fn take(&self, page: &Page<'_>, query: &mut Query, listing: &mut Listing) {
        let is_heard =
            |line: &ConcordanceRow| self.voice == VoiceChoice::All || line.voice.as_deref() == Some("author");
        match listing {
            Listing::Lines(lines) => {
                let found = query.lines(page, self.window.unwrap_or(LINE_WORDS));
                lines.extend(found.into_iter().filter(is_heard));
            }
            Listing::Words(words) => words.add(page, &query.lines(page, 0), is_heard),
        }
    }

    fn print_lines(&self, mut lines: Vec<ConcordanceRow>) -> anyhow::Result<()> {
        let by = match self.sort {
            Order::Text => SortBy::Text,
            Order::Left => SortBy::Left,
            Order::Right => SortBy::Right,
        };
        sort(&mut lines, by);
        self.print(lines, "lines", |rows| lines::aligned(rows, columns()))
    }

    fn print_words(&self, words: &Collocates) -> anyhow::Result<()> {
        if words.n_elsewhere() > 0 {
            let all = words.n_elsewhere() + words.n_places();
            let message = format!(
                "{} of {all} places are in titles, notes and the like, which are left out",
                words.n_elsewhere()
            );
            info!("{message}");
        }
        self.print(words.rows(self.min_count.unwrap_or(MIN_COUNT)), "words", collocates::table)
    }

    /// Prints rows as they are wanted, no more than that.
    fn print<T: Serialize>(
        &self,
        mut rows: Vec<T>,
        what: &str,
        text: impl Fn(&[T]) -> String,
    ) -> anyhow::Result<()> {
        let n = rows.len();
        rows.truncate(self.limit.unwrap_or(n));
        if rows.len() < n {
            info!("{} of {n} {what}; a larger --limit shows more", rows.len());
        }
        let mut out = anstream::stdout().lock();
        match self.format {
            Look::Text => write!(out, "{}", text(&rows))?,
            Look::Csv => csv::write_rows(out, Path::new("standard output"), &rows)?,
            Look::Jsonl => {
                for row in &rows {
                    serde_json::to_writer(&mut out, row)?;
                    writeln!(out)?;
                }
            }
        }
        Ok(())
    }

    /// Makes the pattern ready, and says what it is taken for where that may surprise.
    fn query(&self, names: &Names, codebook: &Codebook) -> anyhow::Result<Query> {
        let kind = self.kind.map_or_else(|| names.kind_of(&self.pattern), QueryKind::from);
        if self.kind.is_none() && matches!(kind, QueryKind::Entry | QueryKind::Family | QueryKind::Frame) {
            let taken = match kind {
                QueryKind::Entry => "an entry",
                QueryKind::Family => "a family",
                _ => "a frame",
            };
            let message =
                format!("{} is {taken} of the codebook; --as phrase looks for the words", self.pattern);
            info!("{message}");
        }
        Ok(Query::new(&self.pattern, kind, names, codebook)?)
    }

    /// Takes in a finished run.
    fn read_run(&self, path: &Path, listing: &mut Listing) -> anyhow::Result<Exit> {
        let finished = Finished::open(path)?;
        let codebook = crate::cli::knowledge::load_codebook(self.codebook.as_deref())?;
        let note = &finished.note.codebook;
        let names = Names {
            frames: note.frames.iter().map(|it| it.id.to_string()).collect(),
            families: note.families.iter().map(|it| it.id.to_string()).collect(),
            ..Names::of(&codebook)
        };
        let mut query = self.query(&names, &codebook)?;
        let mut sentences = finished.rows::<SentenceRow<'static>>(Table::Sentences)?.peekable();
        let mut hits = finished.rows::<HitRow<'static>>(Table::Hits)?.peekable();
        let mut mentions = finished.rows::<MentionRow<'static>>(Table::Mentions)?.peekable();
        for text in finished.rows::<TextRow<'static>>(Table::Texts)? {
            let TextRow { doc_id, text } = text?;
            let sentences = of_document(&mut sentences, &doc_id, |it| &it.doc_id)?;
            let hits = of_document(&mut hits, &doc_id, |it| &it.doc_id)?;
            let mentions = of_document(&mut mentions, &doc_id, |it| &it.doc_id)?;
            let page = Page {
                doc_id: &doc_id,
                text: &text,
                sentences: &sentences,
                hits: &hits,
                mentions: &mentions,
            };
            self.take(&page, &mut query, listing);
        }
        Ok(Exit::Success)
    }

    /// Takes in files that are read now.
    fn read_sources(&self, listing: &mut Listing) -> anyhow::Result<Exit> {
        let knowledge =
            load_knowledge(self.codebook.as_deref(), self.gazetteer.as_deref(), EngineChoice::Rules)?;
        let analyzer = Analyzer::new(knowledge, Options { replicates: 0, ..self.limits.measuring() })?;
        let codebook = analyzer.codebook();
        let mut query = self.query(&Names::of(codebook), codebook)?;
        let corpus = Corpus::open(&crate::cli::options::inputs(&self.paths), &self.limits.reading()?)?;
        let mut exit = Exit::Success;
        let mut scratch = Scratch::default();
        for record in corpus.records() {
            let analysis = record.and_then(|record| analyzer.read(&record, &mut scratch));
            let analysis = match analysis {
                Ok(analysis) => analysis,
                Err(failure) => {
                    exit = Exit::Partial;
                    error!("{}: {}", place(&failure), failure.message);
                    continue;
                }
            };
            let rows = explanation(codebook, analyzer.gazetteer(), &analysis);
            let page = Page {
                doc_id: analysis.document.id.as_str(),
                text: &analysis.document.text,
                sentences: &rows.sentences,
                hits: &rows.hits,
                mentions: &rows.mentions,
            };
            self.take(&page, &mut query, listing);
        }
        Ok(exit)
    }
}

/// The next rows, as long as they are of this document: tables and texts have the same order.
fn of_document<T>(
    rows: &mut Peekable<impl Iterator<Item = Read<T>>>,
    doc_id: &str,
    doc_of: impl Fn(&T) -> &str,
) -> Read<Vec<T>> {
    let is_here = |row: &Read<T>| row.as_ref().map_or(true, |row| doc_of(row) == doc_id);
    let mut here = Vec::new();
    while let Some(row) = rows.next_if(is_here) {
        here.push(row?);
    }
    Ok(here)
}
