//! What `compare` prints when it is done, of each kind of comparison.

mod contested;
mod matrix;
mod sides;
mod versions;
mod wordscores;

pub use matrix::summary as of_matrix;
pub use sides::summary as of_sides;
pub use wordscores::summary as of_wordscores;
