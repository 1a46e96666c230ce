//! What the trainer needs: the features of passages, by the same code that is used at run time.

pub use super::feature::{Feature, Side};
pub use super::key::{Key, key_of, key_of_pair};
pub use super::model::{Model, N_SIDES, N_VECTOR, SideModel};
pub use super::passage::{Passage, Watch};
pub use super::scheme::Scheme;
pub use super::table::Table;
pub use super::word::{Part, Words};
