//! What can be wrong with a model file.

use crate::annotate::pack::Corrupt;

/// Why a file is no model that this program can use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JudgeError {
    /// It does not begin as a model does.
    #[error("this is no model of frames: it does not begin with \"NORMFRAM\"")]
    NotAModel,
    /// It was made for another version of the program.
    #[error("the model has format {found}, this program reads format {expected}; train it anew")]
    Version {
        /// The format of the file.
        found: u32,
        /// The format that is read.
        expected: u32,
    },
    /// Bytes of it are missing or have changed.
    #[error("the model is damaged: its checksum does not fit; copy it again")]
    Checksum,
    /// It contradicts itself.
    #[error("the model is damaged at {part}; train it anew")]
    Corrupt {
        /// What could not be read.
        part: &'static str,
    },
    /// It was trained with the hits of another codebook.
    #[error("the model was trained with another codebook, or with another version of it ({id})")]
    OtherCodebook {
        /// The codebook's id.
        id: String,
        /// Its fingerprint.
        fingerprint: String,
    },
}

impl From<Corrupt> for JudgeError {
    fn from(Corrupt(part): Corrupt) -> Self {
        Self::Corrupt { part }
    }
}
