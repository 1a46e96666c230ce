//! Names and dates.

pub mod acronym;
