//! The program: parse, run, exit code.

use clap::Parser;
use normscope::cli::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    Cli::parse().run().into()
}
