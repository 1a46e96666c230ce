#![allow(clippy::print_stdout, reason = "a program for the terminal")]
//! Checks a codebook: `cargo run --example codebook_check -- models/codebooks/state-rights`

use normscope::annotate::{find_overlaps, run_examples};
use normscope::codebook::{Codebook, check};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        println!("name a codebook file or folder");
        return ExitCode::from(2);
    };
    let codebook = match Codebook::load(path.as_ref()) {
        Ok(codebook) => codebook,
        Err(error) => {
            println!("{error}");
            return ExitCode::FAILURE;
        }
    };
    check(&codebook).iter().for_each(|finding| println!("{finding}"));
    match find_overlaps(&codebook) {
        Ok(findings) => findings.iter().for_each(|finding| println!("{finding}")),
        Err(_) => return ExitCode::FAILURE,
    }
    match run_examples(&codebook) {
        Ok(failures) => {
            failures.iter().for_each(|failure| println!("{failure}"));
            println!("{} entries, {} examples fail", codebook.entries.len(), failures.len());
            if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}
