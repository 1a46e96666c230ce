//! The whole program, run as a user runs it.

mod bad_input;
mod cli;
mod determinism;
mod interop;
mod output;
mod run;
