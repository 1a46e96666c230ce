//! What can be wrong with a model file.

use crate::annotate::pack::Corrupt;

/// Why a file is no model that this program can use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecogniserError {
    /// It does not begin as a model does.
    #[error("this is no model of a recogniser: it does not begin with \"NORMNAME\"")]
    NotAModel,
    /// It was made for another version of the program.
    #[error("the model has format {found}, this program reads format {expected}; train it anew")]
    Version {
        /// The format of the file.
        found: u32,
        /// The format that is read.
        expected: u32,
    },
    /// Its end is missing, or there is more than one file in it.
    #[error("the model should have {expected} bytes but has {found}; copy it again")]
    Length {
        /// What its head says.
        expected: u64,
        /// What is there.
        found: u64,
    },
    /// Bytes of it have changed.
    #[error("the model is damaged: its checksum does not fit; copy it again")]
    Checksum,
    /// It contradicts itself.
    #[error("the model is damaged at {part}; train it anew")]
    Corrupt {
        /// What could not be read.
        part: &'static str,
    },
}

impl From<Corrupt> for RecogniserError {
    fn from(Corrupt(part): Corrupt) -> Self {
        Self::Corrupt { part }
    }
}
