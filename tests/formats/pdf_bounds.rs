//! PDFs made to do harm: bounded time and memory, and one clear error.

use crate::Outcome;
use crate::pdf::{FONT, of_objects, stream, text_at};
use std::io::Read;

const CATALOG: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";
const PAGE: &[u8] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /Fm 6 0 R >> >> /Contents 5 0 R >>";

/// A file of one page with this content, and more objects.
fn one_page(content: Vec<u8>, more: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let pages = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_vec();
    let mut objects = vec![CATALOG.to_vec(), pages, FONT.as_bytes().to_vec(), PAGE.to_vec(), content];
    objects.extend(more);
    of_objects(&objects, "")
}

fn words() -> Vec<u8> {
    text_at(60.0, 700.0, "States must act on the rights of all.")
}

#[track_caller]
fn fails(bytes: Vec<u8>, code: &str) {
    let outcome = Outcome::memory("a.pdf", bytes);
    assert_eq!(outcome.failed(), [format!("a.pdf {code}")]);
}

#[test]
fn a_million_objects_and_what_unpacks_without_end_are_refused() {
    fails(one_page(stream("", &words()), (0..1_000_000).map(|_| b"1".to_vec())), "too-large");
    let mut bomb = Vec::new();
    let zeros = std::io::repeat(b' ').take(100 << 20);
    flate2::read::ZlibEncoder::new(zeros, flate2::Compression::best()).read_to_end(&mut bomb).unwrap();
    fails(one_page(stream("/Filter /FlateDecode", &bomb), []), "too-large");
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let deep = |n: usize| [b"[".repeat(n), b"]".repeat(n)].concat();
    fails(one_page(stream("", &words()), [deep(200_000)]), "too-deep");
    fails(one_page(stream("", &[words(), deep(200_000), b"TJ".to_vec()].concat()), []), "too-deep");
    let dictionaries = [b"<</A ".repeat(4_900), b"1".to_vec(), b">>".repeat(4_900)].concat();
    assert_eq!(Outcome::memory("a.pdf", one_page(stream("", &words()), [dictionaries])).documents.len(), 1);
}

#[test]
fn a_tree_of_pages_may_be_deep_or_go_in_circles() {
    let n = 3_000;
    let mut objects = vec![CATALOG.to_vec()];
    for at in 2..n {
        objects.push(
            format!("<< /Type /Pages /Kids [{} 0 R] /Parent {} 0 R /Count 1 >>", at + 1, at - 1).into_bytes(),
        );
    }
    let page = format!(
        "<< /Type /Page /MediaBox [0 0 595 842] /Resources << /Font << /F1 {} 0 R >> >> /Contents {} 0 R >>",
        n + 2,
        n + 1
    );
    objects.extend([page.into_bytes(), stream("", &words()), FONT.as_bytes().to_vec()]);
    assert_eq!(
        &*Outcome::memory("a.pdf", of_objects(&objects, "")).only().text,
        "States must act on the rights of all."
    );
    let circle = [
        CATALOG.to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 4 0 R 2 0 R] /Parent 2 0 R /Count 1 >>".to_vec(),
        FONT.as_bytes().to_vec(),
        b"<< /Type /Page /Parent 4 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>".to_vec(),
        stream("", &words()),
    ];
    assert_eq!(
        &*Outcome::memory("a.pdf", of_objects(&circle, "")).only().text,
        "States must act on the rights of all."
    );
}

#[test]
fn forms_within_forms_are_weighed_before_they_are_drawn() {
    let form = |n: usize| {
        let resources =
            format!("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm {} 0 R >> >>", 7 + n);
        stream(&resources, &b"/Fm Do ".repeat(100))
    };
    let content = [words(), b"/Fm Do".to_vec()].concat();
    fails(one_page(stream("", &content), (0..10).map(form)), "too-large");
    let itself = stream("/Subtype /Form /BBox [0 0 9 9]", b"/Fm Do /Fm Do");
    assert_eq!(Outcome::memory("a.pdf", one_page(stream("", &content), [itself])).documents.len(), 1);
}

#[test]
fn a_page_that_is_too_heavy_is_left_out() {
    let rectangles = b"1 2 3 4 re S\n".repeat(20_000);
    fails(one_page(stream("", &rectangles), []), "too-large");
    let outcome = Outcome::memory("a.pdf", crate::pdf::file(&[words(), rectangles]));
    assert_eq!(outcome.only().warnings[0].code, "partly-read");
    assert_eq!(&*outcome.only().text, "States must act on the rights of all.");
}

/// A text on two lines, after `before`.
fn after(before: &str) -> Vec<u8> {
    let text = "BT /F1 12 Tf 60 700 Td (States must act.) Tj 0 -14 Td (Now and at home.) Tj ET";
    stream("", format!("{before} {text}").as_bytes())
}

#[test]
fn letters_a_mile_high_are_left_out() {
    assert_eq!(Outcome::memory("a.pdf", one_page(after("q 9 0 0 9 0 0 cm Q"), [])).documents.len(), 1);
    for harm in ["1000000 0 0 1 0 0 cm", "1000 0 0 1 0 0 cm 1000 0 0 1 0 0 cm", "1000000000 Tz", "1000000 Tc"]
    {
        fails(one_page(after(harm), []), "too-large");
    }
    let tall = b"BT /F1 12000054 0000 Tf 1 0 0 1 60 700 Tm (States must act.) Tj 0 -14 Td (Now.) Tj ET";
    fails(one_page(stream("", tall), []), "too-large");
    let outcome = Outcome::memory("a.pdf", crate::pdf::file(&[words(), tall.to_vec()]));
    assert_eq!(outcome.only().warnings[0].code, "partly-read");
    assert_eq!(&*outcome.only().text, "States must act on the rights of all.");
}

#[test]
fn letters_may_be_as_wide_as_their_font_says() {
    let with = |font: &str, more: Vec<Vec<u8>>| {
        let pages = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_vec();
        let font = format!("<< /Type /Font {font} >>").into_bytes();
        let mut objects = vec![CATALOG.to_vec(), pages, font, PAGE.to_vec(), after("")];
        objects.extend(more);
        of_objects(&objects, "")
    };
    let simple = "/Subtype /Type1 /BaseFont /Any /FirstChar 32 /LastChar 33";
    fails(with(&format!("{simple} /Widths [500 100000000]"), vec![]), "too-large");
    fails(
        with(&format!("{simple} /Widths [500] /FontDescriptor << /MissingWidth 1000000000 >>"), vec![]),
        "too-large",
    );
    let composite = "/Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [6 0 R]";
    for widths in ["/DW 1000000000", "/W [1 [500 1000000000]]", "/W [1 60000 500 1 9 1000000000]"] {
        let descendant = format!("<< /Type /Font /Subtype /CIDFontType2 {widths} >>").into_bytes();
        fails(with(composite, vec![descendant]), "too-large");
    }
    let type3 = "/Subtype /Type3 /FirstChar 32 /Widths [500] /FontMatrix [1000 0 0 1 0 0]";
    fails(with(type3, vec![]), "too-large");
}

#[test]
fn forms_may_move_and_stretch_what_they_show() {
    let text = b"BT /F1 12 Tf (States must act on rights.) Tj ET";
    let form = |matrix: &str| stream(&format!("/Subtype /Form /BBox [0 0 9 9] {matrix}"), text);
    let content = || stream("", &[words(), b"1000 0 0 1000 0 0 cm /Fm Do".to_vec()].concat());
    fails(one_page(content(), [form("/Matrix [1000 0 0 1000 0 0]")]), "too-large");
    let small = one_page(content(), [form("/Matrix [0.001 0 0 0.001 0 0]")]);
    assert_eq!(Outcome::memory("a.pdf", small).documents.len(), 1);
}

#[test]
fn megabytes_of_words_on_one_page_are_read() {
    let line = |n: usize| {
        text_at(
            60.0,
            800.0 - (n % 64) as f64 * 12.0,
            &format!("The rights of all people, part {n}, are kept in full at home and abroad."),
        )
    };
    let content: Vec<u8> = (0..20_000).flat_map(line).collect();
    let outcome = Outcome::memory("a.pdf", one_page(stream("", &content), []));
    assert!(outcome.only().text.contains("rights of all people"));
}
