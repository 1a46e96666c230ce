//! The files we write are the files we describe.

use super::run;

use normscope::report::schema;
use normscope::report::wire;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Compares `text` with the committed file, or writes it if `NORMSCOPE_BLESS` is set.
fn assert_current(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("NORMSCOPE_BLESS").is_some() {
        fs::write(&file, text).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == text, "{path} is stale; run `make schemas`");
}

#[test]
fn committed_schemas_are_current() {
    for file in schema::files() {
        assert_current(&format!("schemas/{}.schema.json", file.stem()), &file.text());
    }
}

#[test]
fn the_format_page_is_current() {
    assert_current("docs/format.md", &schema::dictionary());
}

#[test]
fn every_column_is_described() {
    for line in schema::dictionary().lines().filter(|line| line.starts_with("| `")) {
        let meaning = line.split(" | ").nth(2).unwrap();
        assert!(meaning.trim_end_matches(" |").len() > 3, "no description: {line}");
    }
}

/// The objects of a file: one of a `.json`, one a line of a `.jsonl`.
fn objects(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    let stream = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    stream.map(Result::unwrap).collect()
}

#[test]
fn what_is_written_is_valid_under_the_schemas() {
    for options in [&["--by", "genre,issuer"][..], &["--no-text"]] {
        let (_home, out) = run::analyzed(&[options, &["--bootstrap", "50"]].concat());
        for file in schema::files().into_iter().filter(|file| out.join(file.name).exists()) {
            let validator = jsonschema::validator_for(file.schema.as_value()).unwrap();
            for object in objects(&out.join(file.name)) {
                let faults: Vec<String> = validator.iter_errors(&object).map(|it| it.to_string()).collect();
                assert!(faults.is_empty(), "{}: {faults:?} in {object}", file.name);
            }
        }
    }
}

/// Reads every object of a file into its type, which refuses what it does not know.
fn read_back<T: DeserializeOwned>(out: &Path, name: &str) -> Vec<T> {
    let read = |object| serde_json::from_value(object).unwrap_or_else(|error| panic!("{name}: {error}"));
    objects(&out.join(name)).into_iter().map(read).collect()
}

#[test]
fn every_file_reads_back_into_its_type() {
    let (_home, out) = run::analyzed(&["--bootstrap", "50", "--by", "genre"]);
    let note = read_back::<wire::Run<'static>>(&out, "run.json").remove(0);
    let n = |count: u64| usize::try_from(count).unwrap();
    assert_eq!(
        read_back::<wire::DocumentRow<'static>>(&out, "documents.jsonl").len(),
        n(note.counts.n_documents)
    );
    let sentences = read_back::<wire::SentenceRow<'static>>(&out, "sentences.jsonl");
    assert_eq!(sentences.len(), n(note.counts.n_sentences_counted));
    let hits = read_back::<wire::HitRow<'static>>(&out, "hits.jsonl");
    assert_eq!(hits.len(), n(note.counts.n_hits));
    assert_eq!(hits.iter().filter(|hit| hit.counted).count(), n(note.counts.n_hits_counted));
    assert!(hits.iter().all(|hit| hit.counted == hit.why_not.is_none()));
    entities_add_up(&out, &note.counts);
    assert_eq!(read_back::<wire::TextRow<'static>>(&out, "texts.jsonl").len(), n(note.counts.n_documents));
    assert!(!read_back::<wire::MeasureRow<'static>>(&out, "measures.jsonl").is_empty());
    assert_eq!(read_back::<wire::CorpusSummary<'static>>(&out, "corpus.json").len(), 1);
    assert_eq!(read_back::<wire::ErrorRow<'static>>(&out, "errors.jsonl").len(), 0);
    assert_eq!(read_back::<wire::SkippedRow<'static>>(&out, "skipped.jsonl").len(), n(note.counts.n_skipped));
    for file in note.files {
        let bytes = fs::read(out.join(&*file.name)).unwrap();
        let is_text = !file.name.ends_with(".bin");
        let lines = bytes.iter().filter(|&&byte| is_text && byte == b'\n').count();
        assert_eq!((file.bytes, file.lines), (bytes.len() as u64, lines as u64), "{}", file.name);
    }
}

/// Mentions, the entities of documents and those of the corpus are the same mentions, counted.
fn entities_add_up(out: &Path, counts: &wire::Counts) {
    let mentions = read_back::<wire::MentionRow<'static>>(out, "mentions.jsonl");
    let entities = read_back::<wire::EntityRow<'static>>(out, "entities.jsonl");
    let documents = read_back::<wire::DocumentRow<'static>>(out, "documents.jsonl");
    assert_eq!((mentions.len() as u64, entities.len() as u64), (counts.n_mentions, counts.n_entities));
    let things = mentions.iter().filter(|mention| mention.label != "DATE").count() as u64;
    assert_eq!(entities.iter().map(|it| it.n_mentions).sum::<u64>(), things);
    let listed = || documents.iter().flat_map(|it| &it.entities);
    assert_eq!(listed().map(|it| it.n_mentions).sum::<u64>(), things);
    assert_eq!(listed().count() as u64, entities.iter().map(|it| it.n_documents).sum::<u64>());
    let said = read_back::<wire::AttributionRow<'static>>(out, "attributions.jsonl");
    assert_eq!(said.len() as u64, counts.n_attributions);
    assert!(!said.is_empty() && said.iter().all(|it| !it.content.is_empty()));
    let pairs = read_back::<wire::CoMentionRow<'static>>(out, "co_mentions.jsonl");
    assert!(pairs.windows(2).all(|pair| pair[0].n_sentences >= pair[1].n_sentences));
    assert!(pairs.iter().all(|it| it.n_documents >= 1 && it.entity_id_1 < it.entity_id_2));
}

#[test]
fn word_counts_add_up_to_the_words_counted() {
    let (_home, out) = run::analyzed(&["--bootstrap", "0"]);
    let documents = read_back::<wire::DocumentRow<'static>>(&out, "documents.jsonl");
    let terms = read_back::<wire::TermsRow<'static>>(&out, "terms.jsonl");
    for (document, terms) in documents.iter().zip(&terms) {
        assert_eq!(document.doc_id, terms.doc_id);
        let words: u64 = terms.words.0.iter().map(|(_, count)| count).sum();
        assert_eq!(words, document.n_words_counted, "{}", document.doc_id);
        let sentences: u64 = document.framing.all.sentences.0.iter().map(|(_, count)| count).sum();
        assert_eq!(sentences, document.n_sentences_counted, "{}", document.doc_id);
    }
}

#[test]
fn no_text_leaves_out_texts_and_surfaces() {
    let (_home, out) = run::analyzed(&["--bootstrap", "0", "--no-text"]);
    assert!(!out.join("texts.jsonl").exists());
    assert!(
        read_back::<wire::SentenceRow<'static>>(&out, "sentences.jsonl").iter().all(|it| it.text.is_none())
    );
    assert!(read_back::<wire::HitRow<'static>>(&out, "hits.jsonl").iter().all(|it| it.surface.is_none()));
    let mentions = read_back::<wire::MentionRow<'static>>(&out, "mentions.jsonl");
    assert!(mentions.iter().all(|it| it.surface.is_none()));
    let entities = read_back::<wire::EntityRow<'static>>(&out, "entities.jsonl");
    assert!(entities.iter().all(|it| it.surfaces.is_none()));
    let note = read_back::<wire::Run<'static>>(&out, "run.json").remove(0);
    assert_eq!(note.text_reason.as_deref(), Some("no-text"));
}

#[test]
fn nothing_written_tells_of_the_machine() {
    let (home, out) = run::analyzed(&["--bootstrap", "0", "--format", "csv"]);
    let machine = [home.path().to_str().unwrap().to_owned(), run::corpus()];
    for item in fs::read_dir(&out).unwrap() {
        let path = item.unwrap().path();
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert!(machine.iter().all(|it| !text.contains(it)), "{}", path.display());
    }
}
