//! **What do the line ends of a text mean?** A wrap, where the line was full; a break, where the writer wanted one; or the
//! end of a page.
//!
//! In comes plain text, out go its lines and which of them make one paragraph. `ingest` asks to join what was wrapped,
//! `segment` to find blocks in a text as it is.

mod furniture;
pub(crate) mod item;
mod line;
mod paragraphs;
mod running_heads;

pub(crate) use furniture::is_furniture;
pub(crate) use line::{Line, lines};
pub(crate) use paragraphs::{Lines, ends_open, is_capitalised, paragraphs};
#[cfg(feature = "pdf")]
pub(crate) use running_heads::shape;
