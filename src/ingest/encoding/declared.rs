//! What an HTML page declares of its encoding.

use super::Encoding;

/// Bytes that are looked at; a declaration stands in the first 1024 by the standard.
const HEAD: usize = 8192;

/// The encoding that a page names at its head: `<meta charset=…>`, `<meta http-equiv content="…; charset=…">` or the
/// declaration of XML. A page that can be read so far is not UTF-16, whatever it says.
pub(in crate::ingest) fn by_page(page: &[u8]) -> Option<Encoding> {
    let head = String::from_utf8_lossy(&page[..page.len().min(HEAD)]).to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let xml = xml.and_then(|inside| after(inside, "encoding"));
    let meta = || head.split("<meta").skip(1).find_map(|tag| after(tag.split('>').next()?, "charset"));
    let found = Encoding::named(xml.or_else(meta)?)?;
    let is_utf16 = found.name().starts_with("utf-16");
    Some(if is_utf16 { Encoding::UTF_8 } else { found })
}

/// The value that is given to `name`, with or without quotes.
fn after<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let rest = tag.split_once(name)?.1.trim_start().strip_prefix('=')?;
    let value = rest.trim_start().trim_start_matches(['"', '\'']);
    value.split(|it: char| it.is_whitespace() || matches!(it, '"' | '\'' | ';' | '/')).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found_where_they_stand() {
        let name = |page: &str| by_page(page.as_bytes()).map(Encoding::name);
        assert_eq!(name("<html><meta charset=ISO-8859-1><p>"), Some("windows-1252"));
        let old = "<META http-equiv='Content-Type' content='text/html; charset=macintosh'>";
        assert_eq!(name(old), Some("macintosh"));
        assert_eq!(name("<?xml version='1.0' encoding='iso-8859-15'?><html>"), Some("iso-8859-15"));
        assert_eq!(name("<meta charset=\"utf-16\">"), Some("utf-8"));
        assert_eq!(name("<p>charset=latin1</p><meta name=x charset=nonsense>"), None);
    }
}
