//! One file after another out of an archive that can only be read from front to back.

use super::damaged;
use super::stream::{Member, Method};
use super::zip::too_large;
use crate::ingest::contents::{Contents, Stream, leave};
use crate::ingest::reader::Problem;
use crate::ingest::record::unreadable;
use std::io::{self, Read};
use std::sync::Arc;

/// An archive as far as it has been read.
pub(in crate::ingest) struct Unroll {
    archive: Arc<Contents>,
    stream: Stream,
    /// Bytes read so far.
    at: u64,
}

impl Unroll {
    /// The same file with its bytes at hand: as they are, or packed as they lie in their archive. Files that come in
    /// the order in which they lie take one pass over the archive.
    ///
    /// # Errors
    /// `too-large` over `limit`, or what unpacking says.
    pub(in crate::ingest) fn near(
        open: &mut Option<Self>,
        file: &Contents,
        limit: u64,
    ) -> Result<Contents, Problem> {
        let Some((archive, member)) = file.lies_in().filter(|(archive, _)| !archive.is_at_hand()) else {
            return Ok(file.clone());
        };
        if member.packed > limit {
            return Err(too_large(limit));
        }
        let before = open.take().filter(|it| Arc::ptr_eq(&it.archive, archive) && it.at <= member.start);
        let mut unroll = match before {
            Some(unroll) => unroll,
            None => Self::start(archive).map_err(|error| unreadable(&error))?,
        };
        let bytes = unroll.take(member).map_err(|error| unreadable(&error))?;
        *open = Some(unroll);
        let near = Arc::new(Contents::of_memory(bytes));
        Ok(file.moved(Contents::member(&near, Member { start: 0, ..member.clone() })))
    }

    fn start(archive: &Arc<Contents>) -> io::Result<Self> {
        Ok(Self { archive: Arc::clone(archive), stream: archive.open()?, at: 0 })
    }

    /// The bytes of a file with its header.
    fn take(&mut self, member: &Member) -> io::Result<Vec<u8>> {
        leave(&mut self.stream, member.start - self.at)?;
        let mut bytes = Vec::new();
        let mut wanted = member.packed;
        if member.method != Method::Plain {
            (&mut self.stream).take(30).read_to_end(&mut bytes)?;
            let length =
                |at: usize| bytes.get(at..at + 2).map_or(0, |it| u64::from(it[0]) | u64::from(it[1]) << 8);
            wanted += length(26) + length(28);
        }
        let read = (&mut self.stream).take(wanted).read_to_end(&mut bytes)?;
        if (read as u64) < wanted {
            return Err(io::Error::other(damaged("it breaks off")));
        }
        self.at = member.start + bytes.len() as u64;
        Ok(bytes)
    }
}
