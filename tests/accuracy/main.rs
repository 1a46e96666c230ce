//! How well the rooms do against people, on texts that are not part of this repository.
//!
//! Each test prints its figures and holds them to a floor. Where the texts are absent it says so and passes.

#![allow(clippy::print_stdout, reason = "the figures are what these tests are read for")]

mod acronyms;
mod attributions;
mod engines;
mod frames;
mod instruments;
mod named;
mod names;
mod page;
mod pairs;
mod recogniser;
mod sentences;
mod voices;
