//! What one input may ask for at most.

use super::FailureCode;
use super::reader::Problem;

/// The most that one input may ask for beside [`IngestOptions::max_bytes`](super::IngestOptions::max_bytes), so that none
/// can fill the memory, the disk or the day. No corpus of texts comes near the defaults; what is beyond a limit is a
/// failure that names the option which raises it. Capped by [`Corpus::open`](super::Corpus::open).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that an archive, or a file that is packed as a whole, unpacks to; 16 GiB unless said.
    pub unpacked: u64,
    /// How many times its own size an archive or packed file unpacks to, once that is over 64 MiB; 200 unless said. Text
    /// packs to a tenth; the most that gzip can do is 1,032.
    pub ratio: u64,
    /// How deep HTML, the XML of documents, the groups of RTF and JSON are nested; 1,000 unless said, never more than
    /// 10,000, and in JSON never more than 100.
    pub depth: usize,
    /// Records of a file; 10,000,000 unless said.
    pub records: u64,
    /// Files of an archive; 500,000 unless said.
    pub files: usize,
    /// Lines of a text; 1,000,000 unless said. The table of them takes some hundred bytes each.
    pub lines: usize,
    /// Seconds that a parser which is not ours may take for a document; 300 unless said. The only limit that depends on
    /// the machine.
    pub seconds: u64,
}

/// What any file may unpack to, whatever its size.
#[cfg(any(feature = "archives", feature = "parquet"))]
const FLOOR: u64 = 64 << 20;
/// The deepest nesting that any file is ever read to: the time that HTML takes grows with its square.
const DEEPEST: usize = 10_000;
/// The deepest nesting of JSON. What is read into facts is written into results some levels deeper, and the parser
/// reads 127.
const DEEPEST_JSON: usize = 100;

impl Default for Limits {
    fn default() -> Self {
        Self {
            unpacked: 16 << 30,
            ratio: 200,
            depth: 1000,
            records: 10_000_000,
            files: 500_000,
            lines: 1_000_000,
            seconds: 300,
        }
    }
}

impl Limits {
    /// The same, with nothing beyond what the program can bear.
    pub(super) fn capped(self) -> Self {
        Self { depth: self.depth.min(DEEPEST), ..self }
    }

    /// The deepest nesting of JSON.
    pub(super) fn json_depth(&self) -> usize {
        self.depth.min(DEEPEST_JSON)
    }

    /// The most that `packed` bytes may unpack to.
    #[cfg(any(feature = "archives", feature = "parquet"))]
    pub(super) fn most_unpacked(&self, packed: u64) -> u64 {
        packed.saturating_mul(self.ratio).max(FLOOR).min(self.unpacked)
    }

    /// The problem that so many bytes unpack to more than [`Limits::most_unpacked`].
    #[cfg(feature = "archives")]
    pub(super) fn too_dense(&self, packed: u64) -> Problem {
        let message = if self.most_unpacked(packed) == self.unpacked {
            format!(
                "unpacks to more than {} bytes, the most that is read; cut it into several, or raise --max-unpacked",
                self.unpacked
            )
        } else {
            format!(
                "unpacks to more than {} times its size, as no text does; if it is what you want to read, unpack it \
                 yourself, or raise --max-ratio",
                self.ratio
            )
        };
        Problem::new(FailureCode::ArchiveLimit, message)
    }

    /// The problem that an archive holds too many files.
    #[cfg(feature = "archives")]
    pub(super) fn too_many_files(&self) -> Problem {
        let message = format!(
            "an archive of more than {} files; unpack it, split it, or raise --max-files",
            self.files
        );
        Problem::new(FailureCode::ArchiveLimit, message)
    }

    /// Checks that a text is no list without end.
    ///
    /// # Errors
    /// `too-many-lines`.
    pub(super) fn check_lines(&self, text: &str) -> Result<(), Problem> {
        if memchr::memchr_iter(b'\n', text.as_bytes()).count() < self.lines {
            return Ok(());
        }
        let message = format!(
            "the text has more than {} lines, the most that a document may have; cut it into documents if it is a list of \
             texts or a table, or raise --max-lines",
            self.lines
        );
        Err(Problem::new(FailureCode::TooManyLines, message))
    }

    /// The problem that a file holds too many records; what stands behind them is not read.
    pub(super) fn too_many_records(&self) -> Problem {
        let message = format!(
            "the file has more than {} records, the most that are read of one; the rest was not read; cut the file into \
             several, or raise --max-records",
            self.records
        );
        Problem::new(FailureCode::TooManyRecords, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "archives")]
    #[test]
    fn what_is_unpacked_is_bounded_by_the_stricter_of_two() {
        let limits = Limits { unpacked: 1 << 30, ..Limits::default() };
        assert_eq!(limits.most_unpacked(10), 64 << 20);
        assert_eq!(limits.most_unpacked(1 << 20), 200 << 20);
        assert_eq!(limits.most_unpacked(1 << 30), 1 << 30);
        assert!(limits.too_dense(10).message.contains("--max-ratio"));
        assert!(limits.too_dense(1 << 30).message.contains("--max-unpacked"));
    }

    #[test]
    fn lines_are_counted_to_the_last() {
        let limits = Limits { lines: 3, ..Limits::default() };
        assert!(limits.check_lines("a\nb\nc").is_ok());
        assert_eq!(limits.check_lines("a\nb\nc\nd").unwrap_err().code, FailureCode::TooManyLines);
        assert!(limits.check_lines("").is_ok());
    }

    #[test]
    fn what_the_program_cannot_bear_is_not_asked_of_it() {
        let limits = Limits { depth: usize::MAX, ..Limits::default() }.capped();
        assert_eq!((limits.depth, limits.json_depth()), (10_000, 100));
        assert_eq!(Limits { depth: 7, ..limits }.json_depth(), 7);
    }
}
