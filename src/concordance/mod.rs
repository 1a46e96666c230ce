//! **How is it used?** A concordance: every place of an entry, family, frame, entity or phrase with the words around it.
//!
//! In come the rows that a run writes, just made or read back from its folder, so that both give the same lines. A
//! [`Query`] says what is looked for, a [`Page`] is one document, and [`Query::lines`] gives its
//! [lines](crate::report::wire::ConcordanceRow). [`Collocates`] counts the words beside them.

mod collocates;
mod order;
mod page;
mod query;

pub use collocates::Collocates;
pub use order::{SortBy, sort};
pub use page::Page;
pub use query::{Names, Query, QueryError, QueryKind};
