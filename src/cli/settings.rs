//! What `analyze` can be told, on the command line or in `normscope.toml`.

use super::exit::UsageError;
use super::knowledge::EngineChoice;
use super::limits::LimitArgs;
use super::log::LogFormat;
use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The file in the working folder that may hold the same settings.
const FILE: &str = "normscope.toml";

/// Whose words are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoiceChoice {
    /// What the author says in the author's own voice
    Author,
    /// Everything, quoted and reported words included
    All,
}

/// A format of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// One JSON object a line; always written
    Jsonl,
    /// The same tables as CSV beside it
    Csv,
}

/// Settings as given: nothing here has been checked, and nothing that was not said has a value.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[command(after_help = "\
Examples:
  normscope analyze speeches.jsonl --by issuer -o results
  normscope analyze texts/ --metadata facts.csv --format jsonl,csv")]
pub struct Settings {
    /// Files and folders to read; - is standard input; none is ./corpus
    #[arg(value_name = "PATH", help_heading = "Input")]
    pub paths: Vec<PathBuf>,
    /// Facts about the documents: CSV, TSV or JSONL, keyed by path or doc_id
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub metadata: Option<PathBuf>,
    /// Facts in file names, such as '{issuer}_{session}_{date}'
    #[arg(long, hide_short_help = true, value_name = "PATTERN", help_heading = "Input")]
    pub name_pattern: Option<String>,
    /// The field that holds the text of a record [default: text]
    #[arg(long, hide_short_help = true, value_name = "FIELD", help_heading = "Input")]
    pub text_field: Option<String>,
    /// The field that names a record [default: doc_id, else id]
    #[arg(long, hide_short_help = true, value_name = "FIELD", help_heading = "Input")]
    pub id_field: Option<String>,
    /// The encoding of files that are no Unicode and state none, such as windows-1252 or macintosh; utf-8 reads none of
    /// them [default: told from the bytes where that is certain]
    #[arg(long, hide_short_help = true, value_name = "NAME", help_heading = "Input")]
    pub encoding: Option<String>,
    /// Damage to texts that is left as it is: kinds such as hard-wrap,line-hyphen, or all
    #[arg(long, hide_short_help = true, value_name = "KIND", value_delimiter = ',', help_heading = "Input")]
    pub no_repair: Vec<String>,
    /// What an input may ask for; read from the file apart, see [`parse`]
    #[command(flatten)]
    #[serde(skip)]
    pub limits: LimitArgs,
    /// Draw this many documents at random
    #[arg(long, hide_short_help = true, value_name = "N", help_heading = "Input")]
    pub sample: Option<u64>,
    /// Stop at the first document that fails
    #[arg(long, help_heading = "Input")]
    pub strict: bool,
    /// Your own codebook: a TOML file or a folder [default: the built-in state-rights]
    #[arg(long, value_name = "PATH", help_heading = "Measuring")]
    pub codebook: Option<PathBuf>,
    /// Your own names, added to the built-in ones: a TSV or CSV file, or a folder
    #[arg(long, value_name = "PATH", help_heading = "Measuring")]
    pub gazetteer: Option<PathBuf>,
    /// What decides which frames a sentence shows [default: hybrid]
    #[arg(long, help_heading = "Measuring")]
    pub engine: Option<EngineChoice>,
    /// Group documents by these metadata fields
    #[arg(long, value_name = "FIELD", value_delimiter = ',', help_heading = "Measuring")]
    pub by: Vec<String>,
    /// Whose words are counted [default: author]
    #[arg(long, help_heading = "Measuring")]
    pub voice: Option<VoiceChoice>,
    /// Kinds of block whose sentences are counted [default: body]
    ///
    /// body stands for the running text: paragraph, list_item, numbered_paragraph, preambular, operative, question,
    /// answer, block_quote. The other kinds: title, byline, dateline, heading, caption, signatories, speaker_tag, footnote,
    /// boilerplate. --count-blocks body,footnote counts notes as well.
    #[arg(
        long,
        hide_short_help = true,
        value_name = "KIND",
        value_delimiter = ',',
        help_heading = "Measuring"
    )]
    pub count_blocks: Vec<String>,
    /// Count near-duplicates once in everything that joins documents
    #[arg(long, hide_short_help = true, help_heading = "Measuring")]
    pub dedup: bool,
    /// Write the position under every choice of voice, evidence and smoothing
    #[arg(long, hide_short_help = true, help_heading = "Measuring")]
    pub multiverse: bool,
    /// Resamples of each bootstrap [default: 1000]
    #[arg(long, hide_short_help = true, value_name = "N", help_heading = "Measuring")]
    pub bootstrap: Option<u32>,
    /// Seed of every random draw [default: 1]
    #[arg(long, hide_short_help = true, value_name = "N", help_heading = "Measuring")]
    pub seed: Option<u64>,
    /// The most pairs of entities named together that are listed [default: 1000]
    #[arg(long, hide_short_help = true, value_name = "N", help_heading = "Measuring")]
    pub co_mentions: Option<u32>,
    /// Where the results go [default: normscope-out]
    #[arg(long, short, value_name = "DIR", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Formats of the tables [default: jsonl]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', help_heading = "Output")]
    pub format: Vec<Format>,
    /// Leave out texts, sentence texts and surfaces
    #[arg(long, help_heading = "Output")]
    pub no_text: bool,
    /// Write no report.html, the page for a browser
    #[arg(long, hide_short_help = true, help_heading = "Output")]
    pub no_report: bool,
    /// Threads; the results are the same for any number [default: all cores]
    #[arg(long, short, value_name = "N", help_heading = "Running")]
    pub jobs: Option<usize>,
    /// Go on with an interrupted run; of a finished one, read only what is new or has changed
    #[arg(long, help_heading = "Running")]
    pub resume: bool,
    /// Say how long each step took
    #[arg(long, hide_short_help = true, help_heading = "Running")]
    pub timings: bool,
    /// Say nothing but errors
    #[arg(long, short, conflicts_with = "verbose", help_heading = "Running")]
    pub quiet: bool,
    /// Say what became of every document that failed or was odd
    #[arg(long, short, help_heading = "Running")]
    pub verbose: bool,
    /// How messages on standard error look [default: text]
    #[arg(long, hide_short_help = true, value_name = "FORMAT", help_heading = "Running")]
    pub log_format: Option<LogFormat>,
}

impl Settings {
    /// These settings, with those of `normscope.toml` in `folder` where nothing was said.
    ///
    /// # Errors
    /// If the file is there and cannot be read, or holds a key or value that is no setting.
    pub fn with_file(self, folder: &Path) -> Result<Self, UsageError> {
        let path = folder.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(self),
            Err(error) => return Err(UsageError(format!("{FILE}: {error}"))),
        };
        let file = parse(&text)?;
        Ok(self.over(file))
    }

    fn over(self, file: Self) -> Self {
        Self {
            paths: or(self.paths, file.paths),
            metadata: self.metadata.or(file.metadata),
            name_pattern: self.name_pattern.or(file.name_pattern),
            text_field: self.text_field.or(file.text_field),
            id_field: self.id_field.or(file.id_field),
            encoding: self.encoding.or(file.encoding),
            no_repair: or(self.no_repair, file.no_repair),
            limits: self.limits.over(file.limits),
            sample: self.sample.or(file.sample),
            strict: self.strict || file.strict,
            codebook: self.codebook.or(file.codebook),
            gazetteer: self.gazetteer.or(file.gazetteer),
            engine: self.engine.or(file.engine),
            by: or(self.by, file.by),
            voice: self.voice.or(file.voice),
            count_blocks: or(self.count_blocks, file.count_blocks),
            dedup: self.dedup || file.dedup,
            multiverse: self.multiverse || file.multiverse,
            bootstrap: self.bootstrap.or(file.bootstrap),
            seed: self.seed.or(file.seed),
            co_mentions: self.co_mentions.or(file.co_mentions),
            output: self.output.or(file.output),
            format: or(self.format, file.format),
            no_text: self.no_text || file.no_text,
            no_report: self.no_report || file.no_report,
            jobs: self.jobs.or(file.jobs),
            resume: self.resume || file.resume,
            timings: self.timings || file.timings,
            quiet: self.quiet || (file.quiet && !self.verbose),
            verbose: self.verbose || (file.verbose && !self.quiet),
            log_format: self.log_format.or(file.log_format),
        }
    }
}

fn or<T>(said: Vec<T>, otherwise: Vec<T>) -> Vec<T> {
    if said.is_empty() { otherwise } else { said }
}

/// Reads the text of a settings file; a key that is none is refused by its name before anything is read.
fn parse(text: &str) -> Result<Settings, UsageError> {
    let wrong = |error: toml::de::Error| UsageError(located(text, error.span(), error.message()));
    let table = toml::de::DeTable::parse(text).map_err(wrong)?;
    let known = keys();
    for key in table.get_ref().keys() {
        let name: &str = key.get_ref();
        if !known.iter().any(|it| it == name) {
            let near = crate::codebook::did_you_mean(name, known.iter().map(String::as_str));
            let message = format!("there is no setting {name:?}{near}");
            return Err(UsageError(located(text, Some(key.span()), &message)));
        }
    }
    // A flattened struct would lose the places of its errors.
    let limits = toml::from_str(text).map_err(wrong)?;
    Ok(Settings { limits, ..toml::from_str(text).map_err(wrong)? })
}

/// The names of all settings: those of the flags.
fn keys() -> Vec<String> {
    let command = Settings::augment_args(clap::Command::new("analyze"));
    let name = |it: &clap::Arg| it.get_long().map_or_else(|| it.get_id().to_string(), str::to_owned);
    command.get_arguments().map(name).collect()
}

fn located(text: &str, span: Option<std::ops::Range<usize>>, message: &str) -> String {
    let before = text.as_bytes().iter().take(span.map_or(0, |span| span.start));
    let line = 1 + before.filter(|&&byte| byte == b'\n').count();
    format!("{FILE}:{line}: {message}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_key_is_refused_with_the_right_one() {
        let error = parse("seed = 7\nbootsrap = 100\n").unwrap_err().to_string();
        assert_eq!(error, "normscope.toml:2: there is no setting \"bootsrap\"; did you mean \"bootstrap\"?");
    }

    #[test]
    fn flags_win_over_the_file() {
        let file = parse("seed = 7\nby = [\"issuer\"]\nno-text = true\nformat = [\"csv\"]").unwrap();
        let merged = Settings { seed: Some(1), ..Settings::default() }.over(file);
        assert_eq!((merged.seed, merged.no_text), (Some(1), true));
        assert_eq!((merged.by, merged.format), (vec!["issuer".to_owned()], vec![Format::Csv]));
    }

    #[test]
    fn every_kind_of_block_is_in_the_help() {
        let mut command = Settings::augment_args(clap::Command::new("analyze"));
        let help = command.render_long_help().to_string();
        for kind in crate::document::BlockKind::ALL {
            assert!(help.contains(kind.name()), "{}", kind.name());
        }
    }

    #[test]
    fn every_flag_is_a_key_of_the_file() {
        for key in keys() {
            let error = parse(&format!("{key} = {{}}")).unwrap_err().to_string();
            assert!(!error.contains("no setting") && !error.contains("unknown field"), "{error}");
        }
    }
}
