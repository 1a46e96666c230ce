//! What an archive holds, before any of it is read.

use super::damaged;
use crate::ingest::contents::Contents;
use crate::ingest::labels;
use crate::ingest::reader::Problem;
use crate::ingest::{FailureCode, Limits};
use std::collections::BTreeMap;

/// What is in an archive.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Listing {
    /// In the order in which they are to be read.
    pub(in crate::ingest) entries: Vec<Entry>,
    /// Why there may be more than could be listed.
    pub(in crate::ingest) broken: Option<Problem>,
}

/// One name in an archive.
#[derive(Debug)]
pub(in crate::ingest) struct Entry {
    /// Its path in the archive, as it can stand in output.
    pub(in crate::ingest) name: String,
    pub(in crate::ingest) found: Found,
}

/// What is known of a file once its archive is listed.
#[derive(Debug)]
pub(in crate::ingest) struct Near {
    /// Its first bytes; none of a file that holds no others.
    pub(in crate::ingest) head: Vec<u8>,
    /// All of it, where it is an archive in turn.
    pub(in crate::ingest) whole: Option<Contents>,
}

/// What stands under a name.
#[derive(Debug)]
pub(in crate::ingest) enum Found {
    /// A file.
    File(Contents, Near),
    /// A link or device, which is not followed.
    Special,
    /// A file that an entry behind it replaces.
    Replaced,
    /// A file that cannot be read.
    Unreadable(Problem),
}

impl Listing {
    /// Adds what stands under a raw name; folders are nothing.
    pub(super) fn add(&mut self, raw: &str, found: impl FnOnce() -> Found) {
        let entry = match inner_path(raw) {
            Ok(name) if name.is_empty() => return,
            Ok(name) => Entry { name, found: found() },
            Err(problem) => Entry { name: printable_path(raw), found: Found::Unreadable(problem) },
        };
        self.entries.push(entry);
    }

    /// Marks all but the last of one name as replaced, as unpacking would.
    pub(super) fn replace_earlier(&mut self) {
        let mut last: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            last.insert(&entry.name, at);
        }
        let replaced: Vec<usize> =
            (0..self.entries.len()).filter(|at| last[self.entries[*at].name.as_str()] != *at).collect();
        for at in replaced {
            if matches!(self.entries[at].found, Found::File(..)) {
                self.entries[at].found = Found::Replaced;
            }
        }
    }

    pub(super) fn sort(&mut self) {
        self.entries.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// Refuses files that lie over each other or unpack, all together, to far more than the archive is. Each is where
/// it begins, how much it takes up, and what it unpacks to.
pub(super) fn check_sizes(
    files: &mut [(u64, u64, u64)],
    archive: u64,
    limits: &Limits,
) -> Result<(), Problem> {
    files.sort_unstable();
    if files.windows(2).any(|pair| pair[0].0.saturating_add(pair[0].1) > pair[1].0) {
        return Err(damaged("its files lie over each other"));
    }
    let total = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.2));
    if total > limits.most_unpacked(archive) { Err(limits.too_dense(archive)) } else { Ok(()) }
}

/// The path of a file below its archive: without what would lead out of it.
///
/// # Errors
/// `unsafe-name` if it climbs.
fn inner_path(raw: &str) -> Result<String, Problem> {
    let path = raw.replace('\\', "/");
    let mut parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.contains(&"..") {
        let message =
            "its name leads out of the archive, and it was not read; pack it anew under another name";
        return Err(Problem::new(FailureCode::UnsafeName, message));
    }
    // A drive letter, as some programs write it.
    if parts.first().is_some_and(|part| part.len() == 2 && part.ends_with(':')) {
        parts.remove(0);
    }
    Ok(parts.into_iter().map(labels::printable).collect::<Vec<_>>().join("/"))
}

/// A name as it can stand in output, whatever is in it.
fn printable_path(raw: &str) -> String {
    raw.replace('\\', "/").split('/').map(labels::printable).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_the_archive() {
        assert_eq!(inner_path("/un/./a.txt"), Ok("un/a.txt".to_owned()));
        assert_eq!(inner_path("C:\\un\\a.txt"), Ok("un/a.txt".to_owned()));
        assert_eq!(inner_path("a\u{1b}[2J.txt"), Ok("a%1B[2J.txt".to_owned()));
        for climbing in ["../a", "un/../../a", "..\\a"] {
            assert_eq!(inner_path(climbing).unwrap_err().code, FailureCode::UnsafeName, "{climbing}");
        }
    }

    #[test]
    fn files_may_not_share_bytes_nor_swell() {
        let check = |files: &mut [(u64, u64, u64)]| {
            let limits = Limits { unpacked: 70 << 20, ..Limits::default() };
            check_sizes(files, 1 << 20, &limits).map_err(|problem| problem.code)
        };
        assert_eq!(check(&mut [(0, 10, 20), (10, 10, 20)]), Ok(()));
        assert_eq!(check(&mut [(0, 11, 20), (10, 10, 20)]), Err(FailureCode::Damaged));
        assert_eq!(check(&mut [(0, 10, 1 << 20), (10, 10, 69 << 20)]), Ok(()));
        assert_eq!(check(&mut [(0, 10, (1 << 20) + 1), (10, 10, 69 << 20)]), Err(FailureCode::ArchiveLimit));
    }
}
