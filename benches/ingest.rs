//! How fast each reader turns bytes into documents. Throughput is of raw bytes.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use normscope::ingest::{Corpus, IngestOptions, Input};
use std::hint::black_box;

/// An original paragraph with what real texts have: curly quotes, a dash, an accent.
const PARAGRAPH: &str = "States reaffirm that the same rights people hold offline “must also be protected online”, \
    and that an open internet—free, secure and interoperable—serves every society, as the attaché said.";

/// About a megabyte of text in the form of each format, under a name that tells it.
fn inputs() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let mut all: Vec<_> =
        texts().into_iter().map(|(label, name, text)| (label, name, text.into_bytes())).collect();
    #[cfg(all(feature = "office", feature = "archives"))]
    all.extend(packed::inputs());
    all
}

/// Those that are text.
fn texts() -> Vec<(&'static str, &'static str, String)> {
    let paragraphs = 5_000;
    let ascii = PARAGRAPH.replace(['“', '”'], "'").replace('—', " - ").replace('é', "e");
    let json = format!(
        "{{\"id\": \"x\", \"date\": \"2026-01-08\", \"text\": \"{}\"}}\n",
        [PARAGRAPH; 20].join("\\n")
    );
    let row = format!("x,2026-01-08,\"{}\"\n", [PARAGRAPH; 20].join("\n"));
    vec![
        ("plain, ASCII", "a.txt", format!("{ascii}\n\n").repeat(paragraphs)),
        ("plain, curly quotes", "a.txt", format!("{PARAGRAPH}\n\n").repeat(paragraphs)),
        ("plain, CRLF", "a.txt", format!("{PARAGRAPH}\r\n\r\n").repeat(paragraphs)),
        ("Markdown", "a.md", format!("## Part\n\nSome *words*. {PARAGRAPH}\n\n").repeat(paragraphs)),
        (
            "HTML",
            "a.html",
            format!("<h2>Part</h2><p>Some <b>words</b>. {PARAGRAPH}</p>\n").repeat(paragraphs),
        ),
        ("JSON Lines", "a.jsonl", json.repeat(paragraphs / 20)),
        ("CSV", "a.csv", format!("id,date,text\n{}", row.repeat(paragraphs / 20))),
    ]
}

/// Those that pack their text. Throughput is of the file as it lies on disk, a tenth of the text or less.
#[cfg(all(feature = "office", feature = "archives"))]
mod packed {
    use super::PARAGRAPH;
    use std::io::{Cursor, Write};

    const PARAGRAPHS: usize = 5_000;

    pub fn inputs() -> Vec<(&'static str, &'static str, Vec<u8>)> {
        // Paragraphs that differ, so that packing is not better than with real texts.
        let each = |print: &dyn Fn(String) -> String| -> String {
            (0..PARAGRAPHS).map(|n| print(format!("{PARAGRAPH} Point {n} of {}.", n * 7919))).collect()
        };
        let word = each(&|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"));
        let open = each(&|text| format!("<text:p>{text}</text:p>"));
        let rtf = each(&|text| {
            format!("{}\\par\n", text.replace('—', "\\emdash ").replace(['“', '”', 'é'], "\\'e9"))
        });
        let text = each(&|text| format!("{text}\n\n"));
        let json = each(&|text| format!("{{\"text\": \"{text}\"}}\n"));
        let files: Vec<(String, String)> =
            (0..50).map(|n| (format!("{n}.txt"), text[..text.len() / 50].to_owned())).collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        vec![
            (
                "Word",
                "a.docx",
                zip(&[
                    ("[Content_Types].xml", "<Types/>"),
                    ("word/document.xml", &format!("<w:document><w:body>{word}</w:body></w:document>")),
                ]),
            ),
            (
                "OpenDocument",
                "a.odt",
                zip(&[
                    ("mimetype", "application/vnd.oasis.opendocument.text"),
                    ("content.xml", &format!("<office:text>{open}</office:text>")),
                ]),
            ),
            ("RTF", "a.rtf", format!("{{\\rtf1\\ansi {rtf}}}").into_bytes()),
            ("zip of texts", "a.zip", zip(&files)),
            ("gzip of JSON Lines", "a.jsonl.gz", gzip(json.as_bytes())),
        ]
    }

    fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            let stored =
                zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            let options = if *name == "mimetype" { stored } else { Default::default() };
            zip.start_file(*name, options).expect("memory takes it");
            zip.write_all(text.as_bytes()).expect("memory takes it");
        }
        zip.finish().expect("memory takes it").into_inner()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(bytes).expect("memory takes it");
        gzip.finish().expect("memory takes it")
    }
}

/// Reads every document of a corpus and returns how much text there was.
fn read(corpus: &Corpus) -> usize {
    corpus
        .records()
        .map(|record| record.and_then(|record| record.read()).expect("a good record").text.len())
        .sum()
}

fn readers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ingest");
    for (label, name, text) in inputs() {
        group.throughput(Throughput::Bytes(text.len() as u64));
        let input = Input::Memory { name: name.to_owned(), bytes: text };
        let corpus = Corpus::open(&[input], &IngestOptions::default()).expect("memory opens");
        group.bench_function(BenchmarkId::from_parameter(label), |bencher| {
            bencher.iter(|| read(black_box(&corpus)));
        });
    }
    group.finish();
}

/// A page as sites make them: facts in its head, menus, an article of 20 paragraphs, teasers, comments; some 60 kB.
fn page() -> String {
    let menu = "<li class=menu-item><a href=/topic>A topic among others</a></li>".repeat(200);
    let paragraph = format!("<p>Some <b>words</b> and <a href=/x>a link</a>. {PARAGRAPH}</p>");
    let teaser =
        "<div class='card teaser'><a href=/y><img src=z><h3>Another story</h3></a><span>Today</span></div>";
    let comment = format!("<li class=comment><span class=author>Reader</span><p>{PARAGRAPH}</p></li>");
    format!(
        "<!doctype html><html lang=en><head><title>An open web | The Monitor</title>\
         <meta property=og:site_name content='The Monitor'><script type='application/ld+json'>{{\"@type\": \
         \"NewsArticle\", \"headline\": \"An open web\", \"datePublished\": \"2026-01-08T10:00:00Z\"}}</script></head>\
         <body><nav><ul>{menu}</ul></nav><main><article><h1>An open web</h1><div class=article-body>{}</div></article>\
         <aside>{}</aside></main><ol class=comments>{}</ol><footer><ul>{menu}</ul></footer></body></html>",
        paragraph.repeat(20),
        teaser.repeat(40),
        comment.repeat(40),
    )
}

/// How many pages a second.
fn pages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ingest");
    group.throughput(Throughput::Elements(1));
    let input = Input::Memory { name: "page.html".to_owned(), bytes: page().into_bytes() };
    let corpus = Corpus::open(&[input], &IngestOptions::default()).expect("memory opens");
    group.bench_function("HTML, a page of a site", |bencher| bencher.iter(|| read(black_box(&corpus))));
    group.finish();
}

criterion_group!(benches, readers, pages);
criterion_main!(benches);
