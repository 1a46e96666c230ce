//! What is said on standard error.

use super::screen::one_line;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::io::Write;

/// How messages on standard error look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loudness {
    /// Errors that end the run.
    Quiet,
    /// Notices too.
    #[default]
    Normal,
    /// Every document's failures and warnings too.
    Verbose,
}

/// Writes messages to standard error.
#[derive(Clone, Copy, Debug, Default)]
pub struct Log {
    /// How messages look.
    pub format: LogFormat,
    /// How many there are.
    pub loudness: Loudness,
}

impl Log {
    /// Says what ended the run.
    pub fn error(self, message: &str) {
        self.say("error", AnsiColor::Red, message);
    }

    /// Says what a user should know but need not act on.
    pub fn notice(self, message: &str) {
        if self.loudness >= Loudness::Normal {
            self.say("notice", AnsiColor::Cyan, message);
        }
    }

    /// Says what happened to a single document.
    pub fn detail(self, message: &str) {
        if self.loudness >= Loudness::Verbose {
            self.say("detail", AnsiColor::BrightBlack, message);
        }
    }

    fn say(self, level: &str, color: AnsiColor, message: &str) {
        let mut err = anstream::stderr().lock();
        // Standard error is the last place to complain to; when it is closed there is nobody to tell.
        let _ = match self.format {
            LogFormat::Json => {
                writeln!(err, "{}", serde_json::json!({ "level": level, "message": message }))
            }
            LogFormat::Text => {
                let style = Style::new().fg_color(Some(color.into())).bold();
                let lines: Vec<String> = message.lines().map(|line| one_line(line).into_owned()).collect();
                writeln!(err, "{style}{level}:{style:#} {}", lines.join("\n"))
            }
        };
    }
}
