//! `normscope inspect`.

use super::Exit;
use super::analyze::place;
use super::limits::LimitArgs;
use super::options::{encoding, left_as_is};
use super::screen::{bare_table, one_line, shortened};
use super::summary::counted as things;
use crate::document::{Document, Language, Metadata};
use crate::ingest::{Corpus, IngestOptions, Input};
use crate::segment::{
    Block, BlockIx, Languages, MAX_TOKENS, Segmentation, TokenKind, language_warnings, length_warning,
    segment_for,
};
use clap::Args;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use tracing::{error, info};

/// Characters of each block that are shown.
const WIDTH: usize = 72;

/// Show what a file becomes before it is analysed: facts, blocks, repairs, warnings, first lines
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  normscope inspect statement.txt
  normscope inspect speeches.jsonl --documents 3 --blocks 5")]
pub struct Inspect {
    /// A file or folder; - is standard input
    path: PathBuf,
    /// Show at most this many documents
    #[arg(long, value_name = "N", default_value_t = 3)]
    documents: usize,
    /// Show at most this many blocks of each
    #[arg(long, value_name = "N", default_value_t = 20)]
    blocks: usize,
    /// Facts about the documents: CSV, TSV or JSONL, keyed by path or doc_id
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// Facts in file names, such as '{issuer}_{session}_{date}'
    #[arg(long, value_name = "PATTERN")]
    name_pattern: Option<String>,
    /// The field that holds the text of a record [default: text]
    #[arg(long, value_name = "FIELD")]
    text_field: Option<String>,
    /// The field that names a record [default: doc_id, else id]
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,
    /// The encoding of a file that is no Unicode and states none [default: told from the bytes]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Damage that is left as it is: kinds such as hard-wrap,line-hyphen, or all
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    no_repair: Vec<String>,
    /// What an input may ask for
    #[command(flatten)]
    limits: LimitArgs,
}

impl Inspect {
    /// Prints it.
    pub fn run(self) -> anyhow::Result<Exit> {
        let stdin = self.path.as_os_str() == "-";
        let input = if stdin { Input::Stdin } else { Input::Path(self.path.clone()) };
        let options = IngestOptions {
            metadata: self.metadata,
            name_pattern: self.name_pattern,
            text_field: self.text_field,
            id_field: self.id_field,
            encoding: self.encoding.as_deref().map(encoding).transpose()?,
            left_as_is: left_as_is(&self.no_repair)?,
            ..self.limits.reading()?
        };
        let corpus = Corpus::open(&[input], &options)?;
        let mut out = anstream::stdout().lock();
        let mut failed = false;
        for item in corpus.records().take(self.documents) {
            match item.and_then(|record| record.read()) {
                Ok(document) => writeln!(out, "{}", page(&document, self.blocks))?,
                Err(failure) => {
                    failed = true;
                    error!("{}: {}", place(&failure), failure.message);
                }
            }
        }
        if corpus.records().nth(self.documents).is_some() {
            writeln!(out, "(more documents follow; --documents shows more)")?;
        }
        for skipped in corpus.skipped() {
            info!("{} is passed over: {}", skipped.path, skipped.message);
        }
        Ok(if failed { Exit::Partial } else { Exit::Success })
    }
}

fn page(document: &Document, n_blocks: usize) -> String {
    let segmentation = segment_for(document, Some(Language::ENGLISH));
    let too_long = length_warning(&segmentation, MAX_TOKENS);
    let mut table = bare_table();
    let mut row = |name: &str, value: String| {
        if !value.is_empty() {
            table.add_row([format!("  {name}"), one_line(&value).into_owned()]);
        }
    };
    let source = &document.source;
    row("file", format!("{}, {}, {} bytes", source.path, source.media_type, source.bytes));
    row("encoding", source.encoding.to_owned());
    facts(&document.metadata, &mut row);
    row("reads as", in_languages(&segmentation.languages));
    row("repairs", counted(document.repairs.iter().map(|(kind, n)| (*kind, *n))));
    let (words, sentences) = (segmentation.n_words(), segmentation.sentences.len() as u64);
    row("size", format!("{} in {}", things(words, "word"), things(sentences, "sentence")));
    let mut out = format!("{}\n{}\n", one_line(document.id.as_str()), table.trim_fmt());
    for it in &document.mended {
        let (before, after) = (one_line(&it.before), one_line(&it.after));
        let _ = writeln!(out, "  mended ({}): {before} → {after}", it.kind);
    }
    let of_languages = language_warnings(document, &segmentation);
    for warning in document.warnings.iter().chain(&too_long).chain(&of_languages) {
        let _ = writeln!(out, "  warning: {} ({})", one_line(&warning.message), warning.code);
    }
    out.push_str(&blocks(document, &segmentation, n_blocks));
    out
}

fn facts(metadata: &Metadata, row: &mut impl FnMut(&str, String)) {
    let plain = |field: &Option<String>| field.clone().unwrap_or_default();
    row("title", plain(&metadata.title));
    row("authors", metadata.authors.join("; "));
    row("date", metadata.date.map_or_else(String::new, |date| date.to_string()));
    row("issuer", plain(&metadata.issuer));
    row("publisher", plain(&metadata.publisher));
    row("genre", plain(&metadata.genre));
    row("language", plain(&metadata.language));
    row("url", plain(&metadata.url));
    row("signatories", metadata.signatories.join("; "));
    for (name, value) in &metadata.extra {
        row(name, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
}

/// The languages of a text, with the words in each where there are several.
fn in_languages(languages: &Languages) -> String {
    let Some(main) = languages.main() else { return String::new() };
    let words: Vec<(Language, u64)> = languages.words().collect();
    let n_words = |(language, n): &(Language, u64)| format!("{} ({language}) {n} words", language.name());
    match &words[..] {
        [] | [_] => format!("{} ({main})", main.name()),
        several => several.iter().map(n_words).collect::<Vec<_>>().join(", "),
    }
}

fn counted<'a>(items: impl Iterator<Item = (&'a str, u64)>) -> String {
    items.map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ")
}

fn blocks(document: &Document, segmentation: &Segmentation, n_blocks: usize) -> String {
    let mut words = vec![0_u64; segmentation.blocks.len()];
    for sentence in &segmentation.sentences {
        let tokens = segmentation.tokens_of(sentence).iter();
        words[sentence.block.get()] += tokens.filter(|token| token.kind == TokenKind::Word).count() as u64;
    }
    let mut table = bare_table();
    for (at, (block, words)) in segmentation.blocks.iter().zip(&words).take(n_blocks).enumerate() {
        let text = one_line(document.slice(block.span)).into_owned();
        let counted = standing(block, &segmentation.languages, BlockIx::new(at));
        let counted = counted.unwrap_or_else(|| things(*words, "word"));
        table.add_row([format!("  {}", block.kind.name()), counted, shortened(&text, WIDTH).into_owned()]);
    }
    let mut out = format!("{}\n", table.trim_fmt());
    if segmentation.blocks.len() > n_blocks {
        let _ = writeln!(out, "  … {} blocks more", segmentation.blocks.len() - n_blocks);
    }
    out
}

/// Why a block is not counted, if it is not.
fn standing(block: &Block, languages: &Languages, at: BlockIx) -> Option<String> {
    if languages.is_read(at) {
        return (!block.kind.is_body()).then(|| "not counted".to_owned());
    }
    let language = languages.of_block(at).map_or_else(String::new, |it| format!(": {}", it.name()));
    Some(format!("not counted{language}"))
}
