//! The whole program, run as a user runs it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that stops says where")]

mod bad_input;
mod cli;
mod determinism;
mod interop;
mod output;
mod run;
