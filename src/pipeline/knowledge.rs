//! What is known before any text is read.

use crate::annotate::Recogniser;
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
#[derive(Debug)]
pub struct Knowledge {
    /// Frames and the terms that show them.
    pub codebook: Codebook,
    /// Things with names.
    pub gazetteer: Gazetteer,
    /// What finds names that no list holds.
    pub recogniser: Recogniser,
}

impl Knowledge {
    /// What comes with the program.
    #[must_use]
    pub fn built_in() -> Self {
        let names = || rayon::join(Gazetteer::built_in, Recogniser::built_in);
        let (codebook, (gazetteer, recogniser)) = rayon::join(Codebook::built_in, names);
        Self { codebook, gazetteer, recogniser }
    }
}
