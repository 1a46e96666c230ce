//! Hand-coded sentences, as JSON Lines or CSV.

use super::records::{records, text_of};
use crate::annotate::{Stance, Voice};
use crate::codebook::{Codebook, FrameIx};
use crate::document::Metadata;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A sentence and what people say it shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldSentence {
    /// Its name in the file.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The document it was drawn from; sentences of one document are never parted by a resample.
    pub doc: String,
    /// The strata it is reported under (`source`, `group`), as `name=value`.
    pub strata: Vec<String>,
    /// On whose behalf the document speaks, where the file says so.
    pub issuer: Option<String>,
    /// The frames it shows, in codebook order; none for `neither`.
    pub frames: Vec<FrameIx>,
    /// Whose words it is in; `None` where nobody coded it.
    pub voice: Option<Voice>,
    /// How the one who speaks stands to its frames; `None` where nobody coded it.
    pub stance: Option<Stance>,
    /// Who is said to hold it; `None` where the author speaks or nobody coded it.
    pub holder: Option<String>,
}

impl GoldSentence {
    /// What is known of its document, for the reader.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        Metadata { issuer: self.issuer.clone(), ..Metadata::default() }
    }
}

/// Why a gold file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GoldError {
    /// The file cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A record is not as documented.
    #[error("{}:{line}: {problem}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// What is wrong, and the cure.
        problem: String,
    },
    /// The records are of no kind that people code for us.
    #[error(
        "{}: its records have the fields {fields}; they need `text` and `frame` (frames of sentences), `text` \
         and `mentions` (names; in a table `text`, `start`, `end`, `label`), `tokens` and `spans` (names), or \
         `text` and `attributions` (who says what)",
        path.display()
    )]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The fields of its first record.
        fields: String,
    },
    /// The file holds no sentence.
    #[error("{}: holds no coded sentence", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// A record of a gold file. Only `text` and `frame` are needed; columns that are not named here belong to
/// the researcher and are passed over.
#[derive(Debug, Default, Deserialize)]
struct Record {
    #[serde(default)]
    id: String,
    text: String,
    frame: String,
    #[serde(default)]
    doc: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    group: String,
    issuer: Option<String>,
    voice: Option<String>,
    stance: Option<String>,
    holder: Option<String>,
}

/// Reads coded sentences: CSV or TSV by the file's name, JSON Lines otherwise.
///
/// `frame` is the id of a frame, `neither`, `both` (the two frames of the contrast) or several ids joined
/// by `+`. `issuer`, `voice`, `stance` and `holder` may be missing, null or empty.
///
/// # Errors
/// If the file cannot be read, holds nothing, or a record lacks a field or names an unknown frame, voice or stance.
pub fn read_gold(path: &Path, codebook: &Codebook) -> Result<Vec<GoldSentence>, GoldError> {
    let records = records::<Record>(path, &text_of(path)?);
    let mut sentences = Vec::with_capacity(records.len());
    for (line, record) in records {
        let sentence = record
            .and_then(|record| coded(record, line, codebook))
            .map_err(|problem| GoldError::Record { path: path.to_owned(), line, problem })?;
        sentences.push(sentence);
    }
    if sentences.is_empty() {
        return Err(GoldError::Empty { path: path.to_owned() });
    }
    Ok(sentences)
}

/// The documents that a file's sentences come from, whatever else its records hold.
///
/// # Errors
/// If the file cannot be read, or a record is not as documented.
pub fn documents_of(path: &Path, codebook: &Codebook) -> Result<BTreeSet<String>, GoldError> {
    Ok(read_gold(path, codebook)?.into_iter().map(|sentence| sentence.doc).collect())
}

fn coded(record: Record, line: usize, codebook: &Codebook) -> Result<GoldSentence, String> {
    let strata = [("source", &record.source), ("group", &record.group)];
    Ok(GoldSentence {
        frames: frames(&record.frame, codebook)?,
        voice: coded_as("voice", record.voice.as_deref(), Voice::ALL.map(|it| (it.name(), it)))?,
        stance: coded_as("stance", record.stance.as_deref(), Stance::ALL.map(|it| (it.name(), it)))?,
        holder: record.holder.filter(|it| !it.trim().is_empty()),
        issuer: record.issuer.filter(|it| !it.trim().is_empty()),
        strata: strata
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect(),
        id: if record.id.is_empty() { format!("line {line}") } else { record.id },
        // A sentence without a document is a document of its own.
        doc: if record.doc.is_empty() { format!("line {line}") } else { record.doc },
        text: record.text,
    })
}

/// The code of this name; `None` where the cell is empty.
pub(super) fn coded_as<T: Copy, const N: usize>(
    layer: &str,
    coded: Option<&str>,
    known: [(&str, T); N],
) -> Result<Option<T>, String> {
    let Some(coded) = coded.map(str::trim).filter(|it| !it.is_empty()) else { return Ok(None) };
    let found = known.iter().find(|(name, _)| *name == coded);
    found.map(|&(_, code)| Some(code)).ok_or_else(|| {
        let names = known.map(|(name, _)| name).join(", ");
        format!("{layer} {coded:?} is unknown; write one of {names}, or nothing")
    })
}

/// The frames that a code stands for, in codebook order.
pub(super) fn frames(coded: &str, codebook: &Codebook) -> Result<Vec<FrameIx>, String> {
    let mut frames = match (coded, codebook.contrast) {
        ("neither", _) => Vec::new(),
        ("both", Some(contrast)) => vec![contrast.positive, contrast.negative],
        _ => coded.split('+').map(|id| frame(id.trim(), codebook)).collect::<Result<_, _>>()?,
    };
    frames.sort_unstable();
    frames.dedup();
    Ok(frames)
}

fn frame(id: &str, codebook: &Codebook) -> Result<FrameIx, String> {
    let known = || codebook.frames.iter().map(|frame| frame.id.as_str()).collect::<Vec<_>>().join(", ");
    codebook.frames.iter().position(|frame| frame.id == id).map(FrameIx::new).ok_or_else(|| {
        format!("frame {id:?} is not in the codebook; write one of {}, both, neither", known())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(name: &str, content: &str) -> Result<Vec<GoldSentence>, String> {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join(name);
        fs::write(&path, content).expect("the file can be written");
        read_gold(&path, &Codebook::built_in()).map_err(|error| error.to_string())
    }

    #[test]
    fn json_lines_and_csv_say_the_same() {
        let lines =
            read("gold.jsonl", "{\"id\":\"1\",\"text\":\"A, b.\",\"frame\":\"both\",\"doc\":\"d\"}\n");
        let table = read("gold.csv", "id,text,frame,doc\n1,\"A, b.\",both,d\n");
        assert_eq!(lines, table);
        assert_eq!(lines.expect("a sentence")[0].frames.len(), 2);
    }

    #[test]
    fn voice_holder_and_stance_may_be_coded_or_not() {
        let lines = "{\"text\":\"A.\",\"frame\":\"rights\",\"voice\":\"attributed\",\"holder\":\"NGOs\",\"stance\":\"report\",\"issuer\":\"USA\"}\n\
                     {\"text\":\"B.\",\"frame\":\"neither\",\"voice\":\"author\",\"holder\":null,\"stance\":null}\n\
                     {\"text\":\"C.\",\"frame\":\"neither\"}";
        let gold = read("gold.jsonl", lines).expect("three sentences");
        assert_eq!((gold[0].voice, gold[0].stance), (Some(Voice::Attributed), Some(Stance::Report)));
        assert_eq!(
            (gold[0].holder.as_deref(), gold[0].metadata().issuer.as_deref()),
            (Some("NGOs"), Some("USA"))
        );
        assert_eq!((gold[1].voice, gold[1].holder.clone()), (Some(Voice::Author), None));
        assert_eq!((gold[2].voice, gold[2].stance), (None, None));
        let problem = read("gold.csv", "text,frame,voice\nA.,neither,writer\n").expect_err("no such voice");
        assert!(
            problem.contains("gold.csv:2: voice \"writer\" is unknown; write one of author,"),
            "{problem}"
        );
    }

    #[test]
    fn an_unknown_frame_is_named_with_its_line() {
        let problem =
            read("gold.csv", "text,frame\nOne.,neither\nTwo.,riights\n").expect_err("no such frame");
        assert!(problem.contains("gold.csv:3:") && problem.contains("\"riights\""), "{problem}");
        assert!(read("gold.jsonl", "\n").expect_err("nothing in it").contains("no coded sentence"));
    }
}
