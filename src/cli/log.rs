//! What is said on standard error: events of `tracing`, as lines for people or as JSON.

use super::screen::one_line;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt::{Debug, Write as _};
use std::io::Write;
use std::sync::OnceLock;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::Registry;

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
    /// Every step, and every document's failures and warnings too.
    Verbose,
}

impl Loudness {
    /// Whether an event of this level is told.
    fn tells(self, level: Level) -> bool {
        match level {
            Level::ERROR => true,
            Level::WARN | Level::INFO => self >= Self::Normal,
            Level::DEBUG => self >= Self::Verbose,
            Level::TRACE => false,
        }
    }
}

/// How events are told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Log {
    /// How messages look.
    pub format: LogFormat,
    /// How many there are.
    pub loudness: Loudness,
}

/// What the user asked for; the usual until it is known.
static ASKED: OnceLock<Log> = OnceLock::new();

impl Log {
    /// Has events told on standard error from here on. Only our own: what a library has to say is not for our users.
    pub fn start() {
        let _ = tracing::subscriber::set_global_default(Registry::default().with(Screen));
    }

    /// Has them told as the user asked.
    pub fn apply(self) {
        let _ = ASKED.set(self);
    }

    fn current() -> Self {
        ASKED.get().copied().unwrap_or_default()
    }

    fn tell(self, level: Level, fields: &Fields) {
        let mut err = anstream::stderr().lock();
        let (name, color) = match level {
            Level::ERROR => ("error", AnsiColor::Red),
            Level::WARN | Level::INFO => ("notice", AnsiColor::Cyan),
            Level::DEBUG | Level::TRACE => ("detail", AnsiColor::BrightBlack),
        };
        // Standard error is the last place to complain to; when it is closed there is nobody to tell.
        let _ = match self.format {
            LogFormat::Json => {
                let level = ("level".to_owned(), Value::from(name));
                let message = ("message".to_owned(), Value::from(&*fields.message));
                let all: Map<String, Value> =
                    [level, message].into_iter().chain(fields.others.clone()).collect();
                writeln!(err, "{}", Value::Object(all))
            }
            LogFormat::Text => {
                let style = Style::new().fg_color(Some(color.into())).bold();
                writeln!(err, "{style}{name}:{style:#} {}", fields.text())
            }
        };
    }
}

/// Tells events.
struct Screen;

impl<S: Subscriber> Layer<S> for Screen {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let (log, level) = (Log::current(), *event.metadata().level());
        let is_ours = event.metadata().target().starts_with(env!("CARGO_PKG_NAME"));
        if is_ours && log.loudness.tells(level) {
            let mut fields = Fields::default();
            event.record(&mut fields);
            log.tell(level, &fields);
        }
    }
}

/// The message of an event, and what else it says by name.
#[derive(Debug, Default)]
struct Fields {
    message: String,
    others: Vec<(String, Value)>,
}

impl Fields {
    /// The message, then what it says by name, without control characters.
    fn text(&self) -> String {
        let lines: Vec<String> = self.message.lines().map(|line| one_line(line).into_owned()).collect();
        let mut text = lines.join("\n");
        for (name, value) in &self.others {
            let shown = value.as_str().map_or_else(|| value.to_string(), |it| one_line(it).into_owned());
            let _ = write!(text, "  {name}={shown}");
        }
        text
    }

    fn put(&mut self, field: &Field, value: Value) {
        match (field.name(), value) {
            ("message", Value::String(message)) => self.message = message,
            (name, value) => self.others.push((name.to_owned(), value)),
        }
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.put(field, format!("{value:?}").into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, value.into());
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, value.into());
    }
}
