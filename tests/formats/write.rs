//! Files as programs write them.

use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// A zip of these files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let stored = *name == "mimetype";
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A tar of these files, names as they are.
pub fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A Word document with this body, and other parts.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"w\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let relations = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let mut files = vec![
        ("[Content_Types].xml", &b"<Types/>"[..]),
        ("_rels/.rels", relations.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ];
    files.extend(parts.iter().map(|(name, xml)| (*name, xml.as_bytes())));
    zip(&files)
}

/// A paragraph of Word, in a style.
pub fn paragraph(style: &str, text: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    };
    format!("<w:p>{style}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text))
}

/// An OpenDocument text with this body and these automatic styles.
pub fn odt(styles: &str, body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut files = vec![
        ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]),
        ("content.xml", content.as_bytes()),
    ];
    files.extend(parts.iter().map(|(name, xml)| (*name, xml.as_bytes())));
    zip(&files)
}

/// A book of these chapters (name, body), with a cover and a table of contents before them.
pub fn epub(metadata: &str, chapters: &[(&str, &str)]) -> Vec<u8> {
    let container =
        r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#.to_owned();
    let page = |body: &str| {
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>{body}</body></html>"
        )
    };
    let all = [("cover", "<p>Cover</p>"), ("nav", "<nav><ol><li>One</li></ol></nav>")];
    let all: Vec<(&str, &str)> = all.into_iter().chain(chapters.iter().copied()).collect();
    let items: String = all
        .iter()
        .map(|(name, _)| {
            let properties = if *name == "nav" { "properties=\"nav\"" } else { "" };
            format!("<item id=\"{name}\" href=\"text/{name}.xhtml\" media-type=\"application/xhtml+xml\" {properties}/>")
        })
        .collect();
    let spine: String = all.iter().map(|(name, _)| format!("<itemref idref=\"{name}\"/>")).collect();
    let package = format!(
        "<package xmlns:dc=\"dc\"><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let mut files = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        ("META-INF/container.xml".to_owned(), container),
        ("OEBPS/book.opf".to_owned(), package),
    ];
    files.extend(all.iter().map(|(name, body)| (format!("OEBPS/text/{name}.xhtml"), page(body))));
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&files)
}

/// Text as RTF writes it.
pub fn rtf_text(text: &str) -> String {
    let mut out = String::new();
    for unit in text.encode_utf16() {
        match char::from_u32(u32::from(unit)).filter(char::is_ascii) {
            Some(c @ ('\\' | '{' | '}')) => out.extend(['\\', c]),
            Some('\n') => out.push_str("\\par\n"),
            Some(c) => out.push(c),
            None => out += &format!("\\u{}?", unit.cast_signed()),
        }
    }
    out
}
