//! The program: arguments in, files and readable text out.

mod analyze;
mod card;
mod codebook;
mod compare;
mod exit;
mod explain;
mod inspect;
mod knowledge;
mod kwic;
mod limits;
mod log;
mod making;
mod options;
mod progress;
mod report;
mod schema;
mod screen;
mod settings;
mod shell;
mod summary;
mod validate;
mod verify;

pub use exit::Exit;

use clap::{Parser, Subcommand};

/// Measures how policy texts are framed, with the evidence behind every number.
#[derive(Debug, Parser)]
#[command(name = "normscope", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  normscope analyze texts/ -o results
  normscope explain \"The bill threatens press freedom in the name of national security.\"";

#[derive(Debug, Subcommand)]
enum Command {
    /// Read a corpus, measure its framing and write the results
    Analyze(Box<settings::Settings>),
    /// Compare two texts, folders, finished runs or groups of documents
    Compare(Box<compare::Compare>),
    /// Show everything the program sees in one sentence
    Explain(explain::Explain),
    /// List places of an entry, family, frame, entity or phrase, or the words beside them
    Kwic(kwic::Kwic),
    /// Show what a file becomes before it is analysed
    Inspect(inspect::Inspect),
    /// Write the page for a browser of a finished run, or of one of its documents
    Report(report::Report),
    /// Hold the program against sentences that people coded
    Validate(validate::Validate),
    /// Prove a results folder: hashes, spans, counts and every number, against itself and its sources
    Verify(verify::Verify),
    /// Check, show, test or convert a codebook
    #[command(subcommand)]
    Codebook(codebook::Action),
    /// Print the JSON Schema of an output file, or what every column means
    Schema(schema::Describe),
    /// Print a completion script for a shell
    Completions(shell::Completions),
    /// Print the manual page
    Man,
}

impl Cli {
    /// Does what was asked. Errors go to standard error.
    #[must_use]
    pub fn run(self) -> Exit {
        log::Log::start();
        let done = match self.command {
            Command::Analyze(settings) => analyze::run(*settings),
            Command::Compare(args) => args.run(),
            Command::Explain(args) => args.run(),
            Command::Kwic(args) => args.run(),
            Command::Inspect(args) => args.run(),
            Command::Report(args) => args.run(),
            Command::Validate(args) => args.run(),
            Command::Verify(args) => args.run(),
            Command::Codebook(action) => action.run(),
            Command::Schema(args) => args.run(),
            Command::Completions(args) => args.run(),
            Command::Man => shell::man(),
        };
        done.unwrap_or_else(|error| exit::report(&error))
    }
}
