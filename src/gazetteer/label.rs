//! The kinds of thing that a mention can name.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What sort of thing a name stands for. The rules of use are those of the annotation guide in `docs/entities.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Label {
    /// A human being.
    Person,
    /// A sovereign state or its government.
    State,
    /// An organ of one state: ministry, parliament, court, army.
    GovBody,
    /// An intergovernmental organisation or coalition, or an organ of one.
    Igo,
    /// A non-governmental organisation, university, movement, church, union or armed group.
    CivilSociety,
    /// A firm or commercial platform.
    Company,
    /// A newspaper, broadcaster or news agency.
    Media,
    /// A political party.
    Party,
    /// A people, nationality, faith or political group, as noun or adjective.
    Group,
    /// Any other place.
    Location,
    /// A treaty, law, resolution, declaration or agenda.
    Instrument,
    /// A war, summit, conference, day or disaster.
    Event,
    /// A date or period.
    Date,
}

impl Label {
    /// Every label, in the order in which tables list them.
    pub const ALL: [Self; 13] = [
        Self::Person,
        Self::State,
        Self::GovBody,
        Self::Igo,
        Self::CivilSociety,
        Self::Company,
        Self::Media,
        Self::Party,
        Self::Group,
        Self::Location,
        Self::Instrument,
        Self::Event,
        Self::Date,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::State => "STATE",
            Self::GovBody => "GOV_BODY",
            Self::Igo => "IGO",
            Self::CivilSociety => "CIVIL_SOCIETY",
            Self::Company => "COMPANY",
            Self::Media => "MEDIA",
            Self::Party => "PARTY",
            Self::Group => "GROUP",
            Self::Location => "LOCATION",
            Self::Instrument => "INSTRUMENT",
            Self::Event => "EVENT",
            Self::Date => "DATE",
        }
    }

    /// The label of this name.
    ///
    /// ```
    /// use normscope::gazetteer::Label;
    /// assert_eq!(Label::named("GOV_BODY"), Some(Label::GovBody));
    /// assert_eq!(Label::named("gov_body"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.name() == name)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
