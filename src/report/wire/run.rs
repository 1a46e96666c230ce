//! `run.json`: what was run, on what, with which knowledge.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The one object of `run.json`. It holds no clock, host or absolute path: the same input, options and
/// program give the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Run<'a> {
    /// Version of the format of the whole folder.
    pub schema_version: Cow<'a, str>,
    /// What made it.
    pub program: Program<'a>,
    /// The command, such as `analyze`.
    pub command: Cow<'a, str>,
    /// Its options, defaults filled in. What cannot change a result (jobs, output folder, verbosity) is left
    /// out.
    pub options: ResolvedOptions<'a>,
    /// The codebook.
    pub codebook: CodebookNote<'a>,
    /// The names that were looked up.
    pub gazetteer: GazetteerNote<'a>,
    /// What finds names that are in no list; null where lists and rules alone judged.
    pub recogniser: Option<ModelNote<'a>>,
    /// What judges frames; null where rules alone judged.
    pub model: Option<ModelNote<'a>>,
    /// Seed of every random draw.
    pub seed: u64,
    /// Unit of every `start` and `end`: `unicode_code_point`.
    pub offset_unit: Cow<'a, str>,
    /// Why texts, sentence texts and surfaces are null: `no-text`; null where they are written.
    pub text_reason: Option<Cow<'a, str>>,
    /// What went in and came out.
    pub counts: Counts,
    /// The other files of the folder, by name.
    pub files: Vec<FileNote<'a>>,
}

/// What made the folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Program<'a> {
    /// `normscope`.
    pub name: Cow<'a, str>,
    /// Its version.
    pub version: Cow<'a, str>,
}

/// The options of a run, defaults filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolvedOptions<'a> {
    /// What was read, as named; of an absolute path only its last part.
    pub paths: Vec<Cow<'a, str>>,
    /// The metadata file, as named; of an absolute path only its last part.
    pub metadata: Option<Cow<'a, str>>,
    /// How file names are read as metadata.
    pub name_pattern: Option<Cow<'a, str>>,
    /// The field that holds the text of a record; null for the usual one.
    pub text_field: Option<Cow<'a, str>>,
    /// The field that names a record; null for the usual ones.
    pub id_field: Option<Cow<'a, str>>,
    /// The metadata fields that documents are grouped by.
    pub by: Vec<Cow<'a, str>>,
    /// The primary version: `author` or `all`.
    pub voice: Cow<'a, str>,
    /// What decided which frames a sentence shows: `hybrid` (a model, with the rules as its evidence) or `rules`. Where
    /// there is no model for the codebook, `rules` whatever was asked for.
    pub engine: Cow<'a, str>,
    /// Whether texts, sentence texts and surfaces are written.
    pub text: bool,
    /// The formats written.
    pub formats: Vec<Cow<'a, str>>,
    /// Resamples of each bootstrap.
    pub bootstrap: u32,
    /// The most pairs that `co_mentions.jsonl` holds.
    pub co_mentions: u32,
    /// Kinds of block that are counted.
    #[serde(default)]
    pub count_blocks: Vec<Cow<'a, str>>,
    /// Whether near-duplicates are left out of what is said of several documents.
    #[serde(default)]
    pub dedup: bool,
    /// Whether `multiverse.jsonl` is written.
    #[serde(default)]
    pub multiverse: bool,
    /// How many documents were drawn; null for all.
    pub sample: Option<u64>,
    /// The encoding that was stated for files that are no Unicode and state none; null if it was told from their bytes.
    #[serde(default)]
    pub encoding: Option<Cow<'a, str>>,
    /// Kinds of damage to texts that were left as they are.
    #[serde(default)]
    pub no_repair: Vec<Cow<'a, str>>,
    /// Largest file read, in bytes.
    pub max_bytes: u64,
    /// The most bytes that an archive or packed file may unpack to.
    #[serde(default)]
    pub max_unpacked: u64,
    /// How many times its size an archive or packed file may unpack to, over 64 MiB.
    #[serde(default)]
    pub max_ratio: u64,
    /// The deepest nesting of HTML, XML and RTF; of JSON up to 100.
    #[serde(default)]
    pub max_depth: u64,
    /// The most records read of one file.
    #[serde(default)]
    pub max_records: u64,
    /// The most files of one archive.
    #[serde(default)]
    pub max_files: u64,
    /// The most lines of a text.
    #[serde(default)]
    pub max_lines: u64,
    /// Seconds that reading one PDF or large web page may take.
    #[serde(default)]
    pub max_seconds: u64,
    /// The longest sentence, in tokens.
    #[serde(default)]
    pub max_tokens: u64,
    /// The most sentences of a document.
    #[serde(default)]
    pub max_sentences: u64,
    /// Whether `report.html` is written.
    #[serde(default)]
    pub report: bool,
    /// Whether the first failure stops the run.
    pub strict: bool,
}

/// The codebook of a run: enough to read its files without it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodebookNote<'a> {
    /// Short stable name.
    pub id: Cow<'a, str>,
    /// Its version.
    pub version: Cow<'a, str>,
    /// BCP 47 tag of the texts it reads.
    pub language: Cow<'a, str>,
    /// One line for people.
    pub title: Cow<'a, str>,
    /// SHA-256 over all its files, in hexadecimal.
    pub sha256: String,
    /// The frames, in the order of every list.
    pub frames: Vec<FrameNote<'a>>,
    /// The two frames that positions are measured between; null if it names none.
    pub contrast: Option<Contrast<'a>>,
    /// The families, in the order of every list.
    pub families: Vec<FamilyNote<'a>>,
    /// Its entries, of every role.
    pub n_entries: u64,
}

/// The gazetteer of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GazetteerNote<'a> {
    /// Short stable name: `world` is the built-in one.
    pub id: Cow<'a, str>,
    /// The user's own tables that were added to it, as named; of an absolute path only its last part.
    pub added: Option<Cow<'a, str>>,
    /// SHA-256 over all its tables, in hexadecimal.
    pub sha256: String,
    /// Its entities.
    pub n_entities: u64,
    /// Their names, of every kind.
    pub n_names: u64,
}

/// A model of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelNote<'a> {
    /// Short stable name.
    pub id: Cow<'a, str>,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
}

/// A frame of the codebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameNote<'a> {
    /// Name in all files.
    pub id: Cow<'a, str>,
    /// Name for people.
    pub name: Cow<'a, str>,
    /// Evidence (sum of weights) that a sentence needs to show it, > 0.
    pub threshold: f64,
}

/// The two frames of the contrast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contrast<'a> {
    /// A plus favours this one.
    pub positive: Cow<'a, str>,
    /// A minus favours this one.
    pub negative: Cow<'a, str>,
}

/// A family of the codebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyNote<'a> {
    /// Name in all files.
    pub id: Cow<'a, str>,
    /// The frame it argues for.
    pub frame: Cow<'a, str>,
    /// Name for people.
    pub name: Cow<'a, str>,
    /// Whether a sensitivity check leaves it out.
    pub separate: bool,
}

/// What went in and came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Documents analysed.
    pub n_documents: u64,
    /// Inputs that failed: the lines of `errors.jsonl`.
    pub n_errors: u64,
    /// Paths passed over: the lines of `skipped.jsonl`.
    pub n_skipped: u64,
    /// Warnings of all documents.
    pub n_warnings: u64,
    /// Documents with the very text of an earlier one.
    #[serde(default)]
    pub n_duplicate_texts: u64,
    /// Words of all documents.
    pub n_words: u64,
    /// Words in counted blocks.
    pub n_words_counted: u64,
    /// Sentences of all documents.
    pub n_sentences: u64,
    /// Sentences in counted blocks: the lines of `sentences.jsonl`.
    pub n_sentences_counted: u64,
    /// Matches of the codebook: the lines of `hits.jsonl`.
    pub n_hits: u64,
    /// Those of them that count.
    pub n_hits_counted: u64,
    /// Names and dates: the lines of `mentions.jsonl`.
    pub n_mentions: u64,
    /// Words and positions ascribed to someone: the lines of `attributions.jsonl`.
    pub n_attributions: u64,
    /// Distinct things named: the lines of `entities.jsonl`.
    pub n_entities: u64,
    /// Size of all texts as analysed, in bytes of UTF-8.
    pub text_bytes: u64,
}

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileNote<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its lines: one object each in JSONL, the header included in CSV; 0 in the journal, which is binary.
    pub lines: u64,
    /// SHA-256 of the file, in hexadecimal; null in runs of versions that did not note it.
    #[serde(default)]
    pub sha256: Option<String>,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.n_documents += other.n_documents;
        self.n_errors += other.n_errors;
        self.n_skipped += other.n_skipped;
        self.n_warnings += other.n_warnings;
        self.n_duplicate_texts += other.n_duplicate_texts;
        self.n_words += other.n_words;
        self.n_words_counted += other.n_words_counted;
        self.n_sentences += other.n_sentences;
        self.n_sentences_counted += other.n_sentences_counted;
        self.n_hits += other.n_hits;
        self.n_hits_counted += other.n_hits_counted;
        self.n_mentions += other.n_mentions;
        self.n_attributions += other.n_attributions;
        self.n_entities += other.n_entities;
        self.text_bytes += other.text_bytes;
    }
}
