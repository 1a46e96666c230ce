//! Texts in other languages, in columns, and twice; and which blocks are counted.

use super::run::normscope;

use normscope::document::Language;
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::report::wire::{DocumentRow, HitRow, MentionRow, Run, SentenceRow};
use normscope::segment::{BlockIx, segment_for};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ENGLISH: &str = "The members of the Harbour Group reaffirm that freedom of expression and the right to privacy \
    belong to everyone, and that national security is no reason to shut the network down. We call on all governments to \
    protect journalists and to end mass surveillance of their own people.";
const FRENCH: &str = "Les membres du Groupe du Port réaffirment que la liberté d'expression et le droit à la vie privée \
    appartiennent à chacun, et que la sécurité nationale n'est pas une raison pour couper le réseau. Nous appelons tous les \
    gouvernements à protéger les journalistes et à mettre fin à la surveillance de leur propre population par la police.";

/// A statement in two columns, its translation, a text twice, a short text of which only its fact tells the language.
fn corpus() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("in");
    fs::create_dir(&folder).unwrap();
    let columns = format!("{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}\n");
    let notes = format!(
        "Joint statement\n\nPress freedom\n\n{ENGLISH}\n\n[1] Censorship is on the rise, see the report.\n"
    );
    for (name, text) in [
        ("a_columns.txt", columns.as_str()),
        ("b_french.txt", FRENCH),
        ("c_english.txt", ENGLISH),
        ("d_again.txt", ENGLISH),
        ("e_short.md", "---\nlanguage: fr\n---\nCensorship. Privacy."),
        ("f_wrong.md", &format!("---\nlanguage: de\n---\n{ENGLISH} Done.")),
        ("g_nothing.txt", "Thank you."),
        ("h_nothing.txt", "Thank you."),
        ("i_notes.txt", &notes),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    home
}

fn analyze(home: &Path, args: &[&str]) {
    let done = normscope(home, &[&["analyze", "in", "-o", "out", "-q"], args].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn rows<T: DeserializeOwned>(home: &Path, table: &str) -> Vec<T> {
    let text = fs::read_to_string(home.join("out").join(table)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn note(home: &Path) -> Run<'static> {
    serde_json::from_str(&fs::read_to_string(home.join("out/run.json")).unwrap()).unwrap()
}

fn codes<'r>(row: &'r DocumentRow<'_>) -> Vec<&'r str> {
    row.warnings.iter().map(|warning| &*warning.code).collect()
}

#[test]
fn nothing_in_another_language_is_counted() {
    let home = corpus();
    analyze(home.path(), &[]);
    let documents: Vec<DocumentRow<'static>> = rows(home.path(), "documents.jsonl");
    let [columns, french, english, again, short, wrong, ..] = &documents[..] else {
        panic!("nine documents")
    };
    assert_eq!(columns.language.as_deref(), Some("en"));
    assert_eq!(columns.languages.keys().collect::<Vec<_>>(), ["en", "fr"]);
    assert_eq!(columns.n_words_counted, columns.languages["en"]);
    assert_eq!(columns.n_words_counted, 2 * english.n_words_counted);
    assert_eq!(codes(columns), ["other-language"]);
    let warning = &columns.warnings[0];
    assert_eq!((warning.start, warning.end), (Some(0), Some(FRENCH.chars().count() as u32)));

    for (row, language) in [(french, "fr"), (short, "fr")] {
        assert_eq!(row.language.as_deref(), Some(language));
        assert_eq!((row.n_sentences_counted, row.n_words_counted), (0, 0));
        assert!(row.n_sentences > 0 && row.entities.is_empty() && row.actors.is_empty());
        assert_eq!(row.framing.all.position.reason.as_deref(), Some("unsupported-language"));
        assert_eq!(codes(row), ["unsupported-language"]);
    }
    assert_eq!(short.metadata.language.as_deref(), Some("fr"));
    assert_eq!((wrong.metadata.language.as_deref(), wrong.language.as_deref()), (Some("de"), Some("en")));
    assert_eq!(codes(wrong), ["language-mismatch"]);
    assert!(codes(english).is_empty() && english.n_words == again.n_words);

    let french: String = FRENCH.chars().take(20).collect();
    let read: Vec<SentenceRow<'static>> = rows(home.path(), "sentences.jsonl");
    assert!(read.iter().all(|it| !it.text.as_deref().unwrap().contains(&french)));
    let apart = |doc_id: &str| ["b_french.txt", "e_short.md"].contains(&doc_id);
    assert!(rows::<HitRow<'static>>(home.path(), "hits.jsonl").iter().all(|it| !apart(&it.doc_id)));
    assert!(rows::<MentionRow<'static>>(home.path(), "mentions.jsonl").iter().all(|it| !apart(&it.doc_id)));
}

#[test]
fn the_same_text_twice_is_told_of_the_later_document() {
    let home = corpus();
    analyze(home.path(), &["--jobs", "1"]);
    let documents: Vec<DocumentRow<'static>> = rows(home.path(), "documents.jsonl");
    let warned: Vec<&str> =
        documents.iter().filter(|it| codes(it).contains(&"duplicate-text")).map(|it| &*it.doc_id).collect();
    assert_eq!(warned, ["d_again.txt"], "two words are no text that is copied");
    let [warning] = &documents[3].warnings[..] else { panic!("one warning") };
    assert!(warning.message.contains("c_english.txt"), "{}", warning.message);
    let counts = note(home.path()).counts;
    assert_eq!(counts.n_duplicate_texts, 1);
    assert_eq!(counts.n_warnings, documents.iter().map(|it| it.warnings.len() as u64).sum::<u64>());
    let one = fs::read(home.path().join("out/documents.jsonl")).unwrap();
    analyze(home.path(), &["--jobs", "7"]);
    assert_eq!(one, fs::read(home.path().join("out/documents.jsonl")).unwrap());
}

#[test]
fn notes_and_headings_count_when_asked() {
    let home = corpus();
    let counted = |home: &Path| {
        let documents: Vec<DocumentRow<'static>> = rows(home, "documents.jsonl");
        let notes = documents.into_iter().find(|it| it.doc_id == "i_notes.txt").unwrap();
        let is_counted = |kind: &str| notes.blocks.get(kind).is_some_and(|it| it.counted);
        (["title", "heading", "paragraph", "footnote"].map(is_counted), notes.n_words_counted)
    };
    analyze(home.path(), &[]);
    let (usual, n_usual) = counted(home.path());
    assert_eq!(usual, [false, false, true, false]);
    assert!(note(home.path()).options.count_blocks.contains(&"list_item".into()));
    fs::write(home.path().join("normscope.toml"), "count-blocks = [\"body\", \"heading\", \"footnote\"]\n")
        .unwrap();
    analyze(home.path(), &[]);
    let (more, n_more) = counted(home.path());
    assert_eq!(more, [false, true, true, true]);
    assert!(n_more > n_usual);
    analyze(home.path(), &["--count-blocks", "footnote"]);
    assert_eq!(counted(home.path()).0, [false, false, false, true]);
    assert_eq!(note(home.path()).options.count_blocks, ["footnote"]);
}

/// The documents of a shared corpus that read as each language, and how many blocks are set apart; `None` where it is absent.
fn languages_of(name: &str) -> Option<(BTreeMap<String, u64>, usize)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    let corpus = Corpus::open(&[Input::Path(path)], &IngestOptions::default()).unwrap();
    let (mut documents, mut n_apart) = (BTreeMap::new(), 0);
    for record in corpus.records() {
        let segmentation = segment_for(&record.unwrap().read().unwrap(), Some(Language::ENGLISH));
        let languages = &segmentation.languages;
        *documents.entry(languages.main().unwrap().to_string()).or_default() += 1;
        let blocks = (0..segmentation.blocks.len()).map(BlockIx::new);
        n_apart += blocks.filter(|&block| languages.of_block(block) != languages.main()).count();
    }
    Some((documents, n_apart))
}

#[test]
fn a_declaration_in_twelve_languages_reads_as_each() {
    let Some((documents, _)) = languages_of("udhr_12lang.jsonl") else { return };
    let each = ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "pt", "ru", "tr", "zh"];
    assert_eq!(documents, each.map(|tag| (tag.to_owned(), 1)).into());
    let Some(speeches) = languages_of("es_bolivia.jsonl") else { return };
    assert_eq!(speeches.0, [("es".to_owned(), 5)].into());
}

#[test]
fn english_is_never_read_as_anything_else() {
    for (name, n) in
        [("unsc_resolutions.jsonl", 902), ("us_nss.jsonl", 16), ("state_hrr_2019_sample.jsonl", 15)]
    {
        let Some(found) = languages_of(name) else { return };
        assert_eq!(found, ([("en".to_owned(), n)].into(), 0), "{name}");
    }
}
