//! The codebook that comes with the program.

use super::load::File;
use super::{Codebook, CodebookError};

/// The head file of the built-in codebook, and the files it includes. A test holds this list against the
/// head's `include`.
const HEAD: &str = include_str!("../../models/codebooks/state-rights/codebook.toml");

/// Name and text of each part.
const PARTS: &[(&str, &str)] = &[];

impl Codebook {
    /// The codebook of state-centric and rights-based framing that the program uses unless told otherwise.
    ///
    /// # Panics
    /// Never: the tests load it.
    #[must_use]
    pub fn built_in() -> Self {
        let head = File { name: "codebook.toml".to_owned(), text: HEAD.to_owned() };
        let part = |wanted: &str| {
            let found = PARTS.iter().find(|(name, _)| *name == wanted);
            Ok::<_, CodebookError>(found.expect("PARTS holds every included file").1.to_owned())
        };
        Self::from_parts(head, part).expect("the tests load the built-in codebook")
    }
}
