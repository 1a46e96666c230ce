//! What is known before any text is read.

use crate::codebook::Codebook;
use crate::gazetteer::Gazetteer;

/// The data that an analysis looks things up in. Each part can be exchanged:
///
/// ```
/// use normscope::codebook::Codebook;
/// use normscope::pipeline::Knowledge;
/// let knowledge = Knowledge { codebook: Codebook::built_in(), ..Knowledge::built_in() };
/// assert!(knowledge.gazetteer.find("state:CHN").is_some());
/// ```
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// Frames and the terms that show them.
    pub codebook: Codebook,
    /// Things with names.
    pub gazetteer: Gazetteer,
}

impl Knowledge {
    /// What comes with the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self { codebook: Codebook::built_in(), gazetteer: Gazetteer::built_in() }
    }
}
