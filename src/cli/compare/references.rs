//! A user's table of reference texts and their places: `issuer,score` above, `SWE,1` below.

use super::sides::stated;
use crate::cli::exit::UsageError;
use crate::compare::{ScalingError, Study};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Texts whose places are known.
#[derive(Clone, Debug, PartialEq)]
pub struct References {
    /// The table.
    file: PathBuf,
    /// What a text is: `doc_id`, or a field of the metadata.
    pub field: String,
    /// The place of each, by name.
    pub places: BTreeMap<String, f64>,
}

impl References {
    /// Why nothing can be placed between them, and what they could be.
    pub fn wrong(&self, error: &ScalingError, study: &Study) -> UsageError {
        let file = self.file.display();
        UsageError(match error {
            ScalingError::Nobody { .. } => format!("{file}: {error}; {}", stated(study, &self.field)),
            ScalingError::NoScale => format!("{file}: {error}"),
        })
    }
}

const COLUMN: &str = "score";

/// Reads a table of two columns, separated by commas, or by tabs if the name ends in `.tsv` or `.tab`.
///
/// # Errors
/// If the file cannot be read, or a line does not name a text and a number; the line is named.
pub fn references(path: &Path) -> Result<References, UsageError> {
    let wrong = |message: String| UsageError(format!("{}: {message}", path.display()));
    let file = File::open(path).map_err(|error| wrong(format!("{error}; name a table of references")))?;
    let is_tabbed =
        path.extension().is_some_and(|it| it.eq_ignore_ascii_case("tsv") || it.eq_ignore_ascii_case("tab"));
    let delimiter = if is_tabbed { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(file);
    let heads = reader.headers().map_err(|error| wrong(error.to_string()))?.clone();
    let score = heads.iter().position(|head| head == COLUMN);
    let (2, Some(score)) = (heads.len(), score) else {
        let names = heads.iter().collect::<Vec<_>>().join(", ");
        return Err(wrong(format!(
            "must have two columns, doc_id or a field of the metadata, and {COLUMN}; its first line has: {names}"
        )));
    };
    let field = heads[1 - score].trim_start_matches('\u{feff}').to_owned();
    let mut places = BTreeMap::new();
    for row in reader.records() {
        let row = row.map_err(|error| wrong(error.to_string()))?;
        let line = row.position().map_or(0, csv::Position::line);
        let (name, written) = (&row[1 - score], &row[score]);
        let place = written.parse().ok().filter(|place: &f64| place.is_finite());
        let place = place.ok_or_else(|| wrong(format!("line {line}: {written:?} is no number")))?;
        if places.insert(name.to_owned(), place).is_some() {
            return Err(wrong(format!(
                "line {line}: {name:?} has a score already; leave one of the two out"
            )));
        }
    }
    Ok(References { file: path.to_owned(), field, places })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<References, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("references.csv");
        std::fs::write(&path, text).expect("it can be written");
        references(&path).map_err(|error| {
            let (_, message) = error.0.split_once("references.csv: ").expect("the file is named");
            message.to_owned()
        })
    }

    #[test]
    fn columns_may_stand_in_either_order() {
        let found = read("\u{feff}issuer,score\nSWE, 1\n\"CHN\",-1.5\n").expect("a table");
        assert_eq!(found.field, "issuer");
        assert_eq!(found.places.into_iter().collect::<Vec<_>>(), [("CHN".into(), -1.5), ("SWE".into(), 1.0)]);
        assert_eq!(read("score,doc_id\n0,a.txt\n").expect("a table").field, "doc_id");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let message = |text| read(text).expect_err("it is wrong");
        assert_eq!(message("issuer,score\nSWE,high\n"), "line 2: \"high\" is no number");
        assert_eq!(
            message("issuer,score\nSWE,1\nSWE,2\n"),
            "line 3: \"SWE\" has a score already; leave one of the two out"
        );
        assert!(message("issuer,place\nSWE,1\n").ends_with("its first line has: issuer, place"));
    }
}
