//! What is wrong, or doubtful, in a codebook, and where.

use super::Place;
use std::fmt;
use std::path::PathBuf;

/// How bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The codebook cannot be used as it stands.
    Error,
    /// It can be used, but probably does not do what its author meant.
    Warning,
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What, and what to do about it.
    pub message: String,
}

impl Finding {
    pub(crate) fn error(place: Place, message: String) -> Self {
        Self { severity: Severity::Error, place, message }
    }

    pub(crate) fn warning(place: Place, message: String) -> Self {
        Self { severity: Severity::Warning, place, message }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let warning = if self.severity == Severity::Warning { "warning: " } else { "" };
        write!(f, "{}: {warning}{}", self.place, self.message)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Why there is no codebook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodebookError {
    /// A file cannot be opened or is not UTF-8.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The files were read and break the rules; every breach is listed.
    #[error("{}", lines(.0))]
    Invalid(Vec<Finding>),
    /// A dictionary of another program that we cannot turn into a codebook.
    #[error("{place}: {reason}")]
    NotImportable {
        /// Where.
        place: Place,
        /// What, and what to do about it.
        reason: String,
    },
}

fn lines(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The known name nearest to a mistyped one, as the end of a message; empty if none is near.
pub(crate) fn did_you_mean<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let allowed = 1 + given.chars().count() / 3;
    known
        .into_iter()
        .map(|name| (distance(given, name), name))
        .filter(|&(distance, _)| distance <= allowed)
        .min()
        .map_or_else(String::new, |(_, name)| format!("; did you mean {name:?}?"))
}

/// Levenshtein distance in characters.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (done, ours) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = done + 1;
        for (at, &theirs) in right.iter().enumerate() {
            let swap = diagonal + usize::from(ours != theirs);
            diagonal = row[at + 1];
            row[at + 1] = swap.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_not() {
        assert_eq!(did_you_mean("R22", ["R1", "R2"]), "; did you mean \"R2\"?");
        assert_eq!(did_you_mean("privcy", ["privacy", "press"]), "; did you mean \"privacy\"?");
        assert_eq!(did_you_mean("privacy", ["sovereignty"]), "");
    }

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
