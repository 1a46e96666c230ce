//! The sets of labels that gold files use.

use crate::gazetteer::Label;

/// A set of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Our own labels; DATE is left out.
    Fine,
    /// PER, ORG and LOC.
    Folded,
}

/// Labels of published sets, in lower case, and what they are folded to.
const FOLDED: [(&str, &str); 13] = [
    ("per", "PER"),
    ("person", "PER"),
    ("org", "ORG"),
    ("organization", "ORG"),
    ("organisation", "ORG"),
    ("corporation", "ORG"),
    ("company", "ORG"),
    ("group", "ORG"),
    ("loc", "LOC"),
    ("location", "LOC"),
    ("place", "LOC"),
    ("gpe", "LOC"),
    ("state", "LOC"),
];

impl Scheme {
    /// The classes of a scheme, in the order of tables.
    #[must_use]
    pub fn classes(self) -> Vec<&'static str> {
        match self {
            Self::Fine => Label::ALL.into_iter().filter_map(|label| self.of(label)).collect(),
            Self::Folded => vec!["PER", "ORG", "LOC"],
        }
    }

    /// What one of our labels is in this scheme; `None` for what it leaves out.
    #[must_use]
    pub const fn of(self, label: Label) -> Option<&'static str> {
        match (self, label) {
            (_, Label::Date) => None,
            (Self::Fine, label) => Some(label.name()),
            (Self::Folded, Label::Person) => Some("PER"),
            (Self::Folded, Label::State | Label::Location) => Some("LOC"),
            (
                Self::Folded,
                Label::GovBody
                | Label::Igo
                | Label::CivilSociety
                | Label::Company
                | Label::Media
                | Label::Party,
            ) => Some("ORG"),
            (Self::Folded, _) => None,
        }
    }

    /// What the label of a gold file is in this scheme; `None` for what it leaves out. Published sets have labels
    /// of their own, so that none is wrong there; ours are told apart from mistyped ones.
    ///
    /// # Errors
    /// If it is not one of our labels.
    pub fn of_gold(self, written: &str) -> Result<Option<&'static str>, String> {
        match self {
            Self::Fine => Label::named(written).map(|label| self.of(label)).ok_or_else(|| {
                let known = Label::ALL.map(Label::name).join(", ");
                format!("{written:?} is no label; the labels are {known}")
            }),
            Self::Folded => {
                let lower = written.to_ascii_lowercase();
                Ok(FOLDED.iter().find(|(name, _)| *name == lower).map(|(_, class)| *class))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_other_sets_are_folded_and_the_rest_dropped() {
        let classes = ["corporation", "PLACE", "creative-work"].map(|it| Scheme::Folded.of_gold(it));
        assert_eq!(classes, [Ok(Some("ORG")), Ok(Some("LOC")), Ok(None)]);
        assert_eq!(Scheme::Folded.of(Label::Group), None);
        assert!(Scheme::Fine.of_gold("Corporation").is_err());
        assert_eq!(Scheme::Fine.classes().len(), 12);
    }
}
