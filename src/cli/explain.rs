//! `normscope explain`.

use super::Exit;
use super::exit::UsageError;
use super::knowledge::{EngineChoice, load_knowledge, unjudged};
use super::limits::LimitArgs;
use super::screen::{bare_table, one_line};
use crate::analysis::Analysis;
use crate::codebook::{Codebook, CueKind, Role};
use crate::document::{BlockHint, BlockKind, Document};
use crate::ingest::{Corpus, IngestOptions, Input};
use crate::measure::Options;
use crate::pipeline::{Analyzer, Scratch};
use crate::report::render::explanation;
use crate::report::wire::{AttributionRow, Explanation, HitRow, Holder, MentionRow, Passage, SentenceRow};
use crate::text::Span;
use anyhow::Context;
use clap::Args;
use std::io::{Read, Write};
use std::path::PathBuf;
use tracing::info;

/// Show everything the program sees in one sentence: names, hits, masks, cues, weights and reasons
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  normscope explain \"They invoke sovereignty to justify censorship.\"
  normscope explain --file statement.txt --sentence 12")]
pub struct Explain {
    /// The sentence, or several; - reads them from standard input
    #[arg(required_unless_present = "file")]
    sentence: Option<String>,
    /// Take the sentences of this file instead
    #[arg(long, value_name = "PATH", conflicts_with = "sentence")]
    file: Option<PathBuf>,
    /// Only the sentence of this number, as in sentence_id behind #s
    #[arg(long = "sentence", value_name = "N", id = "number", requires = "file")]
    number: Option<usize>,
    /// Your own codebook: a TOML file or a folder [default: the built-in state-rights]
    #[arg(long, value_name = "PATH")]
    codebook: Option<PathBuf>,
    /// Your own names, added to the built-in ones: a TSV or CSV file, or a folder
    #[arg(long, value_name = "PATH")]
    gazetteer: Option<PathBuf>,
    /// What decides which frames a sentence shows
    #[arg(long, value_enum, default_value_t)]
    engine: EngineChoice,
    /// Print JSON: the rows that a run would write
    #[arg(long)]
    json: bool,
    /// What the file may ask for
    #[command(flatten)]
    limits: LimitArgs,
}

impl Explain {
    /// Prints it.
    pub fn run(self) -> anyhow::Result<Exit> {
        let knowledge = load_knowledge(self.codebook.as_deref(), self.gazetteer.as_deref(), self.engine)?;
        let document = match (&self.file, &self.sentence) {
            (Some(path), _) => read_one(Input::Path(path.clone()), &self.limits.reading()?)?,
            (None, Some(sentence)) => sentence_document(sentence)?,
            (None, None) => unreachable!("clap asks for one of the two"),
        };
        // No interval is shown, so none is drawn.
        let options = Options { replicates: 0, ..self.limits.measuring() };
        let analyzer = Analyzer::new(knowledge, options)?;
        if let Some(why) = unjudged(&analyzer) {
            info!("{why}");
        }
        let analysis = analyzer.analyze(document, &mut Scratch::default());
        for warning in analysis.warnings.iter().skip(analysis.document.warnings.len()) {
            info!(code = warning.code, "{}", warning.message);
        }
        let mut seen = explanation(analyzer.codebook(), analyzer.gazetteer(), &analysis);
        if let Some(number) = self.number {
            keep_only(&mut seen, &analysis, number)?;
        }
        let mut out = anstream::stdout().lock();
        if self.json {
            serde_json::to_writer_pretty(&mut out, &seen)?;
            writeln!(out)?;
        } else {
            write!(out, "{}", in_words(analyzer.codebook(), &seen))?;
        }
        Ok(Exit::Success)
    }
}

/// The first document of an input.
fn read_one(input: Input, options: &IngestOptions) -> anyhow::Result<Document> {
    let corpus = Corpus::open(&[input], options)?;
    let record = corpus.records().next().context("there is no document in it")?;
    record
        .and_then(|record| record.read())
        .map_err(|failure| UsageError(format!("{}: {}", failure.path, failure.message)).into())
}

/// A document that is one paragraph.
fn sentence_document(sentence: &str) -> anyhow::Result<Document> {
    let mut text = sentence.to_owned();
    if sentence == "-" {
        text.clear();
        std::io::stdin().lock().read_to_string(&mut text).context("standard input")?;
    }
    let name = "sentence.txt".to_owned();
    let mut document = read_one(Input::Memory { name, bytes: text.into_bytes() }, &IngestOptions::default())?;
    document.hints = vec![BlockHint { span: Span::of(0..document.text.len()), kind: BlockKind::Paragraph }];
    Ok(document)
}

fn keep_only(seen: &mut Explanation<'_>, analysis: &Analysis, number: usize) -> Result<(), UsageError> {
    let n = analysis.segmentation.sentences.len();
    if number >= n {
        return Err(UsageError(format!("there is no sentence {number}; the text has {n}, from 0 on")));
    }
    let ends = format!("#s{number}");
    seen.sentences.retain(|row| row.sentence_id.ends_with(&ends));
    let span = seen.sentences.first().map_or((0, 0), |row| (row.start, row.end));
    seen.attributions.retain(|row| is_in(row, span));
    seen.mentions.retain(|row| row.sentence_id.ends_with(&ends));
    seen.hits.retain(|row| row.sentence_id.ends_with(&ends));
    seen.cues.retain(|row| row.sentence_id.ends_with(&ends));
    Ok(())
}

/// Whether any part of what is ascribed stands in these code points.
fn is_in(row: &AttributionRow<'_>, (start, end): (u32, u32)) -> bool {
    row.content.iter().any(|part| part.start < end && start < part.end)
}

/// The explanation for people.
fn in_words(codebook: &Codebook, seen: &Explanation<'_>) -> String {
    let mut out = String::new();
    for sentence in &seen.sentences {
        let here = |row: &&HitRow<'_>| row.sentence_id == sentence.sentence_id;
        out.push_str(&heading(codebook, sentence));
        let names = seen.mentions.iter().filter(|row| row.sentence_id == sentence.sentence_id);
        out.push_str(&mentions(names));
        let span = (sentence.start, sentence.end);
        let said: Vec<AttributionRow<'_>> =
            seen.attributions.iter().filter(|row| is_in(row, span)).cloned().collect();
        out.push_str(&attributions(&said));
        let hits: Vec<&HitRow<'_>> = seen.hits.iter().filter(here).collect();
        let (counted, others): (Vec<&HitRow<'_>>, _) = hits.iter().partition(|row| row.counted);
        let because = |row: &HitRow<'_>| reason(row, &hits);
        out.push_str(&list("evidence", &counted, standing));
        out.push_str(&list("found, not counted", &others, because));
        out.push_str(&weighed(sentence));
        let cues: Vec<&HitRow<'_>> = seen.cues.iter().filter(here).collect();
        out.push_str(&list("cues", &cues, |row| cue_kind(codebook, row).to_owned()));
        if hits.is_empty() && cues.is_empty() {
            out.push_str("  nothing of the codebook is found in it\n");
        }
        out.push('\n');
    }
    if seen.sentences.is_empty() {
        out.push_str("there is no sentence of running text in it\n");
    }
    out
}

fn heading(codebook: &Codebook, sentence: &SentenceRow<'_>) -> String {
    let evidence: Vec<String> = codebook
        .frames
        .iter()
        .map(|frame| {
            let weight = sentence.weight.get(&frame.id).copied().unwrap_or_default();
            format!("{} {weight:.2} of {:.2} needed", frame.id, frame.threshold)
        })
        .collect();
    let judged = sentence.prob.iter().flat_map(|prob| &prob.0);
    let judged: Vec<String> = judged.map(|(frame, prob)| format!("{frame} {prob:.2}")).collect();
    let judged =
        if judged.is_empty() { String::new() } else { format!("  probability: {}\n", judged.join(", ")) };
    format!(
        "{}\n  shows: {}  (evidence: {})\n{judged}  voice: {}{}\n",
        one_line(text(&sentence.text)),
        sentence.frame,
        evidence.join(", "),
        sentence.voice,
        sentence.holder.as_ref().map_or_else(String::new, holder)
    )
}

/// What weighed most in the model's judgement, by frame.
fn weighed(sentence: &SentenceRow<'_>) -> String {
    let mut table = bare_table();
    for reason in sentence.reasons.iter().flatten() {
        let weight = format!("{:+.2}", reason.weight);
        table.add_row([format!("    {}", reason.frame), weight, one_line(&reason.feature).into_owned()]);
    }
    if table.is_empty() {
        String::new()
    } else {
        format!("  weighed most (log odds):\n{}\n", table.trim_fmt())
    }
}

/// Who is said to hold it.
fn holder(it: &Holder<'_>) -> String {
    let id = it.entity_id.as_ref().map_or_else(String::new, |id| format!(" = {id}"));
    format!(", held by {}{id}", one_line(text(&it.surface)))
}

/// Who says what: source, cue, kind and the beginning of the content.
fn attributions(rows: &[AttributionRow<'_>]) -> String {
    let mut table = bare_table();
    let joined = |parts: &[Passage<'_>]| {
        let parts: Vec<_> = parts.iter().map(|part| one_line(text(&part.surface))).collect();
        parts.join(" … ")
    };
    for row in rows {
        let who = if row.source.is_empty() { "nobody named".to_owned() } else { joined(&row.source) };
        table.add_row([format!("    {who}"), joined(&row.cue), row.kind.to_string(), joined(&row.content)]);
    }
    if table.is_empty() { String::new() } else { format!("  who says what:\n{}\n", table.trim_fmt()) }
}

fn list(title: &str, rows: &[&HitRow<'_>], note: impl Fn(&HitRow<'_>) -> String) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = bare_table();
    for row in rows {
        let place = match (&row.frame, &row.family) {
            (Some(frame), Some(family)) => format!("{frame} {family}"),
            _ => row.role.to_string(),
        };
        let surface = one_line(text(&row.surface)).into_owned();
        table.add_row([format!("    {surface}"), place, row.entry.to_string(), note(row)]);
    }
    format!("  {title}:\n{}\n", table.trim_fmt())
}

/// Names and dates: as written, what they are, what they stand for, how they were found.
fn mentions<'m>(rows: impl Iterator<Item = &'m MentionRow<'m>>) -> String {
    let mut table = bare_table();
    for row in rows {
        let known =
            [&row.entity_id, &row.external_ids.iso3].map(text).into_iter().filter(|it| !it.is_empty());
        table.add_row([
            format!("    {}", one_line(text(&row.surface))),
            row.label.to_string(),
            one_line(&row.norm).into_owned(),
            known.collect::<Vec<_>>().join(" "),
            row.evidence.to_string(),
        ]);
    }
    if table.is_empty() { String::new() } else { format!("  names:\n{}\n", table.trim_fmt()) }
}

fn text<'a>(field: &'a Option<std::borrow::Cow<'_, str>>) -> &'a str {
    field.as_deref().unwrap_or_default()
}

/// What a hit that counts says, how the one who speaks stands to it, and what decided so.
fn standing(row: &HitRow<'_>) -> String {
    let cue = row.cue.as_ref().map_or_else(String::new, |cue| format!(" by {cue}"));
    let resolved = row.resolved_by.as_ref().map_or_else(String::new, |by| format!(", resolved by {by}"));
    format!("{} {}, {}{cue}{resolved}", text(&row.dimension), row.weight, text(&row.polarity))
}

/// Why a hit does not count, in words, naming what stands in its way.
fn reason(row: &HitRow<'_>, all: &[&HitRow<'_>]) -> String {
    let overlapping = |role: fn(&HitRow<'_>) -> bool| {
        let found = all.iter().find(|it| role(it) && it.start < row.end && row.start < it.end);
        found.map_or_else(String::new, |it| format!(" {:?} ({})", text(&it.surface), it.entry))
    };
    match text(&row.why_not) {
        "not-evidence" => "a name or idiom: never evidence".to_owned(),
        "masked" => format!("part of the name or idiom{}", overlapping(|it| it.role == "mask")),
        "overlapped" => format!("part of the stronger match{}", overlapping(|it| it.counted)),
        "excluded-by-context" => "an exclusion of its entry holds here".to_owned(),
        "context-missing" => "the context its entry requires is missing".to_owned(),
        "repeated-in-clause" => "the same entry was counted in this clause already".to_owned(),
        "outside-body" => "it stands outside the running text".to_owned(),
        "mentioned" => format!("the word is mentioned, not used{}", mentioned_by(row)),
        "unresolved" => "several frames claim it and nothing around it decides".to_owned(),
        other => other.to_owned(),
    }
}

/// The cue that says so; scare quotes need none.
fn mentioned_by(row: &HitRow<'_>) -> String {
    row.cue.as_ref().map_or_else(|| ": scare quotes".to_owned(), |cue| format!(": {cue}"))
}

/// What a cue does.
fn cue_kind(codebook: &Codebook, row: &HitRow<'_>) -> &'static str {
    let entry = codebook.entries.iter().find(|entry| entry.id == row.entry);
    let Some(Role::Cue { kind }) = entry.map(|entry| &entry.role) else { return "" };
    match kind {
        CueKind::Condemn => "speaks against what it governs",
        CueKind::Endorse => "speaks for what it governs",
        CueKind::Report => "says that someone else says it",
        CueKind::Describe => "states it as a fact, a rule or a question",
        CueKind::Negate => "denies it",
        CueKind::NotOnly => "undoes a denial",
        CueKind::Withdraw => "says that somebody gives it up",
        CueKind::Pretext => "unmasks it as a false reason",
        CueKind::Distance => "refuses the word",
        CueKind::Mention => "talks of the word",
        CueKind::Lack => "deplores that it is harmed or missing",
        CueKind::Subordinate => "places something else above it",
        CueKind::Limit => "sets it bounds",
        CueKind::Modal => "says what should be, and turns nothing",
        CueKind::Own => "says that it is the speaker's own act",
    }
}
