//! Inputs as they come: every one ends as a document, a failure or a skipped file, and the run goes on.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use normscope::document::{BlockKind, Document};
use normscope::ingest::{
    Corpus, Encoding, Failure, FailureCode, IngestError, IngestOptions, Input, SkipReason, WarningCode,
};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Everything the inputs hold, read.
struct Outcome {
    documents: Vec<Document>,
    failures: Vec<Failure>,
    skipped: Vec<(String, SkipReason)>,
}

impl Outcome {
    fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.id.as_str()).collect()
    }

    /// `path#record code` of every failure.
    fn failed(&self) -> Vec<String> {
        let show = |failure: &Failure| match failure.record {
            Some(record) => format!("{}#{record} {}", failure.path, failure.code),
            None => format!("{} {}", failure.path, failure.code),
        };
        self.failures.iter().map(show).collect()
    }

    /// `path reason` of everything passed over.
    fn skipped(&self) -> Vec<String> {
        self.skipped.iter().map(|(path, reason)| format!("{path} {}", reason.name())).collect()
    }

    #[track_caller]
    fn document(&self, id: &str) -> &Document {
        self.documents.iter().find(|document| document.id.as_str() == id).expect("a document of that id")
    }
}

fn read(path: &Path) -> Outcome {
    read_with(path, &IngestOptions::default())
}

fn read_with(path: &Path, options: &IngestOptions) -> Outcome {
    read_all(&[Input::Path(path.to_owned())], options)
}

fn read_all(inputs: &[Input], options: &IngestOptions) -> Outcome {
    let corpus = Corpus::open(inputs, options).unwrap();
    let mut outcome = Outcome { documents: Vec::new(), failures: Vec::new(), skipped: Vec::new() };
    for record in corpus.records() {
        match record.and_then(|record| record.read()) {
            Ok(document) => outcome.documents.push(document),
            Err(failure) => outcome.failures.push(failure),
        }
    }
    outcome.skipped = corpus.skipped().iter().map(|skip| (skip.path.clone(), skip.reason)).collect();
    outcome
}

fn memory(name: &str, content: &str) -> Outcome {
    let input = Input::Memory { name: name.to_owned(), bytes: content.as_bytes().to_vec() };
    read_all(&[input], &IngestOptions::default())
}

fn codes(document: &Document) -> Vec<&str> {
    document.warnings.iter().map(|warning| warning.code).collect()
}

// ---- the walk

#[test]
fn files_come_in_the_order_of_their_bytes() {
    let names = ["b.txt", "a/z.txt", "a.txt", "a-1.txt", "B.txt"];
    let folder = folder(&names.map(|name| (name, b"x".as_slice())));
    assert_eq!(read(folder.path()).ids(), ["B.txt", "a-1.txt", "a.txt", "a/z.txt", "b.txt"]);
}

#[test]
fn what_is_no_document_is_passed_over_with_its_reason() {
    let folder = folder(&[
        (".DS_Store", b"x"),
        ("THUMBS.DB", b"x"),
        ("__MACOSX/._speech.txt", b"x"),
        ("Desktop.ini", b"x"),
        ("Icon\r", b"x"),
        ("letter.TMP", b"x"),
        (".git/config", b"x"),
        (".gitignore", b"speech.txt"),
        ("~$draft.txt", b"x"),
        ("notes.txt.swp", b"x"),
        ("paper.xyz", b"%PDF"),
        ("speech.txt", b"Read although a .gitignore names it."),
        ("old run/run.json", b"{\"program\": {\"name\": \"normscope\"}}"),
        ("old run/texts.jsonl", b"{\"text\": \"x\"}"),
        ("not ours/run.json", b"{\"program\": \"other\"}"),
    ]);
    let outcome = read(folder.path());
    assert_eq!(outcome.ids(), ["speech.txt"]);
    assert_eq!(outcome.failed(), ["not ours/run.json#1 missing-text"]);
    assert_eq!(
        outcome.skipped(),
        [
            ".DS_Store junk",
            ".git hidden",
            ".gitignore hidden",
            "Desktop.ini junk",
            "Icon%0D junk",
            "THUMBS.DB junk",
            "__MACOSX junk",
            "letter.TMP junk",
            "notes.txt.swp junk",
            "old run own-run",
            "paper.xyz unknown-type",
            "~$draft.txt junk",
        ]
    );
}

#[test]
fn our_own_ignore_file_is_honoured_in_its_folder_and_below() {
    let folder = folder(&[
        (".normscopeignore", b"drafts/\n*.md\n!keep.md\n"),
        ("drafts/a.txt", b"x"),
        ("b.md", b"x"),
        ("sub/keep.md", b"x"),
        ("sub/.normscopeignore", b"c.txt\n"),
        ("sub/c.txt", b"x"),
        ("c.txt", b"x"),
    ]);
    let outcome = read(folder.path());
    assert_eq!(outcome.ids(), ["c.txt", "sub/keep.md"]);
    let ignored: Vec<_> = outcome.skipped().into_iter().filter(|skip| skip.ends_with(" ignored")).collect();
    assert_eq!(ignored, ["b.md ignored", "drafts ignored", "sub/c.txt ignored"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_broken_ones_are_errors_of_their_path_only() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("z.txt", b"x"), ("sub/y.txt", b"y")]);
    let outside = self::folder(&[("far.txt", b"far")]);
    let at = |name: &str| folder.path().join(name);
    symlink(at("z.txt"), at("a-link.txt")).unwrap();
    symlink(at("gone.txt"), at("dangling.txt")).unwrap();
    symlink(folder.path(), at("sub/up")).unwrap();
    symlink(at("self.txt"), at("self.txt")).unwrap();
    symlink(outside.path(), at("outside")).unwrap();
    let outcome = read(folder.path());
    assert_eq!(outcome.ids(), ["outside/far.txt", "sub/y.txt", "z.txt"]);
    assert_eq!(outcome.failed(), ["dangling.txt dangling-link", "self.txt link-loop", "sub/up link-loop"]);
    assert_eq!(outcome.skipped(), ["a-link.txt already-read"]);
}

#[test]
fn a_directory_named_like_a_text_is_a_directory() {
    let folder = folder(&[("x.txt/y.txt", b"Privacy.")]);
    let outcome = read(folder.path());
    assert_eq!((outcome.ids(), outcome.failures.len()), (vec!["x.txt/y.txt"], 0));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_one_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", b"x"), ("b.txt", b"x")]);
    fs::set_permissions(folder.path().join("a.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(folder.path().join("a.txt")).is_ok() {
        eprintln!("skipped: this user may read every file");
        return;
    }
    let outcome = read(folder.path());
    assert_eq!((outcome.ids(), outcome.failed()), (vec!["b.txt"], vec!["a.txt unreadable".to_owned()]));
}

#[test]
fn a_file_that_vanishes_is_one_error() {
    let folder = folder(&[("a.txt", b"x"), ("b.txt", b"x")]);
    let corpus = Corpus::open(&[Input::Path(folder.path().to_owned())], &IngestOptions::default()).unwrap();
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    let codes: Vec<_> = corpus
        .records()
        .map(|record| {
            record.and_then(|record| record.read()).map_err(|failure| failure.code).map(|d| d.id.to_string())
        })
        .collect();
    assert_eq!(codes, [Err("unreadable"), Ok("b.txt".to_owned())]);
}

#[test]
fn several_inputs_keep_their_order_and_are_told_apart() {
    let folder = folder(&[("x/un/a.txt", b"x"), ("y/un/a.txt", b"x"), ("eu.txt", b"x")]);
    let at = |name: &str| Input::Path(folder.path().join(name));
    let inputs = [at("y/un"), at("eu.txt"), at("x/un"), at("x/un/a.txt")];
    let outcome = read_all(&inputs, &IngestOptions::default());
    assert_eq!(outcome.ids(), ["y/un/a.txt", "eu.txt", "x/un/a.txt"]);
    assert_eq!(outcome.skipped.len(), 1, "the file named twice is read once");
}

#[test]
fn wrong_usage_is_refused_before_anything_is_read() {
    let folder = folder(&[
        ("a.txt", b"x"),
        ("meta.csv", b"title\nNo key\n"),
        ("run.json", b"{\"program\": \"normscope\"}"),
    ]);
    let open =
        |path: PathBuf, options: &IngestOptions| Corpus::open(&[Input::Path(path)], options).unwrap_err();
    let at = |name: &str| folder.path().join(name);
    let plain = IngestOptions::default();
    assert!(matches!(open(at("gone"), &plain), IngestError::NotFound { .. }));
    assert!(matches!(open(folder.path().to_owned(), &plain), IngestError::OwnRun { .. }));
    let pattern = IngestOptions { name_pattern: Some("{issuer".to_owned()), ..plain.clone() };
    assert!(matches!(open(at("a.txt"), &pattern), IngestError::NamePattern { .. }));
    for table in ["meta.csv", "gone.csv"] {
        let options = IngestOptions { metadata: Some(at(table)), ..plain.clone() };
        assert!(matches!(open(at("a.txt"), &options), IngestError::Metadata { .. }), "{table}");
    }
}

// ---- bytes to text

#[test]
fn a_byte_order_mark_and_foreign_line_ends_are_mended_and_counted() {
    let outcome = memory("a.txt", "\u{FEFF}States reaffirm\r\nthe open internet.\rEnd");
    let document = outcome.document("a.txt");
    assert_eq!(&*document.text, "States reaffirm\nthe open internet.\nEnd");
    let repairs: Vec<_> = document.repairs.iter().map(|(kind, n)| (*kind, *n)).collect();
    assert_eq!(repairs, [("byte-order-mark", 1), ("crlf", 1), ("lone-cr", 1)]);
}

#[test]
fn the_source_is_named_by_path_size_and_hash() {
    let outcome = memory("un/a.txt", "abc");
    let source = &outcome.document("un/a.txt").source;
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!((source.path.as_str(), source.bytes, source.media_type), ("un/a.txt", 3, "text/plain"));
    assert_eq!(source.sha256.to_string(), sha256);
    let lines = memory("a.jsonl", "{\"text\": \"x\"}\n");
    let source = &lines.documents[0].source;
    assert_eq!(
        (source.path.as_str(), source.bytes, source.media_type),
        ("a.jsonl#1", 14, "application/jsonl")
    );
}

#[test]
fn bytes_that_are_no_text_are_named_by_offset_line_and_cure() {
    let folder =
        folder(&[("a.txt", b"order\nand fr\x82edom"), ("b.txt", b"fine"), ("c.txt", b"\xFF\xFEa\0b")]);
    let outcome = read(folder.path());
    assert_eq!(outcome.ids(), ["b.txt"]);
    assert_eq!(outcome.failed(), ["a.txt not-utf8", "c.txt not-utf8"]);
    let message = &outcome.failures[0].message;
    assert!(message.contains("byte 12 (line 2)") && message.contains("save the file as UTF-8"), "{message}");
    assert!(message.contains("--encoding"), "{message}");
    assert!(outcome.failures[1].message.contains("UTF-16"), "{}", outcome.failures[1].message);
}

#[test]
fn texts_and_tables_in_other_encodings_are_read_and_say_so() {
    let in_utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let page = b"<html><meta charset=macintosh><p>The caf\x8E is \xD2open\xD3.</p></html>";
    let folder = folder(&[
        ("letter.txt", b"The harbour\x92s \x93right\x94."),
        ("manifest.csv", b"path,issuer\nletter.txt,S\xE3o Bento\n"),
        ("old.txt", b"The caf\x8E is \xD2open\xD3 \xD0 or not."),
        ("page.html", page),
        ("sheet.tsv", &in_utf16("\u{FEFF}text\tissuer\r\n\u{201C}Order\u{201D}\tWexholm\r\n")),
    ]);
    let outcome = read(folder.path());
    assert_eq!(outcome.failed(), [""; 0]);
    let read_as = |id: &str| {
        let document = outcome.document(id);
        (&*document.text, document.source.encoding, codes(document))
    };
    let guessed = vec!["guessed-encoding"];
    let letter = ("The harbour\u{2019}s \u{201C}right\u{201D}.", "windows-1252", guessed.clone());
    assert_eq!(read_as("letter.txt"), letter);
    assert_eq!(outcome.document("letter.txt").metadata.issuer.as_deref(), Some("S\u{e3}o Bento"));
    assert_eq!(read_as("old.txt").1, "macintosh");
    assert_eq!(read_as("page.html"), ("The caf\u{e9} is \u{201C}open\u{201D}.", "macintosh", vec![]));
    assert_eq!(read_as("sheet.tsv#2"), ("\u{201C}Order\u{201D}", "utf-16le", vec![]));
    assert_eq!(outcome.document("sheet.tsv#2").metadata.issuer.as_deref(), Some("Wexholm"));
}

#[test]
fn the_encoding_that_is_stated_goes_before_the_guess() {
    let folder = folder(&[("a.txt", b"Tom\xB3 by\xB3"), ("b.txt", "caf\u{e9}".as_bytes())]);
    let read_with = |name: &str| {
        let options = IngestOptions { encoding: Encoding::named(name), ..IngestOptions::default() };
        read_with(folder.path(), &options)
    };
    let outcome = read_with("iso-8859-2");
    assert_eq!(&*outcome.document("a.txt").text, "Tom\u{142} by\u{142}");
    assert_eq!(outcome.document("b.txt").source.encoding, "utf-8");
    assert_eq!(read_with("utf-8").failed(), ["a.txt not-utf8"]);
}

#[test]
fn other_formats_under_the_name_of_a_text_are_refused_by_what_they_are() {
    let folder =
        folder(&[("a.txt", b"\xFF\xD8\xFF"), ("b.txt", b"\x89PNG\0"), ("c.txt", b"\x00\x01\xFE\x00")]);
    let outcome = read(folder.path());
    assert_eq!(
        outcome.failed(),
        ["a.txt unsupported-type", "b.txt unsupported-type", "c.txt binary-content"]
    );
}

#[test]
fn an_empty_text_is_a_document_with_a_warning() {
    let folder = folder(&[("a.txt", b" \n"), ("b.txt", b"")]);
    let outcome = read(folder.path());
    assert_eq!(codes(outcome.document("a.txt")), ["empty-text"]);
    assert_eq!(codes(outcome.document("b.txt")), ["empty-text"]);
}

#[test]
fn a_text_over_the_limit_is_refused_and_the_next_is_read() {
    let lines = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"short\"}}\n", "long ".repeat(30));
    let folder = folder(&[
        ("a.txt", "long ".repeat(30).as_bytes()),
        ("b.txt", b"short"),
        ("c.jsonl", lines.as_bytes()),
    ]);
    let options = IngestOptions { max_bytes: 100, ..IngestOptions::default() };
    let outcome = read_with(folder.path(), &options);
    assert_eq!(outcome.ids(), ["b.txt", "c.jsonl#2"]);
    assert_eq!(outcome.failed(), ["a.txt too-large", "c.jsonl#1 too-large"]);
}

// ---- records

#[test]
fn every_bad_line_is_one_failure_and_the_others_are_read() {
    let lines = "{\"id\": \"a\", \"text\": \"Free expression.\"}\n{\"id\": \"b\", \"text\"\n\n{\"id\": \"c\"}\n\
                 {\"id\": \"d\", \"text\": 7}\n[1]\n{\"id\": \"e\", \"text\": \"\"}\n{\"text\": \"Sovereignty.\"}";
    let outcome = memory("x.jsonl", lines);
    assert_eq!(outcome.ids(), ["a", "x.jsonl#8"]);
    assert_eq!(
        outcome.failed(),
        [
            "x.jsonl#2 broken-json",
            "x.jsonl#4 missing-text",
            "x.jsonl#5 text-not-string",
            "x.jsonl#6 not-an-object",
            "x.jsonl#7 missing-text",
        ]
    );
    assert!(outcome.failures[1].message.contains("--text-field"), "{}", outcome.failures[1].message);
}

#[test]
fn a_bad_byte_spoils_one_line_only() {
    let folder = folder(&[
        ("x.jsonl", b"{\"text\": \"a\"}\n{\"text\": \"\xFF\"}\n{\"text\": \"c\"}\n"),
        ("y.jsonl", b"\xFF\xFE{\0}\0\n\0"),
    ]);
    let outcome = read(folder.path());
    assert_eq!(outcome.ids(), ["x.jsonl#1", "x.jsonl#3"]);
    assert_eq!(outcome.failed(), ["x.jsonl#2 not-utf8", "y.jsonl#1 missing-text"]);
    assert!(outcome.failures[0].message.contains("byte 10 of the line"), "{}", outcome.failures[0].message);
}

#[test]
fn fields_of_a_record_become_facts_and_its_own_columns_stay() {
    let line = json!({
        "doc_id": "CHN_70", "text": "Order.", "title": "", "kind": "speech", "lang": "en", "author": "Ada Roe; Ben Li",
        "date": 1995, "signatories": ["France", "Japan"], "Session": 50, "source": {"corpus": "UN"}
    });
    let outcome = memory("x.jsonl", &line.to_string());
    let metadata = &outcome.document("CHN_70").metadata;
    assert_eq!(metadata.title, None);
    assert_eq!(metadata.genre.as_deref(), Some("speech"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(metadata.authors, ["Ada Roe", "Ben Li"]);
    assert_eq!(metadata.signatories, ["France", "Japan"]);
    assert_eq!(metadata.date.unwrap().to_string(), "1995");
    assert_eq!(json!(metadata.extra), json!({"Session": 50, "source": {"corpus": "UN"}}));
}

#[test]
fn a_value_that_does_not_fit_is_kept_and_warned_of() {
    let line = json!({"id": "a", "text": "x", "date": "08/01/2026", "title": ["A", "B"]});
    let outcome = memory("x.jsonl", &line.to_string());
    let document = outcome.document("a");
    assert_eq!(codes(document), ["bad-date", "bad-field"]);
    assert_eq!(json!(document.metadata.extra), json!({"date": "08/01/2026", "title": ["A", "B"]}));
}

#[test]
fn the_user_may_say_where_text_and_id_stand() {
    let input = Input::Memory { name: "x.csv".to_owned(), bytes: b"nr;body\n7;\"Open; free\"\n".to_vec() };
    let options = IngestOptions {
        text_field: Some("body".to_owned()),
        id_field: Some("nr".to_owned()),
        ..IngestOptions::default()
    };
    let outcome = read_all(&[input], &options);
    assert_eq!(&*outcome.document("7").text, "Open; free");
}

#[test]
fn ids_that_cannot_serve_as_ids_give_way_to_the_place() {
    for id in ["../../etc/passwd", "/etc/passwd", "a\nb", "..\\x", &"x".repeat(600)] {
        let outcome = memory("x.jsonl", &json!({"id": id, "text": "x"}).to_string());
        assert_eq!(outcome.ids(), ["x.jsonl#1"], "{id}");
        assert_eq!(codes(&outcome.documents[0]), ["bad-doc-id"], "{id}");
    }
}

#[test]
fn tables_are_read_row_by_row() {
    let table = "id,text,issuer\n1,\"Two lines,\r\none \"\"text\"\".\",FRA\n2,too,many,cells\n\n3,,DEU\n4,Last.,JPN\n";
    let outcome = memory("x.csv", table);
    assert_eq!(outcome.ids(), ["1", "4"]);
    assert_eq!(&*outcome.document("1").text, "Two lines,\none \"text\".");
    assert_eq!(outcome.document("4").source.path, "x.csv#7");
    assert_eq!(outcome.failed(), ["x.csv#4 ragged-row", "x.csv#6 missing-text"]);
    let from_windows = memory("x.csv", "text\r\none\r\ntwo\r\n");
    assert_eq!(from_windows.ids(), ["x.csv#2", "x.csv#3"]);
    let outcome = memory("x.tsv", "id\tbody\n1\tx\n");
    assert_eq!(outcome.failed(), ["x.tsv missing-text-column"]);
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let mut table = b"id,text\n1,\"never closed\n".to_vec();
    table.extend(b"2,x\n".repeat(1 << 20));
    let options = IngestOptions { max_bytes: 1000, ..IngestOptions::default() };
    let outcome = read_all(&[Input::Memory { name: "x.csv".to_owned(), bytes: table }], &options);
    assert_eq!(outcome.failed(), ["x.csv#2 too-large"]);
}

#[test]
fn json_lines_are_known_by_their_content() {
    assert_eq!(memory("-", "{\"id\": \"a\", \"text\": \"x\"}\n").ids(), ["a"]);
    assert_eq!(memory("speeches.txt", "{\"id\": \"a\", \"text\": \"x\"}\n").ids(), ["a"]);
    assert_eq!(memory("-", "Plain text.").ids(), ["-"]);
}

// ---- facts

#[test]
fn a_manifest_tells_about_the_files_of_its_folder() {
    let folder = folder(&[
        (
            "manifest.csv",
            b"doc_id,file,title,date\nD1,a.txt,First,2026-01\nD2,sub/b.txt,Second,\nD3,gone.txt,,\n",
        ),
        ("a.txt", b"x"),
        ("sub/b.txt", b"x"),
        ("c.txt", b"x"),
        ("README.md", b"About this corpus."),
        ("sub/README.md", b"A document, for want of a manifest beside it."),
    ]);
    let outcome = read(folder.path());
    assert_eq!(outcome.ids(), ["D1", "c.txt", "sub/README.md", "D2"]);
    assert_eq!(
        outcome.skipped(),
        ["README.md about-folder", "gone.txt listed-but-missing", "manifest.csv manifest"]
    );
    assert_eq!(outcome.document("D1").metadata.title.as_deref(), Some("First"));
    let alone = read(&folder.path().join("a.txt"));
    assert_eq!(
        alone.documents[0].metadata,
        outcome.document("D1").metadata,
        "a file says the same named alone"
    );
}

#[test]
fn a_broken_manifest_is_one_failure_and_the_files_are_read() {
    let folder = folder(&[("manifest.csv", b"file,title\na.txt,A\na.txt,B\n"), ("a.txt", b"x")]);
    let outcome = read(folder.path());
    assert_eq!(outcome.failed(), ["manifest.csv#3 bad-manifest"]);
    assert_eq!(outcome.ids(), ["a.txt"]);
}

#[test]
fn the_better_source_wins_and_disagreement_is_warned_of() {
    let folder = folder(&[
        ("c/manifest.csv", b"file,title,publisher,issuer\nAFG_1979.md,Manifest,Press,\n"),
        ("c/AFG_1979.md", b"---\ntitle: Front\ndate: 1979-10-02\n---\n# Heading\n\nText.\n"),
        ("c/other.md", b"Text.\n"),
        ("meta.jsonl", b"{\"path\": \"AFG_1979.md\", \"genre\": \"speech\", \"region\": \"Asia\"}\n"),
    ]);
    let options = IngestOptions {
        metadata: Some(folder.path().join("meta.jsonl")),
        name_pattern: Some("{issuer}_{date}".to_owned()),
        ..IngestOptions::default()
    };
    let outcome = read_with(&folder.path().join("c"), &options);
    let document = outcome.document("AFG_1979.md");
    let metadata = &document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Front"));
    assert_eq!(metadata.publisher.as_deref(), Some("Press"));
    assert_eq!(metadata.issuer.as_deref(), Some("AFG"));
    assert_eq!(metadata.genre.as_deref(), Some("speech"));
    assert_eq!(metadata.date.unwrap().to_string(), "1979-10-02", "the year in the name says no other");
    assert_eq!(json!(metadata.extra), json!({"region": "Asia"}));
    assert_eq!(codes(document), ["metadata-conflict"]);
    assert!(document.warnings[0].message.contains("title"), "{}", document.warnings[0].message);
    assert_eq!(codes(outcome.document("other.md")), ["name-pattern-mismatch", "not-in-metadata"]);
}

#[test]
fn a_table_keyed_by_id_reaches_records_and_files() {
    let folder = folder(&[
        ("meta.csv", b"doc_id,issuer\nAFG_34,AFG\nr1,FRA\n"),
        ("c/AFG_34.txt", b"x"),
        ("c/x.jsonl", b"{\"id\": \"r1\", \"text\": \"x\"}\n"),
    ]);
    let options =
        IngestOptions { metadata: Some(folder.path().join("meta.csv")), ..IngestOptions::default() };
    let outcome = read_with(&folder.path().join("c"), &options);
    assert_eq!(outcome.document("AFG_34").metadata.issuer.as_deref(), Some("AFG"));
    assert_eq!(outcome.document("r1").metadata.issuer.as_deref(), Some("FRA"));
}

#[test]
fn the_metadata_table_may_lie_among_the_texts() {
    let folder = folder(&[("meta.csv", b"path,issuer\na.txt,AFG\n"), ("a.txt", b"x")]);
    let options =
        IngestOptions { metadata: Some(folder.path().join("meta.csv")), ..IngestOptions::default() };
    let outcome = read_with(folder.path(), &options);
    assert_eq!(
        (outcome.ids(), outcome.failed(), outcome.skipped()),
        (vec!["a.txt"], vec![], vec!["meta.csv manifest".to_owned()])
    );
}

#[test]
fn a_file_that_is_not_the_one_in_the_manifest_is_warned_of() {
    let right = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let manifest = format!("file,sha256\na.txt,{right}\nb.txt,{right}\n");
    let folder = folder(&[("manifest.csv", manifest.as_bytes()), ("a.txt", b"abc"), ("b.txt", b"abd")]);
    let outcome = read(folder.path());
    assert_eq!(codes(outcome.document("a.txt")), [""; 0]);
    assert_eq!(codes(outcome.document("b.txt")), ["checksum-mismatch"]);
}

#[test]
fn the_seed_article_names_its_title_author_and_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/000_7850ad46b72a5142.txt");
    if !path.exists() {
        eprintln!("skipped: ../shared is not here");
        return;
    }
    let outcome = read(&path);
    let document = &outcome.documents[0];
    assert_eq!(
        document.metadata.title.as_deref(),
        Some("Trump Ends America’s Leadership on Internet Freedom")
    );
    assert_eq!(document.metadata.authors, ["Konstantinos Komaitis"]);
    assert_eq!(document.metadata.date.unwrap().to_string(), "2026-01-08");
    let kinds: Vec<_> = document.hints.iter().map(|hint| hint.kind).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Byline]);
}

#[test]
fn real_corpora_are_read_without_a_failure() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    if !shared.exists() {
        eprintln!("skipped: ../shared is not here");
        return;
    }
    for (path, expected) in [("ungdc_dev.jsonl", 1111), ("raw/state_html", 15), ("udhr_12lang.jsonl", 12)] {
        let outcome = read(&shared.join(path));
        assert_eq!((outcome.failed(), outcome.documents.len()), (Vec::new(), expected), "{path}");
    }
}

// ---- documentation

#[test]
fn every_code_is_documented_and_nothing_else_is() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/warnings.md")).unwrap();
    let section =
        |title: &str| page.split(&format!("\n## {title}")).nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = |title: &str| -> Vec<(String, String)> {
        let lines = section(title).lines().filter_map(|line| line.strip_prefix("| `"));
        let cells =
            lines.map(|line| line.split(" | ").map(|cell| cell.trim_end_matches('`').to_owned()).collect());
        cells.map(|cells: Vec<String>| (cells[0].clone(), cells[1].clone())).collect()
    };
    let failures: Vec<_> =
        FailureCode::ALL.iter().map(|code| (code.name().to_owned(), code.stage().to_owned())).collect();
    assert_eq!(rows("Failures"), failures);
    let codes = |title: &str| rows(title).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes("Warnings"), WarningCode::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
    assert_eq!(codes("Skipped"), SkipReason::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
}
