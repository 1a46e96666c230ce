//! **What is told, and how?** Results become files; this room alone owns their formats.
//!
//! In come analyses, out goes a folder of tables, described in [`wire`] and in `docs/format.md`. A document
//! is rendered to bytes by [`render::Renderer`], on any thread; [`Writer`] appends what it is given, in the
//! order it is given it; [`Folder`] sees to it that a run is there whole or not at all.
//!
//! Positions leave the crate here and nowhere else, as code points, each beside the words it covers.

mod asked;
mod changes;
mod company;
mod condensed;
mod corpus;
pub mod csv;
mod earlier;
mod error;
mod finished;
mod folder;
mod hashed;
mod journal;
mod note;
mod outline;
#[cfg(feature = "page")]
pub mod page;
mod passages;
pub mod render;
mod repeats;
mod resume;
mod reuse;
pub mod schema;
mod sheet;
mod study;
mod syncer;
pub mod wire;
mod writer;

pub use asked::Asked;
pub use changes::{Changes, changes};
pub use company::{Company, Kept, Reading, company};
pub use condensed::{Claims, Condensed, Member, Origin};
pub use corpus::{Joined, Members};
pub use earlier::Earlier;
pub use error::{Error, Result};
pub use finished::Finished;
pub use folder::{Content, Folder, Remains, is_run};
pub use journal::{Digest, Digests, Frame, JOURNAL, Step, pack, unpack};
pub use note::{Known, run_note};
pub use passages::passages;
pub use repeats::{Repeats, Texts};
pub use resume::{Resumed, Steps, resume};
pub use reuse::{Dedup, Found, Reused, reused};
pub use sheet::{SheetSentence, write_sheet};
pub use study::study;
pub use writer::{Closed, Writer, write_object};
