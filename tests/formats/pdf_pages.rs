//! Pages as they are printed, and the text they hold.

use crate::pdf::{FONT, file, of_objects, print, sized, stream, text_at, wrapped};
use crate::{Outcome, blocks};

const LONG: &str = "The members recall that the exchange of letters across the lakes is free, and that no pilot may be \
                    turned away at night. They praise the keepers of the lights, who have stood their watch. ";

/// A page with a running head and a number: headings, paragraphs, and notes at its foot in small type.
fn page(n: usize, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = text_at(60.0, 790.0, &format!("Journal of Open Orders {n}"));
    let (mut y, mut foot) = (740.0, 110.0);
    for (kind, words) in parts {
        match *kind {
            "heading" => {
                out.extend(sized(60.0, y, 16.0, words));
                y -= 30.0;
            }
            "note" => {
                out.extend(sized(60.0, foot, 8.0, words));
                foot -= 10.0;
            }
            _ => {
                for line in wrapped(words, 90) {
                    out.extend(text_at(60.0, y, &line));
                    y -= 12.0;
                }
                y -= 10.0;
            }
        }
    }
    out.extend(text_at(290.0, 30.0, &n.to_string()));
    out
}

/// A line whose word `lit` has a mark of a note set high and close behind it.
fn marked(mark: &str, y: f64) -> Vec<u8> {
    let mut out = text_at(60.0, y, "The lights stay lit");
    out.extend(sized(138.0, y + 4.0, 6.0, mark));
    out.extend(text_at(147.0, y, "for every ship that calls at night."));
    out
}

#[test]
fn a_book_is_read_without_what_belongs_to_its_pages() {
    let cut = format!("{LONG}{LONG}They praise the keepers who");
    let goes_on = format!("never asked for more than oil and bread. {LONG}");
    let mut pages = vec![
        page(
            1,
            &[
                ("heading", "The harbour compact"),
                ("", LONG),
                ("", &cut),
                ("note", "1 See article 4 of the compact."),
            ],
        ),
        page(2, &[("", &goes_on), ("heading", "What is to be done"), ("", LONG)]),
        page(3, &[("", LONG), ("", LONG)]),
        page(4, &[("", LONG)]),
    ];
    pages[0].extend(marked("1", 300.0));
    let outcome = Outcome::memory("book.pdf", file(&pages));
    let document = outcome.only();
    let of = |kind: &str| -> Vec<&str> {
        blocks(document).into_iter().filter(|(it, _)| *it == kind).map(|(_, words)| words).collect()
    };
    assert_eq!(of("heading"), ["The harbour compact", "What is to be done"]);
    assert_eq!(of("footnote"), ["1 See article 4 of the compact."]);
    assert!(!document.text.contains("Journal"), "{}", document.text);
    assert!(document.text.contains("The lights stay lit for every ship"), "{}", document.text);
    assert!(document.repairs["page-furniture"] >= 4, "{:?}", document.repairs);
    assert!(document.mended.iter().any(|it| it.kind == "page-furniture" && it.before.starts_with("Journal")));
}

#[test]
fn a_paragraph_goes_on_over_the_end_of_a_page_and_its_notes() {
    let cut = format!("{LONG}They praise the keepers who");
    let mut first = page(1, &[("", LONG), ("", &cut), ("note", "1 See article 4 of the compact.")]);
    first.extend(marked("1", 765.0));
    let second = page(2, &[("", "never asked for more than oil and bread."), ("", LONG)]);
    let outcome = Outcome::memory("book.pdf", file(&[first, second]));
    let document = outcome.only();
    assert!(document.text.contains("the keepers who never asked"), "{}", document.text);
    assert_eq!(document.repairs["page-break"], 1);
}

#[test]
fn hyphens_at_line_ends_and_ligatures_are_undone() {
    let lines = [
        "It was at the session of that year, the forty-",
        "eighth, that the old gov-",
        "ernment spoke in its of\u{1}ce of self-",
        "determination, and all that goes with it for the Franco-",
        "Brethian friends. It would rely on short-",
        "and long-term loans.",
    ];
    let at = |(n, line): (usize, &&str)| text_at(60.0, 700.0 - 12.0 * n as f64, line);
    let content: Vec<u8> = lines.iter().enumerate().flat_map(at).collect();
    let outcome = Outcome::memory("a.pdf", file(&[content]));
    let document = outcome.only();
    assert_eq!(
        &*document.text,
        "It was at the session of that year, the forty-eighth, that the old government spoke in its office of \
         self-determination, and all that goes with it for the Franco-Brethian friends. It would rely on short- and \
         long-term loans."
    );
    assert_eq!(document.repairs["line-hyphen"], 4);
}

#[test]
fn columns_follow_each_other_and_rows_are_items() {
    let paragraphs: Vec<String> = (1..=12)
        .map(|n| format!("Article {n} binds all. {}The end of article {n}.", LONG.repeat(2)))
        .collect();
    let each: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let outcome = Outcome::memory("three.pdf", print(&each, 3));
    let found: Vec<&str> = blocks(outcome.only()).into_iter().map(|(_, words)| words).collect();
    assert_eq!(found, paragraphs.iter().map(|it| it.trim()).collect::<Vec<_>>());

    let mut content = text_at(60.0, 760.0, LONG.split_at(80).0);
    for (row, cells) in
        [["State", "Score"], ["Ustrana", "41"], ["Tolvania", "58"], ["Karsovia", "12"]].iter().enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            content.extend(text_at(60.0 + 150.0 * column as f64, 700.0 - 16.0 * row as f64, cell));
        }
    }
    let outcome = Outcome::memory("table.pdf", file(&[content]));
    let blocks = blocks(outcome.only());
    assert!(blocks.contains(&("list_item", "Tolvania\t58")), "{blocks:?}");
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let picture = b"q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q".to_vec();
    let outcome = Outcome::memory("scan.pdf", file(std::slice::from_ref(&picture)));
    assert_eq!(outcome.failed(), ["scan.pdf no-text-layer"]);
    assert!(outcome.failures[0].message.contains("pictures"), "{}", outcome.failures[0].message);
    let outcome = Outcome::memory("half.pdf", file(&[text_at(60.0, 700.0, LONG), picture]));
    assert_eq!(outcome.only().warnings[0].code, "partly-read");

    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_vec(),
        FONT.as_bytes().to_vec(),
        page.as_bytes().to_vec(),
        stream("", &text_at(60.0, 700.0, "Sealed words.")),
    ];
    let key = "0".repeat(64);
    let locked =
        format!("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>");
    let outcome = Outcome::memory("locked.pdf", of_objects(&objects, &locked));
    assert_eq!(outcome.failed(), ["locked.pdf encrypted"]);
}

#[test]
fn a_table_of_places_that_is_wrong_is_made_anew() {
    let mut bytes = file(&[text_at(60.0, 700.0, "States must act on the rights of all.")]);
    let at = bytes.windows(9).rposition(|it| it == b"startxref").unwrap();
    bytes.truncate(at);
    bytes.extend_from_slice(b"startxref\n7\n%%EOF\n");
    assert_eq!(&*Outcome::memory("a.pdf", bytes).only().text, "States must act on the rights of all.");
}
