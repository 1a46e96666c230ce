//! What the search begins with: the sample corpus, and small files that are written here.

use crate::write;
use normscope::document::Fingerprint;
use normscope::report::wire::Counts;
use normscope::report::{Digest, Frame, Step, pack};
use std::fs;
use std::path::Path;

/// The inputs that the property of this name begins with; `home` is the folder of the package.
pub fn of(property: &str, home: &Path) -> Vec<Vec<u8>> {
    match property {
        "text" => choosing(0, read(home, &["txt", "md"])).chain(small(&TEXTS)).collect(),
        "html" => read(home, &["html"]).chain(PAGES.iter().map(|it| it.as_bytes().to_vec())).collect(),
        "records" => small(&RECORDS).chain(choosing(1, read(home, &["jsonl"]))).collect(),
        "packed" => packed(),
        "tables" => small(&TABLES).collect(),
        "codebook" => CODEBOOKS.iter().map(|it| it.as_bytes().to_vec()).collect(),
        "versions" => versions(home),
        "journal" => vec![journal(1), journal(3)],
        _ => read(home, &["txt", "md"]).chain(TEXTS.iter().map(|it| it.1.as_bytes().to_vec())).collect(),
    }
}

/// Files of the sample corpus with these endings, in the order of their paths.
fn read(home: &Path, endings: &[&str]) -> impl Iterator<Item = Vec<u8>> + use<> {
    let mut paths = Vec::new();
    let mut folders = vec![home.join("corpus")];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).expect("the sample corpus is there") {
            let path = item.expect("the sample corpus can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| endings.iter().any(|ending| it == *ending)) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).expect("the sample corpus can be read"))
}

fn choosing(choice: u8, files: impl Iterator<Item = Vec<u8>>) -> impl Iterator<Item = Vec<u8>> {
    files.map(move |file| [vec![choice], file].concat())
}

fn small(files: &[(u8, &str)]) -> impl Iterator<Item = Vec<u8>> {
    files.iter().map(|(choice, file)| [&[*choice], file.as_bytes()].concat())
}

const TEXTS: [(u8, &str); 7] = [
    (
        0,
        "The Ministry of Order said on 7 January 2026 that \u{201C}sovereignty comes first\u{201D}, the envoy added.\n\n1. Decides to act;\n",
    ),
    (
        0,
        "The PRESIDENT: I thank the Freedom Online Coalition (FOC). The FOC, according to Ms. Roe, rejects shutdowns.\n",
    ),
    (
        1,
        "---\ntitle: On order\nauthors: [Ada Roe]\ndate: 2026-01-08\n---\n# Order\n\n- one\n- two\n\n> Quoted.\n\nText[^1].\n\n[^1]: Note.\n",
    ),
    (
        2,
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 A;}}\\pard\\f0 States {\\footnote x} \\'e9\\u233? act.\\par\\trowd\\cell\\row}",
    ),
    (
        0,
        "HETHMARK, 3 March 2026 \u{2014} Recalling its resolution 12/4,\n\n   Calls upon all States to refrain from block-\ning traf\u{FB01}c;\n",
    ),
    (
        0,
        "Q: Do you claim \u{2018}security\u{2019}?\n\nA: No. Critics say that the so-called law, which Pellane adopted in the 1990s, harms privacy.\n",
    ),
    (
        0,
        "It\u{E2}\u{20AC}\u{2122}s 1 line\r\n\r\n2 U.S. officials warned\rthat\u{85}cyberspace is free. E\u{301}tat.\u{A0}\u{AD}\n\u{C}Page 2\n",
    ),
];

const PAGES: [&str; 4] = [
    "<!doctype html><html lang=en><head><title>T | Site</title><meta name=author content='Ada Roe'><meta property=article:published_time content=2026-01-08><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": \"2026-01-08\"}</script></head><body><nav><a href=/x>x</a></nav><article><h1>T</h1><p>States must act.<br>Now.<ul><li>one<li>two</ul><table><tr><td>a<td>b</table><blockquote>Quoted</blockquote></article><footer>\u{A9}</footer>",
    "<p>word<br><br>word<pre> a\n b</pre><sup><a href='#n1'>1</a></sup><ol><li id=n1>note <a href='#r1'>\u{21A9}</a></ol><div id=comments><p>x</div>",
    "b'<p>It\\xe2\\x80\\x99s</p>'",
    "<div class=entry-content><h2>Part</h2><figure><img alt=x><figcaption>Caption</figcaption></figure>&nbsp;&#x301;&lt;</div><aside>x</aside><time datetime=2026-01-08T10:00Z>8 Jan</time>",
];

const RECORDS: [(u8, &str); 6] = [
    (
        0,
        "[{\"id\": 1, \"text\": \"States must act.\", \"authors\": [\"A\", \"B\"], \"date\": \"2026-01-08\"}, {\"text\": \"<p>x</p>\"}]",
    ),
    (
        0,
        "{\"data\": [{\"doc_id\": \"a\", \"text\": \"x\\u0301\\r\\n\\ufeff\", \"share\": 1e308, \"of\": {\"a\": [[null, true]]}}]}",
    ),
    (
        1,
        "{\"doc_id\": \"a\", \"text\": \"x\"}\n\n{broken\n{\"text\": 3}\n{\"text\": null, \"lang\": \"en\"}\n",
    ),
    (2, "text,id,date\n\"a\nb \"\"c\"\"\",2,2026\nlast\n"),
    (2, "\u{FEFF}sep=;\nid;text\n1;States must act\n"),
    (3, "id\ttext\tcountry\na\tStates must act.\tTOL\n"),
];

const TABLES: [(u8, &str); 6] = [
    (
        0,
        "id\tlabel\tname\tnames\tacronyms\tdemonyms\tparent\tiso3\tfrom\tto\nstate:XYZ\tSTATE\tExland?\tRepublic of Exland|Ex\tX.L.\tExlander\t\tXYZ\t1950\t2000\na:b\tIGO\tB\t\t\t\tstate:XYZ\t\t\t\n",
    ),
    (1, "id,label,name,names\nigo:x,IGO,\"Coalition, the\",X|Y?\n# comment\n"),
    (2, "path,issuer,date\nun/AFG_34_1979.txt,AFG,1979\n"),
    (3, "doc_id\ttitle\nun/AFG_34_1979.txt\tSpeech\n"),
    (4, "{\"path\": \"un/AFG_34_1979.txt\", \"issuer\": \"AFG\", \"date\": \"1979-09\"}\n"),
    (5, "{issuer}_{session}_{date}"),
];

const CODEBOOKS: [&str; 3] = [
    "id = \"mini\"\nversion = \"1\"\ncontrast = { positive = \"market\", negative = \"plan\" }\n[[frame]]\nid = \"market\"\nname = \"market-centric\"\n[[frame]]\nid = \"plan\"\nname = \"plan\"\n[[family]]\nid = \"M1\"\nframe = \"market\"\nname = \"Competition\"\n[[entry]]\nid = \"level-field\"\nfamily = \"M1\"\npattern = \"level playing (field|ground)\"\nexamples = [\"Firms ask for a level playing field.\"]\ncounter_examples = [\"A field.\"]\n",
    "id = \"m\"\nversion = \"1\"\nframe = [{ id = \"f\", name = \"f\" }]\nfamily = [{ id = \"F\", frame = \"f\", name = \"F\" }]\n[[entry]]\nid = \"a\"\nfamily = \"F\"\npatterns = [\"open* ~internet\", \"/ab+c/ (x|y|) {0,3} z\", \"<right> to *\"]\nweight = 0.5\nrequires = [{ pattern = \"law\", within = \"sentence\" }]\nunless = [{ pattern = \"not\", before = 3 }]\n",
    "rights:\n  privacy:\n    - privacy\n    - 'data protection'\n    - surveil*\nstate:\n  - sovereign*\n%\n1\tRights\n%\nprivacy\t1\n",
];

fn packed() -> Vec<Vec<u8>> {
    let word = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t xml:space=\"preserve\">States must act.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:tc></w:tr></w:tbl>";
    let open = "<text:h text:outline-level=\"1\">Title</text:h><text:list><text:list-item><text:p>one<text:s text:c=\"3\"/><text:note><text:note-body>n</text:note-body></text:note></text:p></text:list-item></text:list>";
    let styles = "<style:style style:name=\"P1\" style:parent-style-name=\"Quotations\"/>";
    let looks = "<w:styles><w:style w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/></w:style></w:styles>";
    let book = "<dc:title>T</dc:title><dc:creator>Ada Roe</dc:creator><dc:date>2026-01-08</dc:date>";
    let lines = "{\"text\": \"States must act.\"}\n{\"text\": \"x\"}\n";
    let texts: [&[u8]; 2] = [b"States must act.", b"Privacy."];
    let archive = [("a.txt", texts[0]), ("b/c.txt", texts[1])];
    let with = |choice: u8, bytes: &[u8]| [&[choice], bytes].concat();
    vec![
        with(0, word.as_bytes()),
        with(1, open.as_bytes()),
        with(2, styles.as_bytes()),
        with(3, PAGES[1].as_bytes()),
        with(4, book.as_bytes()),
        with(5, looks.as_bytes()),
        with(6, texts[0]),
        with(7, lines.as_bytes()),
        with(8, texts[0]),
        with(9, &write::docx(word, &[])),
        with(9, &write::odt(styles, open, &[])),
        with(9, &write::epub(book, &[("c", PAGES[1])])),
        with(10, &write::tar(&archive)),
        with(11, &write::gzip(&write::tar(&archive))),
        with(11, &write::zstd(texts[0])),
        with(14, &pdf(b"BT /F1 12 Tf 1 0 0 1 60 700 Tm (States must act.) Tj 0 -14 Td (Now.) Tj ET")),
        with(15, &write::zip(&archive)),
    ]
}

/// A PDF of one page with this content.
pub fn pdf(content: &[u8]) -> Vec<u8> {
    let head = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>\nendobj\n4 0 obj\n";
    let length = format!("<</Length {}>>\nstream\n", content.len());
    let font = b"\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n";
    let mut file = [&head[..], length.as_bytes(), content, font].concat();
    let start = file.len();
    let places = (1..6).map(|number| {
        let object = format!("\n{number} 0 obj\n");
        1 + file.windows(object.len()).position(|it| it == object.as_bytes()).expect("it was written")
    });
    let places: String = places.map(|at| format!("{at:010} 00000 n \n")).collect();
    let end = format!(
        "xref\n0 6\n0000000000 65535 f \n{places}trailer <</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.into_bytes());
    file
}

/// The first text against the second, the second against the third and so on.
fn versions(home: &Path) -> Vec<Vec<u8>> {
    let texts: Vec<Vec<u8>> = read(home, &["txt", "md"]).collect();
    let begun = |text: &[u8]| text[..text.len().min(3000)].to_vec();
    texts.windows(2).map(|pair| [begun(&pair[0]), vec![0], begun(&pair[1])].concat()).collect()
}

/// The journal of a run of one document and one failure, each frame behind its length.
fn journal(choice: u8) -> Vec<u8> {
    let sha256 = Fingerprint::of(b"any");
    let digest = Digest {
        name: "a.txt",
        sha256,
        stated: sha256,
        id: "a",
        text: sha256,
        n_words: 12,
        counts: Counts::default(),
        plain: 0,
        member: b"m",
        signature: b"",
        entities: b"e",
        claims: b"c",
    };
    let steps = [
        Step::Begun("{\"program\": {\"name\": \"normscope\"}}"),
        Step::Document(digest),
        Step::Failed { name: "b.txt#2", sha256: Some(sha256) },
    ];
    let mut journal = vec![choice];
    for step in steps {
        let frame = pack(&Frame { parts: Vec::new(), checksum: 0, step });
        let length = u16::try_from(frame.len()).expect("it is short");
        journal.extend(length.to_le_bytes());
        journal.extend(frame);
    }
    journal
}
