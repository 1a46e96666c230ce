//! **Who and what do the texts name?** Mentions of persons, states, bodies, treaties and the rest, each with what it
//! stands for.
//!
//! Names come from three sources: the gazetteer (`tree`), rules about words (`heads`, `rules`) and the
//! statistical `recogniser`. Of names that overlap the longest wins (`choose`); what a mention stands for is
//! settled over the whole document (`link`).

pub mod acronym;
mod choose;
pub mod date;
mod finder;
mod fit;
mod forms;
mod heads;
mod known;
mod link;
mod page;
mod reach;
mod recogniser;
mod rules;
mod short;
#[cfg(test)]
mod tests;
mod tree;
mod word_lists;
mod words;

pub use finder::Finder;
#[doc(hidden)]
pub use recogniser::training;
pub use recogniser::{Name, NameCache, NameKind, Recogniser, RecogniserError};
pub(in crate::annotate) use recogniser::{mix, text_code};
pub(in crate::annotate) use words::NameTable;
