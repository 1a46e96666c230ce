//! The whole program, run as a user runs it.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where it fails, and says what it skips"
)]

mod bad_input;
mod cli;
mod contested;
mod determinism;
mod hostile;
mod interop;
mod kwic;
mod languages;
mod limits;
mod multiverse;
mod output;
mod report;
mod resume;
mod reuse;
mod run;
mod verify;
