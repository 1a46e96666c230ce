//! From another program's dictionary to a codebook in TOML.

use super::yaml::{self, Key};
use super::{Dialect, Translation};
use crate::codebook::{CodebookError, Pattern, Place};
use std::fmt::Write;

/// Turns a dictionary into a codebook file. `name` becomes the codebook's id and stands for the file in
/// messages.
///
/// quanteda: the first level of keys become frames, the second families, deeper ones entries. LIWC: every
/// category becomes a frame with one family. Words match as they do there: whole, `*` for any letters,
/// whatever their case.
///
/// # Errors
/// If the text is no dictionary of that format, with the line.
pub fn import(name: &str, text: &str, dialect: Dialect) -> Result<Translation, CodebookError> {
    let keys = match dialect {
        Dialect::Quanteda => yaml::read(name, text)?,
        Dialect::Liwc => liwc(name, text)?,
    };
    let mut importer = Importer { toml: head(name), lost: Vec::new() };
    for key in &keys {
        importer.frame(key);
    }
    for key in &keys {
        importer.families(key);
    }
    for key in &keys {
        importer.entries(&key.name, key);
    }
    Ok(Translation { text: importer.toml, lost: importer.lost })
}

fn head(name: &str) -> String {
    let title = quoted(&format!("Imported from {name}"));
    format!("id = {}\nversion = \"1\"\nlanguage = \"en\"\ntitle = {title}\n", quoted(name))
}

struct Importer {
    toml: String,
    lost: Vec<String>,
}

impl Importer {
    fn write(&mut self, block: std::fmt::Arguments<'_>) {
        self.toml.write_fmt(block).expect("writing to a string cannot fail");
    }

    fn frame(&mut self, key: &Key) {
        let name = quoted(&key.name);
        self.write(format_args!("\n[[frame]]\nid = {name}\nname = {name}\n"));
    }

    /// One family a key of the second level, and one for words that stand right below the first.
    fn families(&mut self, key: &Key) {
        let frame = quoted(&key.name);
        if key.keys.is_empty() || !key.values.is_empty() {
            self.write(format_args!("\n[[family]]\nid = {frame}\nframe = {frame}\nname = {frame}\n"));
        }
        for family in &key.keys {
            let (id, name) = (quoted(&format!("{}/{}", key.name, family.name)), quoted(&family.name));
            self.write(format_args!("\n[[family]]\nid = {id}\nframe = {frame}\nname = {name}\n"));
        }
    }

    fn entries(&mut self, frame: &str, key: &Key) {
        self.entry(frame, frame, key);
        for below in &key.keys {
            let family = format!("{frame}/{}", below.name);
            self.entries_below(&family, &family, below);
        }
    }

    fn entries_below(&mut self, family: &str, path: &str, key: &Key) {
        self.entry(family, path, key);
        for below in &key.keys {
            self.entries_below(family, &format!("{path}/{}", below.name), below);
        }
    }

    fn entry(&mut self, family: &str, id: &str, key: &Key) {
        let mut patterns = Vec::new();
        for (line, value) in &key.values {
            match pattern(value) {
                Some(pattern) => patterns.push(quoted(&pattern)),
                None => self.lost.push(format!("line {line}: {id}: {value:?} is no row of words")),
            }
        }
        if !patterns.is_empty() {
            let (id, family, all) = (quoted(id), quoted(family), patterns.join(",\n    "));
            let block = format_args!(
                "\n[[entry]]\nid = {id}\nfamily = {family}\nmatch = \"exact\"\npattern = [\n    {all},\n]\n"
            );
            self.write(block);
        }
    }
}

/// The same words as a pattern of ours; `None` if they are none.
fn pattern(value: &str) -> Option<String> {
    let words: Option<Vec<String>> = value.split_whitespace().map(word).collect();
    let row = words?.join(" ");
    Pattern::parse(&row).ok().map(|_| row)
}

/// A word as it is, or as an expression where it holds marks that mean something else to us.
fn word(given: &str) -> Option<String> {
    if !given.contains(char::is_alphanumeric) && given != "*" {
        return None;
    }
    let plain = !given.contains(['?', '(', ')', '{', '}', '<', '>', '|', '~', '=', '/', ',']);
    if plain && Pattern::parse(given).is_ok() {
        return Some(given.to_owned());
    }
    let escaped = regex::escape(given).replace("\\*", ".*").replace("\\?", ".");
    Some(format!("/{}/", escaped.replace('/', "\\/")))
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The categories of a LIWC dictionary, each with its words.
fn liwc(name: &str, text: &str) -> Result<Vec<Key>, CodebookError> {
    let wrong = |line: usize, reason: String| {
        let place = Place { file: name.to_owned(), line };
        CodebookError::NotImportable { place, reason }
    };
    let mut keys: Vec<(&str, Key)> = Vec::new();
    let mut n_marks = 0;
    for (at, line) in text.lines().enumerate() {
        let (line, number) = (line.trim(), at + 1);
        match n_marks {
            _ if line.is_empty() => {}
            _ if line == "%" => n_marks += 1,
            0 => return Err(wrong(number, "a LIWC dictionary begins with a line of a single %".to_owned())),
            1 => {
                let Some((id, category)) = line.split_once(char::is_whitespace) else {
                    return Err(wrong(number, "a category has a number and a name".to_owned()));
                };
                let key =
                    Key { name: category.trim().to_owned(), line: number, keys: vec![], values: vec![] };
                keys.push((id, key));
            }
            _ => {
                let (words, ids) = words_and_ids(line);
                for id in ids {
                    let Some((_, key)) = keys.iter_mut().find(|(known, _)| *known == id) else {
                        return Err(wrong(number, format!("there is no category {id:?}")));
                    };
                    key.values.push((number, words.clone()));
                }
            }
        }
    }
    Ok(keys.into_iter().map(|(_, key)| key).collect())
}

/// The words of a line, and the numbers of categories at its end.
fn words_and_ids(line: &str) -> (String, Vec<&str>) {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    // Words come first and are at least one; between a tab and the end all are numbers.
    let tab = line.find('\t').map(|at| line[..at].split_whitespace().count());
    let n_ids = parts.iter().rev().take_while(|part| is_number(part)).count();
    let n_words = tab.unwrap_or(parts.len() - n_ids).max(1);
    (parts[..n_words].join(" "), parts[n_words..].to_vec())
}
