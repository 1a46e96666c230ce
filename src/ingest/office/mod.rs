//! Documents of word processors, and books: packages of XML, and RTF.
//!
//! What these formats share: paragraphs that a style names, notes, tables, changes that are tracked. A reader
//! walks its file once and hands paragraphs to a [`Flow`](flow::Flow), which makes blocks of them.

mod docx;
mod epub;
mod flow;
mod odt;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod properties;
mod rtf;
mod style_name;
mod xml;

pub use docx::Docx;
pub use epub::Epub;
pub use odt::Odt;
#[cfg(feature = "pdf")]
pub use pdf::Pdf;
pub use rtf::Rtf;
