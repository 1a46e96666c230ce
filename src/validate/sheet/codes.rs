//! The codes on a filled sheet.

use super::Drawing;
use crate::annotate::{Stance, Voice};
use crate::validate::GoldError;
use crate::validate::gold::coded_as;
use crate::validate::records::text_of;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The columns of a sheet, in order; those between `text` and `drawn` are empty when it is drawn.
pub const COLUMNS: [&str; 11] = [
    "sentence_id",
    "doc_id",
    "text",
    "frame",
    "voice",
    "stance",
    "holder",
    "families",
    "borderline",
    "notes",
    "drawn",
];

/// The codes that may be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeNames {
    /// Ids of frames, in codebook order.
    pub frames: Vec<String>,
    /// The two that `both` stands for.
    pub contrast: Option<[String; 2]>,
    /// Ids of families.
    pub families: Vec<String>,
}

/// What one coder, or the program, says of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// The document the sentence stands in.
    pub doc_id: String,
    /// Its frames as one name: a frame, `both`, several joined by `+`, or `neither`.
    pub class: String,
    /// Whose words it is in; `None` where nobody says.
    pub voice: Option<Voice>,
    /// How the one who speaks stands to it; `None` where nobody says.
    pub stance: Option<Stance>,
    /// Who is said to hold it.
    pub holder: Option<String>,
    /// The families it shows; `None` where the cell is empty in a sentence with a frame.
    pub families: Option<BTreeSet<String>>,
}

/// A filled sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedSheet {
    /// What was coded, by `sentence_id`.
    pub codings: BTreeMap<String, Coding>,
    /// How its sentences were drawn; `None` where a coded one does not say, or not all say the same.
    pub drawing: Option<Drawing>,
    /// Sentences on the sheet without a frame.
    pub n_blank: u64,
    /// Coded sentences that the coder marked as borderline.
    pub n_borderline: u64,
}

/// A row of a sheet.
#[derive(Debug, Deserialize)]
struct Row {
    sentence_id: String,
    text: Option<String>,
    frame: String,
    voice: Option<String>,
    stance: Option<String>,
    holder: Option<String>,
    families: Option<String>,
    borderline: Option<String>,
    drawn: Option<String>,
}

impl CodeNames {
    /// The one name of a set of frames.
    #[must_use]
    pub fn class(&self, frames: &BTreeSet<&str>) -> String {
        let known: Vec<&str> =
            self.frames.iter().map(String::as_str).filter(|it| frames.contains(it)).collect();
        let is_both =
            |pair: &[String; 2]| known.len() == 2 && pair.iter().all(|it| known.contains(&it.as_str()));
        match known.as_slice() {
            [] => "neither".to_owned(),
            _ if self.contrast.as_ref().is_some_and(is_both) => "both".to_owned(),
            several => several.join("+"),
        }
    }

    /// Whether a class has a frame; of [`ANY_FRAME`](super::ANY_FRAME) whether it has one at all.
    pub(super) fn shows(&self, class: &str, frame: &str) -> bool {
        match (class, &self.contrast) {
            ("neither", _) => false,
            _ if frame == super::ANY_FRAME => true,
            ("both", Some(pair)) => pair.iter().any(|it| it == frame),
            _ => class.split('+').any(|it| it == frame),
        }
    }

    /// The name of what a coder wrote, in whatever case.
    fn coded_class(&self, code: &str) -> Result<String, String> {
        let code = code.trim().to_lowercase();
        let mut frames = BTreeSet::new();
        match (code.as_str(), &self.contrast) {
            ("neither", _) => {}
            ("both", Some(pair)) => frames.extend(pair.iter().map(String::as_str)),
            _ => {
                for part in code.split('+').map(str::trim) {
                    let known = self.frames.iter().find(|it| it.to_lowercase() == part);
                    frames.insert(known.ok_or_else(|| self.unknown_frame(part))?.as_str());
                }
            }
        }
        Ok(self.class(&frames))
    }

    fn unknown_frame(&self, code: &str) -> String {
        let both = if self.contrast.is_some() { ", both" } else { "" };
        format!(
            "frame {code:?} is unknown; write one of {}{both}, neither, or nothing",
            self.frames.join(", ")
        )
    }

    /// The families that a coder wrote, parted by spaces, commas, semicolons or `+`.
    fn coded_families(&self, cell: Option<&str>) -> Result<Option<BTreeSet<String>>, String> {
        let parts = cell.unwrap_or_default().split([' ', ',', ';', '+']).filter(|part| !part.is_empty());
        let family = |code: &str| {
            let known = self.families.iter().find(|it| it.eq_ignore_ascii_case(code)).cloned();
            known.ok_or_else(|| {
                format!("family {code:?} is unknown; write one or several of {}", self.families.join(", "))
            })
        };
        let families = parts.map(family).collect::<Result<BTreeSet<_>, _>>()?;
        Ok((!families.is_empty()).then_some(families))
    }
}

/// Reads a filled sheet: CSV or TSV, whatever parts the cells (comma, semicolon or tab). A sentence without a frame is
/// not coded. `known` gives the document and text of each sentence of the run.
///
/// # Errors
/// If the file cannot be read, lacks a column, holds an unknown code, or names a sentence that the run does not have, or
/// has with other words.
pub fn read_codes(
    path: &Path,
    names: &CodeNames,
    known: &BTreeMap<String, (String, String)>,
) -> Result<CodedSheet, GoldError> {
    let text = text_of(path)?;
    let fault = |line: usize, problem: String| GoldError::Record { path: path.to_owned(), line, problem };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(&text)).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| fault(1, error.to_string()))?.clone();
    let missing = ["sentence_id", "frame"].into_iter().find(|name| !headers.iter().any(|it| it == *name));
    if let Some(name) = missing {
        return Err(fault(
            1,
            format!("there is no column {name:?}; keep the first line of the sheet as it was"),
        ));
    }
    let mut sheet = CodedSheet { codings: BTreeMap::new(), drawing: None, n_blank: 0, n_borderline: 0 };
    let mut drawings: BTreeSet<Option<Drawing>> = BTreeSet::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            fault(usize::try_from(line).unwrap_or(usize::MAX), error.to_string())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let at = |problem| fault(usize::try_from(line).unwrap_or(usize::MAX), problem);
        let row: Row = record.deserialize(Some(&headers)).map_err(|error| at(error.to_string()))?;
        drawings.insert(row.drawing().map_err(at)?);
        sheet.add(row, names, known).map_err(at)?;
    }
    if let (1, Some(Some(drawing))) = (drawings.len(), drawings.first()) {
        sheet.drawing = Some(*drawing);
    }
    if sheet.codings.is_empty() { Err(GoldError::Empty { path: path.to_owned() }) } else { Ok(sheet) }
}

/// What parts the cells: spreadsheets change it with the country.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    *b"\t;".iter().find(|it| head.contains(char::from(**it))).unwrap_or(&b',')
}

impl Row {
    /// How it was drawn; `None` where it does not say.
    fn drawing(&self) -> Result<Option<Drawing>, String> {
        let drawn = self.drawn.as_deref().map(|it| it.trim().to_lowercase());
        coded_as("drawn", drawn.as_deref(), Drawing::ALL.map(|it| (it.name(), it)))
    }
}

impl CodedSheet {
    fn add(
        &mut self,
        row: Row,
        names: &CodeNames,
        known: &BTreeMap<String, (String, String)>,
    ) -> Result<(), String> {
        let id = undefused(&row.sentence_id);
        let Some((doc_id, text)) = known.get(id) else {
            return Err(format!(
                "the run has no sentence {id:?}; name the run that the sheet was drawn from"
            ));
        };
        if row.text.as_deref().is_some_and(|it| letters(it) != letters(text)) {
            return Err(format!(
                "sentence {id:?} has other words in the run; name the run that the sheet was drawn from"
            ));
        }
        if row.frame.trim().is_empty() {
            self.n_blank += 1;
            return Ok(());
        }
        let lower = |cell: Option<String>| cell.map(|it| it.trim().to_lowercase());
        let class = names.coded_class(&row.frame)?;
        let families = names.coded_families(row.families.as_deref())?;
        let coding = Coding {
            doc_id: doc_id.clone(),
            voice: coded_as("voice", lower(row.voice).as_deref(), Voice::ALL.map(|it| (it.name(), it)))?,
            stance: coded_as("stance", lower(row.stance).as_deref(), Stance::ALL.map(|it| (it.name(), it)))?,
            holder: row.holder.filter(|it| !it.trim().is_empty()),
            families: if class == "neither" { Some(families.unwrap_or_default()) } else { families },
            class,
        };
        let marks =
            [("yes", true), ("y", true), ("1", true), ("x", true), ("no", false), ("n", false), ("0", false)];
        let is_borderline = coded_as("borderline", lower(row.borderline).as_deref(), marks)?;
        self.n_borderline += u64::from(is_borderline == Some(true));
        if self.codings.insert(id.to_owned(), coding).is_some() {
            return Err(format!("sentence {id:?} stands on the sheet twice; keep one of the rows"));
        }
        Ok(())
    }
}

/// A cell without the `'` that keeps spreadsheets from taking it for a formula.
fn undefused(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r'])).unwrap_or(cell)
}

/// What no spreadsheet changes in a text.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> CodeNames {
        CodeNames {
            frames: vec!["rights".to_owned(), "state".to_owned()],
            contrast: Some(["rights".to_owned(), "state".to_owned()]),
            families: vec!["R1".to_owned(), "S2".to_owned()],
        }
    }

    fn read(content: &str) -> Result<CodedSheet, String> {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("sheet.csv");
        std::fs::write(&path, content).expect("the file can be written");
        let sentence = |at: usize| (format!("a#s{at}"), ("a".to_owned(), format!("Sentence {at}.")));
        let known = (0..4).map(sentence).collect();
        read_codes(&path, &names(), &known).map_err(|error| error.to_string())
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        let sheet = read(
            "sentence_id;doc_id;text;frame;voice;stance;holder;families;borderline;notes\r\n\
             a#s0;a;Sentence 0.;Rights;author;endorse;;r1;x;\r\n\
             a#s1;a;Sentence 1.;state+rights;Attributed;report;NGOs;S2, R1;;see\r\n\
             a#s2;a;Sentence 2.;neither;;;;;no;\r\n\
             a#s3;a;Sentence 3.;;;;;;;\r\n",
        )
        .expect("a filled sheet");
        assert_eq!((sheet.codings.len(), sheet.n_blank, sheet.n_borderline), (3, 1, 1));
        assert_eq!(sheet.codings["a#s0"].class, "rights");
        let second = &sheet.codings["a#s1"];
        assert_eq!((second.class.as_str(), second.voice), ("both", Some(Voice::Attributed)));
        assert_eq!(second.families.as_ref().map(BTreeSet::len), Some(2));
    }

    #[test]
    fn an_unknown_code_is_named_with_its_line_and_the_cure() {
        let problem =
            |rows: &str| read(&format!("sentence_id,text,frame,voice,families\n{rows}")).expect_err("wrong");
        let wrong = problem("a#s0,Sentence 0.,neither,,\na#s1,Sentence 1.,liberty,,\n");
        assert!(
            wrong.contains("sheet.csv:3: frame \"liberty\" is unknown; write one of rights, state, both"),
            "{wrong}"
        );
        assert!(problem("a#s0,Sentence 0.,state,writer,\n").contains(":2: voice \"writer\" is unknown"));
        assert!(problem("a#s0,Sentence 0.,state,,S77\n").contains("family \"S77\" is unknown"));
        assert!(problem("b#s0,Sentence 0.,state,,\n").contains("the run has no sentence"));
        assert!(problem("a#s0,Sentence 9.,state,,\n").contains("other words in the run"));
        assert!(problem("a#s0,Sentence 0.,,,\n").contains("holds no coded sentence"));
        assert!(read("id,frame\n").expect_err("no ids").contains("no column \"sentence_id\""));
    }
}
