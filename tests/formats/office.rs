//! What becomes of the parts of Office documents and books.

use crate::write::{docx, epub, odt, paragraph};
use crate::{Outcome, blocks};
use serde_json::json;

const STYLES: &str = r#"<w:styles><w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
    <w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>
    <w:style w:styleId="C"><w:name w:val="caption"/></w:style><w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>"#;

/// A run of words.
fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A body with all that a body has.
fn everything() -> String {
    [
        paragraph("Title", "An open order"),
        paragraph("T1", "Part one 3"),
        paragraph("H1", "Part one"),
        format!(
            "<w:p>{}<w:del><w:r><w:delText>shall</w:delText></w:r></w:del><w:ins>{}</w:ins>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}</w:p>",
            run("States "), run("must "), run("protect speech."), run(" All of it.")
        ),
        format!("<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>", run("Privacy")),
        paragraph("Q", "Order first."),
        paragraph("C", "A cable ship"),
        format!(
            "<w:p>{}<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>state</w:t><w:br/><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t><w:tab/><w:t>now</w:t></w:r></w:p>",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        ),
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}</w:p>",
            run("Part one 3"), run("After.")
        ),
        format!(
            "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
            run("Before "), paragraph("", "In a box."), paragraph("", "In a box."), run("and behind.")
        ),
        format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>", run("Joined "), run("again.")),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>",
            paragraph("", "Freedom"), paragraph("", "41"), paragraph("", "gone")
        ),
    ]
    .concat()
}

#[test]
fn a_word_document_is_what_its_reader_sees() {
    let body = everything();
    let notes = format!(
        "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote></w:footnotes>",
        paragraph("", "line"),
        run(" As in 2021.")
    );
    let core = "<cp:coreProperties><dc:title>Microsoft Word - x.doc</dc:title><dc:creator>Ada Roe</dc:creator><dcterms:created>2026-01-08T09:00:00Z</dcterms:created></cp:coreProperties>";
    let parts = [
        ("word/styles.xml", STYLES),
        ("word/footnotes.xml", notes.as_str()),
        ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>Header</w:t></w:r></w:p></w:hdr>"),
        ("word/comments.xml", "<w:comments/>"),
        ("docProps/core.xml", core),
    ];
    // By its content, whatever it is called.
    let outcome = Outcome::memory("statement.bin", docx(&body, &parts));
    let document = outcome.only();
    let expected = [
        ("title", "An open order"),
        ("heading", "Part one"),
        ("paragraph", "States must protect speech. All of it."),
        ("list_item", "Privacy"),
        ("block_quote", "Order first."),
        ("caption", "A cable ship"),
        ("paragraph", "non-state\ncooperate now"),
        ("paragraph", "After."),
        ("paragraph", "Before and behind."),
        ("paragraph", "In a box."),
        ("paragraph", "Joined again."),
        ("list_item", "Freedom\t41"),
        ("footnote", "As in 2021."),
    ];
    assert_eq!(blocks(document), expected);
    assert_eq!(document.metadata.title.as_deref(), Some("An open order"));
    assert_eq!(document.metadata.authors, ["Ada Roe"]);
    assert_eq!(document.metadata.date, None);
    assert_eq!(document.metadata.extra["created"], json!("2026-01-08T09:00:00Z"));
    assert_eq!(document.repairs["soft-hyphen"], 1);
    assert!(document.source.media_type.ends_with("wordprocessingml.document"));
}

#[test]
fn an_opendocument_text_is_what_its_reader_sees() {
    let styles = r#"<style:style style:name="P1" style:parent-style-name="Heading_20_1"/><style:style style:name="P2" style:parent-style-name="Quotations"/>
        <style:style style:name="T1"><style:text-properties text:display="none"/></style:style>"#;
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p text:style-name="Title">An open order</text:p>
        <text:table-of-content><text:index-body><text:p>Part one 3</text:p></text:index-body></text:table-of-content>
        <text:h text:outline-level="1">Part one</text:h><text:p text:style-name="P1">Part two</text:p>
        <text:p>States<text:s text:c="2"/>must<text:span text:style-name="T1">hidden</text:span> protect
        speech.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>As in 2021.</text:p></text:note-body></text:note> All<text:line-break/>of it.<office:annotation><text:p>no</text:p></office:annotation></text:p>
        <text:list><text:list-item><text:p>Privacy</text:p><text:list><text:list-item><text:p>At home</text:p></text:list-item></text:list></text:list-item></text:list>
        <text:p text:style-name="P2">Order first.</text:p>
        <text:p>Before <draw:frame><svg:title>alt</svg:title><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>and behind.</text:p>
        <table:table><table:table-row><table:table-cell><text:p>Freedom</text:p></table:table-cell><table:table-cell><text:p>41</text:p></table:table-cell></table:table-row></table:table>"#;
    let meta = "<office:meta><dc:creator>Last Editor</dc:creator><meta:initial-creator>Ada Roe</meta:initial-creator><dc:title>From the properties</dc:title></office:meta>";
    let outcome = Outcome::memory("statement", odt(styles, body, &[("meta.xml", meta)]));
    let document = outcome.only();
    let expected = [
        ("title", "An open order"),
        ("heading", "Part one"),
        ("heading", "Part two"),
        ("paragraph", "States must protect speech. All\nof it."),
        ("list_item", "Privacy"),
        ("list_item", "At home"),
        ("block_quote", "Order first."),
        ("paragraph", "Before and behind."),
        ("paragraph", "In a box."),
        ("list_item", "Freedom\t41"),
        ("footnote", "As in 2021."),
    ];
    assert_eq!(blocks(document), expected);
    assert_eq!(document.metadata.title.as_deref(), Some("An open order"));
    assert_eq!(document.metadata.authors, ["Ada Roe"]);
}

#[test]
fn a_book_is_its_chapters_in_order() {
    let metadata = "<dc:title>Open orders</dc:title><dc:creator>Ada Roe</dc:creator><dc:creator>Ben Li</dc:creator><dc:date>2025-03</dc:date><dc:language>en</dc:language><dc:publisher>Kitchen Press</dc:publisher>";
    let one = "<h1>One</h1><p>States\nmust&nbsp;act.<sup><a epub:type=\"noteref\" href=\"#n\">1</a></sup> Now<sup>2</sup>.</p><aside epub:type=\"footnote\"><p>As in 2021.</p></aside>";
    let two = "<h2>Two</h2><ul><li>Privacy</li></ul><blockquote><p>Order first.</p></blockquote><table><tr><td>Freedom</td><td>41</td></tr></table>";
    let outcome = Outcome::memory("book", epub(metadata, &[("c1", one), ("c2", two)]));
    let document = outcome.only();
    let expected = [
        ("heading", "One"),
        ("paragraph", "States must act. Now."),
        ("heading", "Two"),
        ("list_item", "Privacy"),
        ("block_quote", "Order first."),
        ("list_item", "Freedom\t41"),
        ("footnote", "As in 2021."),
    ];
    assert_eq!(blocks(document), expected);
    let facts = &document.metadata;
    assert_eq!(facts.title.as_deref(), Some("Open orders"));
    assert_eq!(facts.authors, ["Ada Roe", "Ben Li"]);
    assert_eq!(facts.date.map(|date| date.to_string()).as_deref(), Some("2025-03"));
    assert_eq!((facts.publisher.as_deref(), facts.language.as_deref()), (Some("Kitchen Press"), Some("en")));
}

#[test]
fn a_document_without_words_is_warned_of() {
    let outcome = Outcome::memory("empty.docx", docx("<w:p/>", &[]));
    assert_eq!(outcome.only().warnings[0].code, "empty-text");
}

#[test]
fn a_plain_document_is_headed_as_a_plain_text_is() {
    let body: String =
        ["The Order of Open Networks", "By Ada Roe", "States meet."].map(|text| paragraph("", text)).concat();
    let outcome = Outcome::memory("a.docx", docx(&body, &[]));
    let document = outcome.only();
    assert_eq!(document.metadata.title.as_deref(), Some("The Order of Open Networks"));
    assert_eq!(document.metadata.authors, ["Ada Roe"]);
    assert_eq!(blocks(document)[0].0, "title");
}
