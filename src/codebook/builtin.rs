//! The codebook that comes with the program.

use super::load::File;
use super::{Codebook, CodebookError};

/// A file of the built-in codebook: its name and its text.
macro_rules! part {
    ($name:literal) => {
        ($name, include_str!(concat!("../../models/codebooks/state-rights/", $name)))
    };
}

/// Every file, the head first. A test holds the rest against the head's `include`.
const FILES: &[(&str, &str)] = &[
    part!("codebook.toml"),
    part!("lists.toml"),
    part!("R0.toml"),
    part!("R1.toml"),
    part!("R2.toml"),
    part!("R3.toml"),
    part!("R4.toml"),
    part!("R5.toml"),
    part!("R6.toml"),
    part!("R7.toml"),
    part!("R8.toml"),
    part!("R9.toml"),
    part!("R10.toml"),
    part!("S1.toml"),
    part!("S2.toml"),
    part!("S3.toml"),
    part!("S4.toml"),
    part!("S5.toml"),
    part!("S6.toml"),
    part!("S7.toml"),
    part!("S8.toml"),
    part!("S9.toml"),
    part!("contested.toml"),
    part!("masks.toml"),
    part!("cues.toml"),
];

impl Codebook {
    /// The codebook of state-centric and rights-based framing that the program uses unless told otherwise.
    ///
    /// # Panics
    /// Never: the tests load it.
    #[must_use]
    pub fn built_in() -> Self {
        let (name, text) = FILES[0];
        let head = File::new(name.to_owned(), text.to_owned());
        let part = |wanted: &str| {
            let found = FILES.iter().find(|(name, _)| *name == wanted);
            Ok::<_, CodebookError>(found.expect("FILES holds every included file").1.to_owned())
        };
        Self::from_parts(head, part).expect("the tests load the built-in codebook")
    }
}
