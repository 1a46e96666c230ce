//! What one input may ask for at most, as the user says it.

use super::exit::UsageError;
use crate::ingest::{IngestOptions, Limits};
use crate::measure;
use clap::Args;
use serde::Deserialize;

/// Limits as given, for every command that reads documents; none has a value that was not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Args, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// The largest document read, in bytes [default: 64 MiB]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_bytes: Option<u64>,
    /// The most bytes that an archive or packed file unpacks to [default: 16 GiB]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_unpacked: Option<u64>,
    /// How many times its size an archive or packed file unpacks to, over 64 MiB [default: 200]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_ratio: Option<u64>,
    /// How deep HTML, XML and RTF are nested, and JSON up to 100 [default: 1000; at most 10000]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_depth: Option<usize>,
    /// The most records read of one file [default: 10000000]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_records: Option<u64>,
    /// The most files of one archive [default: 500000]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_files: Option<usize>,
    /// The most lines of a text [default: 1000000]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_lines: Option<usize>,
    /// Seconds that reading one PDF or large web page may take [default: 300]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_seconds: Option<u64>,
    /// The longest sentence, in words, numbers and marks; a longer one is cut [default: 10000]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_tokens: Option<usize>,
    /// The most sentences of a document [default: 500000]
    #[arg(long, hide_short_help = true, value_name = "N")]
    pub max_sentences: Option<usize>,
}

/// The deepest nesting that can be asked for.
const DEEPEST: usize = 10_000;

impl LimitArgs {
    /// These limits, with those of `file` where nothing was said.
    pub fn over(self, file: Self) -> Self {
        Self {
            max_bytes: self.max_bytes.or(file.max_bytes),
            max_unpacked: self.max_unpacked.or(file.max_unpacked),
            max_ratio: self.max_ratio.or(file.max_ratio),
            max_depth: self.max_depth.or(file.max_depth),
            max_records: self.max_records.or(file.max_records),
            max_files: self.max_files.or(file.max_files),
            max_lines: self.max_lines.or(file.max_lines),
            max_seconds: self.max_seconds.or(file.max_seconds),
            max_tokens: self.max_tokens.or(file.max_tokens),
            max_sentences: self.max_sentences.or(file.max_sentences),
        }
    }

    /// How inputs are read within these limits, all else as usual.
    ///
    /// # Errors
    /// If one is 0, or deeper than anything is read.
    pub fn reading(&self) -> Result<IngestOptions, UsageError> {
        self.check()?;
        let usual = IngestOptions::default();
        let limits = usual.limits;
        Ok(IngestOptions {
            max_bytes: self.max_bytes.unwrap_or(usual.max_bytes),
            limits: Limits {
                unpacked: self.max_unpacked.unwrap_or(limits.unpacked),
                ratio: self.max_ratio.unwrap_or(limits.ratio),
                depth: self.max_depth.unwrap_or(limits.depth),
                records: self.max_records.unwrap_or(limits.records),
                files: self.max_files.unwrap_or(limits.files),
                lines: self.max_lines.unwrap_or(limits.lines),
                seconds: self.max_seconds.unwrap_or(limits.seconds),
            },
            ..usual
        })
    }

    /// How texts are analysed within these limits, all else as usual.
    pub fn measuring(&self) -> measure::Options {
        let usual = measure::Options::default();
        measure::Options {
            max_tokens: self.max_tokens.unwrap_or(usual.max_tokens),
            max_sentences: self.max_sentences.unwrap_or(usual.max_sentences),
            ..usual
        }
    }

    fn check(&self) -> Result<(), UsageError> {
        let said = [
            ("--max-bytes", self.max_bytes),
            ("--max-unpacked", self.max_unpacked),
            ("--max-ratio", self.max_ratio),
            ("--max-depth", self.max_depth.map(|n| n as u64)),
            ("--max-records", self.max_records),
            ("--max-files", self.max_files.map(|n| n as u64)),
            ("--max-lines", self.max_lines.map(|n| n as u64)),
            ("--max-seconds", self.max_seconds),
            ("--max-tokens", self.max_tokens.map(|n| n as u64)),
            ("--max-sentences", self.max_sentences.map(|n| n as u64)),
        ];
        if let Some((name, _)) = said.into_iter().find(|(_, n)| *n == Some(0)) {
            return Err(UsageError(format!("{name} must be at least 1")));
        }
        if self.max_depth.is_some_and(|depth| depth > DEEPEST) {
            return Err(UsageError(format!("--max-depth must be at most {DEEPEST}: nothing is read deeper")));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_that_lets_nothing_through_is_refused() {
        let reading = |args: LimitArgs| args.reading().map_err(|error| error.0);
        assert_eq!(reading(LimitArgs::default()), Ok(IngestOptions::default()));
        let none = LimitArgs { max_ratio: Some(0), ..LimitArgs::default() };
        assert_eq!(reading(none).unwrap_err(), "--max-ratio must be at least 1");
        let deep = LimitArgs { max_depth: Some(10_001), ..LimitArgs::default() };
        assert!(reading(deep).unwrap_err().contains("at most 10000"));
    }

    #[test]
    fn what_is_said_wins_over_the_file() {
        let said = LimitArgs { max_files: Some(3), ..LimitArgs::default() };
        let file = LimitArgs { max_files: Some(5), max_depth: Some(50), ..LimitArgs::default() };
        let merged = said.over(file);
        assert_eq!((merged.max_files, merged.max_depth), (Some(3), Some(50)));
    }
}
