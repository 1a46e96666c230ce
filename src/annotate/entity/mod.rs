//! Names and dates.

pub mod acronym;
pub mod date;
