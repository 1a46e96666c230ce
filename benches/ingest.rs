//! How fast each reader turns files into documents, with all repairs on. Throughput is of the text that comes out, so that
//! formats that pack it can be compared with those that do not.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use normscope::ingest::{Corpus, IngestOptions, Input};
use std::hint::black_box;

/// An original paragraph with what real texts have: curly quotes, a dash, an accent.
const PARAGRAPH: &str = "States reaffirm that the same rights people hold offline “must also be protected online”, \
    and that an open internet—free, open and secure—serves every society, as the attaché said.";

/// About a megabyte of text in the form of each format, under a name that tells it.
fn inputs() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let mut all: Vec<_> =
        texts().into_iter().map(|(label, name, text)| (label, name, text.into_bytes())).collect();
    all.extend(encoded());
    #[cfg(all(feature = "office", feature = "archives"))]
    all.extend(packed::inputs());
    #[cfg(feature = "pdf")]
    all.push(("PDF", "a.pdf", pdf()));
    #[cfg(feature = "parquet")]
    all.extend(columns::inputs());
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
        (
            "plain, wrapped at 72",
            "a.txt",
            wrapped(&format!("{PARAGRAPH} {PARAGRAPH}")).repeat(paragraphs / 2),
        ),
        ("Markdown", "a.md", format!("## Part\n\nSome *words*. {PARAGRAPH}\n\n").repeat(paragraphs)),
        (
            "HTML",
            "a.html",
            format!("<h2>Part</h2><p>Some <b>words</b>. {PARAGRAPH}</p>\n").repeat(paragraphs),
        ),
        ("JSON Lines", "a.jsonl", json.repeat(paragraphs / 20)),
        ("JSON", "a.json", format!("[{}]", vec![json.trim(); paragraphs / 20].join(","))),
        ("CSV", "a.csv", format!("id,date,text\n{}", row.repeat(paragraphs / 20))),
    ]
}

/// A paragraph in lines of at most 72 letters, words parted by hyphens now and then, as a press leaves it.
fn wrapped(paragraph: &str) -> String {
    let (mut text, mut length) = (String::new(), 0);
    for (at, word) in paragraph.split(' ').enumerate() {
        if length + word.len() > 72 {
            text.push_str(if at % 3 == 0 { "\nco-\noperation " } else { "\n" });
            length = 0;
        }
        text.push_str(word);
        text.push(' ');
        length += word.len() + 1;
    }
    text + "\n\n"
}

/// Plain text in other encodings.
fn encoded() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let text = format!("{PARAGRAPH}\n\n").repeat(5_000);
    let utf16 = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    vec![("plain, UTF-16", "a.txt", utf16), ("plain, Windows-1252", "a.txt", windows.into_owned())]
}

/// Those that pack their text.
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
            ("EPUB", "a.epub", epub(&each(&|text| format!("<p>{text}</p>")))),
            ("RTF", "a.rtf", format!("{{\\rtf1\\ansi {rtf}}}").into_bytes()),
            ("zip of texts", "a.zip", zip(&files)),
            ("gzip of JSON Lines", "a.jsonl.gz", gzip(json.as_bytes())),
        ]
    }

    /// A book of one chapter.
    fn epub(chapter: &str) -> Vec<u8> {
        let package = "<package><metadata/><manifest><item id=\"a\" href=\"a.xhtml\" \
                       media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
        zip(&[
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>",
            ),
            ("a.opf", package),
            ("a.xhtml", &format!("<html><head><title>x</title></head><body>{chapter}</body></html>")),
        ])
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

/// A PDF of 100 pages of 40 lines.
#[cfg(feature = "pdf")]
fn pdf() -> Vec<u8> {
    let ascii = PARAGRAPH.replace(['“', '”', '—', 'é'], "-");
    let lines: Vec<&str> =
        ascii.as_bytes().chunks(80).filter_map(|it| std::str::from_utf8(it).ok()).collect();
    let line = |at: usize| {
        format!("BT /F1 10 Tf 1 0 0 1 60 {} Tm ({}) Tj ET\n", 740 - at * 16, lines[at % lines.len()])
    };
    let page: String = (0..40).map(line).collect();
    let kids: String = (0..100).map(|at| format!("{} 0 R ", 5 + at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count 100 >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
    ];
    let leaf = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>";
    objects.extend(vec![leaf.to_owned(); 100]);
    let (mut file, mut index) = ("%PDF-1.4\n".to_owned(), String::new());
    for (at, object) in objects.iter().enumerate() {
        index += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file += &format!("xref\n0 {size}\n0000000000 65535 f \n{index}");
    file += &format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// Tables of typed columns.
#[cfg(feature = "parquet")]
mod columns {
    use super::PARAGRAPH;
    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use std::sync::Arc;

    pub fn inputs() -> Vec<(&'static str, &'static str, Vec<u8>)> {
        let texts = (0..250).map(|n| format!("{} Point {n}.", [PARAGRAPH; 20].join("\n")));
        let column: ArrayRef = Arc::new(StringArray::from_iter_values(texts));
        let batch = RecordBatch::try_from_iter([("text", column)]).expect("one column fits itself");
        let (mut parquet, mut arrow) = (Vec::new(), Vec::new());
        let writer = parquet::arrow::ArrowWriter::try_new(&mut parquet, batch.schema(), None);
        let mut writer = writer.expect("memory takes it");
        writer.write(&batch).expect("memory takes it");
        writer.close().expect("memory takes it");
        let writer = arrow_ipc::writer::FileWriter::try_new(&mut arrow, &batch.schema());
        let mut writer = writer.expect("memory takes it");
        writer.write(&batch).expect("memory takes it");
        writer.finish().expect("memory takes it");
        drop(writer);
        vec![("Parquet", "a.parquet", parquet), ("Arrow", "a.arrow", arrow)]
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
        let input = Input::Memory { name: name.to_owned(), bytes: text };
        let corpus = Corpus::open(&[input], &IngestOptions::default()).expect("memory opens");
        group.throughput(Throughput::Bytes(read(&corpus) as u64));
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
