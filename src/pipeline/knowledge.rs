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
    /// What decides which frames a sentence shows.
    pub engine: Engine,
}

/// What decides which frames a sentence shows. Hits are the evidence for every other measure either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// The weights of the codebook's entries, added up.
    Rules,
    /// A model learnt from coded sentences, where there is one for the codebook; else the rules.
    #[default]
    Hybrid,
}

impl Engine {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Hybrid => "hybrid",
        }
    }
}

impl Knowledge {
    /// What comes with the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self { codebook: Codebook::built_in(), gazetteer: Gazetteer::built_in(), engine: Engine::default() }
    }
}
