//! Unpacking, watched: what comes out is counted, and checked against what was promised.

use super::damaged;
use crate::ingest::Limits;
use crate::ingest::contents::{BUFFER, Stream};
use std::io::{self, BufReader, Read};

/// How a whole file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// The packing of a file that begins with `head`.
    pub(in crate::ingest) fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"\x1F\x8B") {
            Some(Self::Gzip)
        } else if head.starts_with(b"\x28\xB5\x2F\xFD") {
            Some(Self::Zstd)
        } else {
            None
        }
    }

    /// What `packed`, of `length` bytes, unpacks to.
    pub(in crate::ingest) fn unpack(self, packed: Stream, length: u64, limits: Limits) -> io::Result<Stream> {
        let unpacked: Box<dyn Read + Send> = match self {
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
            Self::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
        };
        let end = End::Within(limits, length);
        Ok(Box::new(BufReader::with_capacity(BUFFER, Watched { unpacked, read: 0, crc: None, end })))
    }
}

/// How a file of an archive is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Method {
    /// As it is, right at its start, as in a tar.
    Plain,
    /// As it is, behind a header, as in a zip.
    Stored,
    Deflated,
    Zstd,
}

/// Where a file lies in an archive.
#[derive(Clone, Debug)]
pub(in crate::ingest) struct Member {
    /// The offset of its bytes, or of the header before them.
    pub(in crate::ingest) start: u64,
    /// How many bytes it takes up, without header.
    pub(in crate::ingest) packed: u64,
    /// How many bytes it has.
    pub(in crate::ingest) length: u64,
    pub(in crate::ingest) method: Method,
    /// The check sum of its bytes.
    pub(in crate::ingest) crc: Option<u32>,
}

impl Member {
    /// The file, from the archive at its start.
    pub(in crate::ingest) fn unpack(&self, mut archive: Stream) -> io::Result<Stream> {
        if self.method != Method::Plain {
            leave_header(&mut archive)?;
        }
        let packed = archive.take(self.packed);
        let unpacked: Box<dyn Read + Send> = match self.method {
            Method::Plain | Method::Stored => Box::new(packed),
            Method::Deflated => Box::new(flate2::bufread::DeflateDecoder::new(packed)),
            Method::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
        };
        let crc = self.crc.map(|crc| (flate2::Crc::new(), crc));
        let watched = Watched { unpacked, read: 0, crc, end: End::At(self.length) };
        Ok(Box::new(BufReader::with_capacity(BUFFER, watched)))
    }
}

/// Reads past the header of a file in a zip; it is as long as it says itself, not as the list of files says.
fn leave_header(archive: &mut Stream) -> io::Result<()> {
    let mut header = [0; 30];
    archive.read_exact(&mut header)?;
    if !header.starts_with(b"PK\x03\x04") {
        return Err(io::Error::other(damaged("a file does not begin where the list says")));
    }
    let length = |at: usize| u64::from(u16::from_le_bytes([header[at], header[at + 1]]));
    crate::ingest::contents::leave(archive, length(26) + length(28))
}

/// Where what is unpacked has to end.
#[derive(Clone, Copy)]
enum End {
    At(u64),
    /// Where these limits end what is packed in so many bytes.
    Within(Limits, u64),
}

/// Counts and sums what comes out, and puts what goes wrong in words.
struct Watched {
    unpacked: Box<dyn Read + Send>,
    read: u64,
    /// The sum so far, and what it has to be.
    crc: Option<(flate2::Crc, u32)>,
    end: End,
}

impl Watched {
    fn check(&mut self, n: usize) -> io::Result<()> {
        self.read += n as u64;
        let problem = match self.end {
            End::Within(limits, packed) if self.read > limits.most_unpacked(packed) => {
                limits.too_dense(packed)
            }
            End::At(length) if self.read > length || n == 0 && self.read < length => {
                damaged(&format!("a file has not the {length} bytes that it should have"))
            }
            End::At(_) if n == 0 && self.crc.as_ref().is_some_and(|(sum, crc)| sum.sum() != *crc) => {
                damaged("a file does not give its check sum")
            }
            _ => return Ok(()),
        };
        Err(io::Error::other(problem))
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.unpacked.read(buffer).map_err(|error| match error.kind() {
            _ if error.get_ref().is_some_and(|inner| inner.is::<crate::ingest::reader::Problem>()) => error,
            io::ErrorKind::UnexpectedEof => io::Error::other(damaged("it breaks off")),
            io::ErrorKind::Interrupted => error,
            _ => io::Error::other(damaged(&error.to_string())),
        })?;
        if let Some((sum, _)) = &mut self.crc {
            sum.update(&buffer[..n]);
        }
        if !buffer.is_empty() {
            self.check(n)?;
        }
        Ok(n)
    }
}
