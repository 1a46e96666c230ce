//! The program: parse, run, exit code.

use clap::Parser;
use normscope::cli::Cli;
use std::process::ExitCode;

/// A document makes and frees some thousand small lists; this allocator does that faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    Cli::parse().run().into()
}
