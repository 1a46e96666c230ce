//! Words with stops inside them: acronyms, addresses.

/// Endings of domain names that are told from a lost space behind a stop.
const DOMAINS: [&str; 39] = [
    "ac", "ai", "app", "au", "br", "ca", "ch", "cn", "co", "com", "de", "dev", "edu", "eu", "fr", "gov",
    "gr", "html", "ie", "il", "info", "int", "io", "jp", "kr", "mil", "net", "news", "nl", "org", "pdf",
    "ru", "se", "tv", "ua", "uk", "us", "xyz", "za",
];

/// How many bytes of an address are looked at.
const ADDRESS_BYTES: usize = 512;

/// The end of the dotted word that begins at `at`, if one does.
pub(super) fn end(part: &str, at: usize) -> Option<usize> {
    let bytes = part.as_bytes();
    let word = bytes[at..].iter().take(24).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match bytes.get(at + word) {
        Some(b'.') if bytes.get(at + word + 1).is_some_and(u8::is_ascii_alphanumeric) => {
            end_of_acronym(bytes, at).or_else(|| end_of_address(part, at))
        }
        Some(b':') if bytes[at + word..].starts_with(b"://") => end_of_address(part, at),
        Some(b'@' | b'_' | b'+') => end_of_address(part, at),
        _ => None,
    }
}

/// `U.S.`, `e.g.`, `Ph.D.`: parts of one letter, or of two that begin with a capital; the last may lack its stop
/// if all have one letter.
fn end_of_acronym(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    let mut parts = 0;
    let mut short = true;
    loop {
        let letters = bytes[end..].iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let stopped = bytes.get(end + letters) == Some(&b'.');
        match letters {
            1 if stopped => end += 2,
            2 if stopped && bytes[end].is_ascii_uppercase() => {
                short = false;
                end += 3;
            }
            1 if short && parts > 0 && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                return Some(end + 1);
            }
            _ => return (parts >= 2).then_some(end),
        }
        parts += 1;
    }
}

/// `https://…`, `www.…`, `name@example.org`, `example.org/page`, without the marks behind them.
fn end_of_address(part: &str, at: usize) -> Option<usize> {
    let near = &part[at..part.floor_char_boundary((at + ADDRESS_BYTES).min(part.len()))];
    let delimits = |character: char| {
        character.is_whitespace()
            || matches!(character, '"' | '<' | '>' | '“' | '”' | '’' | '[' | ']' | '{' | '}' | '|')
    };
    let run = &near[..near.find(delimits).unwrap_or(near.len())];
    let web = run.contains("://") || run.starts_with("www.") || run.starts_with("WWW.");
    let run = if web { run } else { name_of_host(run)? };
    let mut run = run.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…']);
    if !run.contains('(') {
        run = run.split(')').next().unwrap_or(run);
    }
    Some(at + run.len())
}

/// The part of `run` that is an e-mail address or a host with its path, if it is one.
fn name_of_host(run: &str) -> Option<&str> {
    let named = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_' | '+' | '@')
    };
    let end = run.find(|character| !named(character)).unwrap_or(run.len());
    let host = run[..end].trim_end_matches(['.', '-', '_', '+', '@']);
    if let Some((name, domain)) = host.split_once('@') {
        return (!name.is_empty() && domain.contains('.')).then_some(host);
    }
    let (_, ending) = host.rsplit_once('.')?;
    let is_host = DOMAINS.binary_search(&ending).is_ok() && !host.contains(['_', '+']);
    is_host.then(|| if run[end..].starts_with('/') { run } else { host })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_endings_are_sorted() {
        assert!(DOMAINS.is_sorted());
    }

    #[test]
    fn a_lost_space_makes_no_address() {
        assert_eq!(end("control.Then", 0), None);
        assert_eq!(end("rights.They", 0), None);
    }

    #[test]
    fn an_acronym_ends_with_its_last_stop() {
        assert_eq!(end("U.N.-led", 0), Some(4));
        assert_eq!(end("J.F.Kennedy", 0), Some(4));
        assert_eq!(end("p.m", 0), Some(3));
    }
}
