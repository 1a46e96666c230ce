//! What is at a limit is read; what is one beyond it is one failure that names the option.

use crate::Outcome;
use crate::write::{docx, epub, gzip, odt, tar, zip};
use normscope::ingest::{IngestOptions, Input, Limits};

/// What becomes of a file under these limits.
fn read(name: &str, bytes: &[u8], limits: Limits) -> Outcome {
    let input = Input::Memory { name: name.to_owned(), bytes: bytes.to_vec() };
    Outcome::of(&[input], &IngestOptions { limits, ..IngestOptions::default() })
}

/// Checks that a file is read under the first limits, and under the second one failure of this code, which names the
/// option.
#[track_caller]
fn check(name: &str, bytes: &[u8], [at, beyond]: [Limits; 2], (code, option): (&str, &str)) {
    assert_eq!(read(name, bytes, at).failed(), Vec::<String>::new(), "{name} at the limit");
    let outcome = read(name, bytes, beyond);
    let failures: Vec<_> = outcome.failures.iter().filter(|it| it.code == code).collect();
    assert_eq!(failures.len(), 1, "{name}: {:?}", outcome.failed());
    assert_eq!(outcome.failures.len(), 1, "{name}: {:?}", outcome.failed());
    assert!(failures[0].message.contains(option), "{}", failures[0].message);
}

fn depth(depth: usize) -> Limits {
    Limits { depth, ..Limits::default() }
}

#[test]
fn markup_may_be_nested_so_deep() {
    let page = format!(
        "<html><body>{}<p>States must act.</p>{}</body></html>",
        "<div>".repeat(28),
        "</div>".repeat(28)
    );
    check("a.html", page.as_bytes(), [depth(30), depth(29)], ("too-deep", "--max-depth"));
    let runs = format!("{}States must act.{}", "<w:ins>".repeat(27), "</w:ins>".repeat(27));
    let word = docx(&format!("<w:p>{runs}</w:p>"), &[]);
    check("a.docx", &word, [depth(30), depth(29)], ("too-deep", "--max-depth"));
    let sections = format!(
        "{}<text:p>States must act.</text:p>{}",
        "<text:section>".repeat(26),
        "</text:section>".repeat(26)
    );
    check("a.odt", &odt("", &sections, &[]), [depth(30), depth(29)], ("too-deep", "--max-depth"));
    let chapter = format!("{}<p>States must act.</p>{}", "<div>".repeat(27), "</div>".repeat(27));
    check("a.epub", &epub("", &[("c", &chapter)]), [depth(30), depth(29)], ("too-deep", "--max-depth"));
}

#[test]
fn a_page_may_be_as_deep_as_anybody_can_ask() {
    let page = |n: usize| format!("<html><body>{}States must act.", "<i>".repeat(n - 2));
    let limits = depth(usize::MAX);
    assert_eq!(read("a.html", page(10_000).as_bytes(), limits).failed(), Vec::<String>::new());
    assert_eq!(read("a.html", page(10_001).as_bytes(), limits).failed(), ["a.html too-deep"]);
}

#[test]
fn json_may_be_nested_so_deep() {
    let record = |n: usize| {
        format!("{{\"text\": \"States must act.\", \"of\": {}{}}}", "[".repeat(n - 1), "]".repeat(n - 1))
    };
    for name in ["a.json", "a.jsonl"] {
        check(name, record(20).as_bytes(), [depth(20), depth(19)], ("too-deep", "--max-depth"));
        // What is deeper than the parser goes is called by the same name as what is deeper than we go.
        for (n, is_read) in [(100, true), (101, false), (127, false), (128, false), (200, false)] {
            let outcome = read(name, record(n).as_bytes(), Limits::default());
            assert_eq!(outcome.failed().is_empty(), is_read, "{name} {n}: {:?}", outcome.failed());
            assert!(
                outcome.failures.iter().all(|it| it.code == "too-deep"),
                "{name} {n}: {:?}",
                outcome.failed()
            );
        }
    }
}

#[test]
fn a_file_may_hold_so_many_records() {
    let lines = "{\"text\": \"States must act.\"}\n".repeat(3);
    let of = |records: u64| Limits { records, ..Limits::default() };
    check("a.jsonl", lines.as_bytes(), [of(3), of(2)], ("too-many-records", "--max-records"));
    let outcome = read("a.jsonl", lines.as_bytes(), of(2));
    assert_eq!(
        (outcome.ids(), outcome.failed()),
        (vec!["a.jsonl#1", "a.jsonl#2"], vec!["a.jsonl#3 too-many-records".to_owned()])
    );
    let table = "text\nOne.\nTwo.\nThree.\n";
    check("a.csv", table.as_bytes(), [of(3), of(2)], ("too-many-records", "--max-records"));
    let list = "[{\"text\": \"One.\"}, {\"text\": \"Two.\"}]";
    check("a.json", list.as_bytes(), [of(2), of(1)], ("too-many-records", "--max-records"));
    // Records that are broken are records too.
    let broken = "{\n{\n{\n";
    assert_eq!(
        read("a.jsonl", broken.as_bytes(), of(2)).failed(),
        ["a.jsonl#1 broken-json", "a.jsonl#2 broken-json", "a.jsonl#3 too-many-records"]
    );
}

#[test]
fn an_archive_may_hold_so_many_files() {
    let files: [(&str, &[u8]); 3] = [("a.txt", b"One."), ("b.txt", b"Two."), ("c.txt", b"Three.")];
    let of = |files: usize| Limits { files, ..Limits::default() };
    for (name, bytes) in [("x.zip", zip(&files)), ("x.tar", tar(&files)), ("x.tar.gz", gzip(&tar(&files)))] {
        check(name, &bytes, [of(3), of(2)], ("archive-limit", "--max-files"));
    }
}

#[test]
fn a_file_may_unpack_to_so_much() {
    let text = "States must protect the rights of users. ".repeat(100);
    let of = |unpacked: usize| Limits { unpacked: unpacked as u64, ..Limits::default() };
    let packed = gzip(text.as_bytes());
    check("a.txt.gz", &packed, [of(text.len()), of(text.len() - 1)], ("archive-limit", "--max-unpacked"));
    let archive = zip(&[("a.txt", text.as_bytes()), ("b.txt", b"One.")]);
    check("x.zip", &archive, [of(text.len() + 4), of(text.len() + 3)], ("archive-limit", "--max-unpacked"));
}

#[test]
fn a_file_may_unpack_to_so_many_times_its_size() {
    // 68 MB that are all spaces, over the 64 MiB that anything may unpack to.
    let lines = format!("{{\"text\": \"x\"{}}}\n", " ".repeat(34_000_000)).repeat(2) + "{\"text\": \"y\"}\n";
    let packed = gzip(lines.as_bytes());
    let times = (lines.len() as u64).div_ceil(packed.len() as u64);
    let of = |ratio: u64| Limits { ratio, ..Limits::default() };
    check("a.jsonl.gz", &packed, [of(times), of(times - 1)], ("archive-limit", "--max-ratio"));
    let archive = zip(&[("a.jsonl", lines.as_bytes())]);
    let times = (lines.len() as u64).div_ceil(archive.len() as u64);
    check("x.zip", &archive, [of(times), of(times - 1)], ("archive-limit", "--max-ratio"));
}

#[test]
fn a_parser_that_is_not_ours_has_so_much_time() {
    // Its parser compares every attribute with all others.
    let attributes: String = (0..150_000).map(|n| format!(" a{n}=1")).collect();
    let page = format!("<p{attributes}>{}</p>", "States must act. ".repeat(100));
    let of = |seconds: u64| Limits { seconds, ..Limits::default() };
    check("a.html", page.as_bytes(), [of(600), of(1)], ("too-slow", "--max-seconds"));
}
