//! **What has a name?** States, bodies, treaties, firms: knowledge as data, read from tables.
//!
//! The format is described in `models/gazetteers/README.md`. The program knows labels and columns; which things
//! there are is for the tables to say, the built-in ones and the user's own.

mod builtin;
mod label;
mod load;
mod model;

pub use label::Label;
pub use load::GazetteerError;
pub use model::{Entity, EntityIx, Gazetteer, Surface, SurfaceKind};
