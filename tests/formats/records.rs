//! Records: JSON, and HTML in their fields.

use crate::Outcome;
use serde_json::json;

#[test]
fn an_object_and_a_list_of_objects_are_documents() {
    let outcome = Outcome::memory("a.json", "{\n  \"text\": \"States act.\",\n  \"date\": \"2026\"\n}\n");
    assert_eq!(outcome.ids(), ["a.json#1"]);
    let list =
        "[{\"id\": \"x\", \"text\": \"One.\"}, {\"text\": \"Two.\"}, 3, {\"text\": 4}, {\"body\": \"\"}]";
    // By its content, whatever it is called.
    let outcome = Outcome::memory("a.txt", list);
    assert_eq!(outcome.ids(), ["x", "a.txt#2"]);
    assert_eq!(
        outcome.failed(),
        ["a.txt#3 not-an-object", "a.txt#4 text-not-string", "a.txt#5 missing-text"]
    );
    let lines = Outcome::memory("a.json", "{\"text\": \"One.\"}\n{broken\n{\"text\": \"Two.\"}\n");
    assert_eq!(
        (lines.ids(), lines.failed()),
        (vec!["a.json#1", "a.json#3"], vec!["a.json#2 broken-json".to_owned()])
    );
}

#[test]
fn html_in_a_field_is_read_as_html() {
    let page = "<html><head><meta name='author' content='Ada Roe'><title>From the page</title></head><body><article><h1>The order</h1><p>States must act &amp; soon.</p></article></body></html>";
    let outcome = Outcome::memory("a.jsonl", json!({"title": "From the record", "text": page}).to_string());
    let document = outcome.only();
    assert_eq!(&*document.text, "The order\n\nStates must act & soon.");
    assert_eq!(document.metadata.title.as_deref(), Some("From the record"));
    assert_eq!(document.repairs["html-in-text"], 1);
    let [warning] = &document.warnings[..] else { panic!("{:?}", document.warnings) };
    assert_eq!(warning.code, "metadata-conflict");
    assert!(warning.message.contains("From the page"), "{}", warning.message);
    let outcome = Outcome::memory("a.csv", "text\n\"<div><p>One.</p><p>Two.</p></div>\"\n");
    assert_eq!(&*outcome.only().text, "One.\n\nTwo.");
}

#[test]
fn a_bytes_literal_is_what_python_would_read() {
    let source = "<h1>Remarks</h1>\nb'<div>\\n<p>It\\'s the state\\xe2\\x80\\x99s duty.</p>\\n</div>'";
    for name in ["0.html", "0.txt"] {
        let outcome = Outcome::memory(name, source);
        assert_eq!(&*outcome.only().text, "Remarks\n\nIt's the state’s duty.", "{name}");
        assert_eq!(outcome.only().repairs["bytes-literal"], 1);
    }
    let outcome = Outcome::memory("a.jsonl", json!({"text": "b'<p>One.</p>'"}).to_string());
    assert_eq!(&*outcome.only().text, "One.");
}

#[test]
fn pages_that_python_wrote_leave_no_escapes_behind() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/raw/wh_bytes_repr_html");
    if !folder.exists() {
        println!("skipped: {} is not here", folder.display());
        return;
    }
    let outcome = Outcome::of(&[normscope::ingest::Input::Path(folder)], &Default::default());
    assert!(outcome.documents.len() > 10 && outcome.failures.is_empty(), "{:?}", outcome.failed());
    for document in &outcome.documents {
        let text = &*document.text;
        let left = ["\\x", "\\n", "\\t", "b'"].into_iter().find(|escape| text.contains(escape));
        assert_eq!((left, document.repairs.get("bytes-literal")), (None, Some(&1)), "{}", document.id);
        assert!(text.split_whitespace().count() > 50, "{}: {text}", document.id);
    }
}
