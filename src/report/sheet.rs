//! A sheet for coders: sentences, and empty cells for what they see in them.

use super::csv::harmless;
use super::{Error, Result};
use crate::validate::{COLUMNS, Drawing};
use std::io::Write;
use std::path::Path;

/// A sentence on a sheet. Nothing here tells what the program made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSentence {
    /// Its name in the run.
    pub sentence_id: String,
    /// The document it stands in.
    pub doc_id: String,
    /// The sentence as written.
    pub text: String,
}

/// Writes a sheet, `delimiter` between the cells, the last of which says how the sentences were drawn. A cell that a spreadsheet would take for a formula begins with `'`.
///
/// # Errors
/// If `out` cannot be written to; `path` is named.
pub fn write_sheet(
    out: impl Write,
    path: &Path,
    (delimiter, drawing): (u8, Drawing),
    sentences: &[SheetSentence],
) -> Result<()> {
    let wrong = |error: csv::Error| Error::at(path)(error.into());
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    writer.write_record(COLUMNS).map_err(wrong)?;
    for it in sentences {
        let known = [&it.sentence_id, &it.doc_id, &it.text].map(|cell| harmless(cell));
        let empty = COLUMNS[known.len()..COLUMNS.len() - 1].iter().map(|_| "");
        let cells = known.iter().map(|cell| &**cell).chain(empty).chain([drawing.name()]);
        writer.write_record(cells).map_err(wrong)?;
    }
    writer.flush().map_err(Error::at(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_empty_cells_and_no_formulas() {
        let sentence = SheetSentence {
            sentence_id: "a.txt#s3".to_owned(),
            doc_id: "a.txt".to_owned(),
            text: "=SUM(A1), they wrote".to_owned(),
        };
        let mut out = Vec::new();
        write_sheet(&mut out, Path::new("sheet.csv"), (b',', Drawing::Simple), &[sentence])
            .expect("memory can be written to");
        let text = String::from_utf8(out).expect("cells are text");
        assert_eq!(
            text,
            "sentence_id,doc_id,text,frame,voice,stance,holder,families,borderline,notes,drawn\n\
             a.txt#s3,a.txt,\"'=SUM(A1), they wrote\",,,,,,,,simple\n"
        );
    }
}
