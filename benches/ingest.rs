//! How fast each reader turns bytes into documents. Throughput is of raw bytes.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use normscope::ingest::{Corpus, IngestOptions, Input};
use std::hint::black_box;

/// An original paragraph with what real texts have: curly quotes, a dash, an accent.
const PARAGRAPH: &str = "States reaffirm that the same rights people hold offline “must also be protected online”, \
    and that an open internet—free, secure and interoperable—serves every society, as the attaché said.";

/// About a megabyte of text in the form of each format, under a name that tells it.
fn inputs() -> Vec<(&'static str, &'static str, String)> {
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
        let input = Input::Memory { name: name.to_owned(), bytes: text.into_bytes() };
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
