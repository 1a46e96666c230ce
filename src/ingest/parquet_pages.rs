//! The bytes of a Parquet file, and what its pages say they unpack to.
//!
//! The library makes room for what a page says before it unpacks it, and unpacks gzip as far as it goes; so each page is
//! looked at when the library asks for it.

use super::contents::{Contents, Stream};
use super::reader::Problem;
use super::{FailureCode, Limits};
use bytes::Bytes;
use flate2::bufread::MultiGzDecoder;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};
use std::io::{BufRead, Read};

/// Bytes that the sizes in the header of a page take up at most.
const SIZES: usize = 24;

/// A file at hand, as Parquet asks for its bytes.
pub(super) struct Chunks(pub(super) Contents, pub(super) Limits);

impl Length for Chunks {
    fn len(&self) -> u64 {
        self.0.length().unwrap_or(0)
    }
}

impl ChunkReader for Chunks {
    type T = Stream;

    fn get_read(&self, start: u64) -> Result<Stream, ParquetError> {
        let mut stream = self.0.open_at(start)?;
        check(stream.fill_buf()?, &self.1)?;
        Ok(stream)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let mut bytes = Vec::new();
        self.0.open_at(start)?.take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return Err(ParquetError::EOF(format!("there are no {length} bytes at {start}")));
        }
        check(&bytes, &self.1)?;
        Ok(bytes.into())
    }
}

/// Refuses a page, or its header, that unpacks to more than any page does.
fn check(bytes: &[u8], limits: &Limits) -> Result<(), ParquetError> {
    let is_dense = match sizes(&bytes[..bytes.len().min(SIZES)]) {
        Some((unpacked, packed)) => unpacked > limits.most_unpacked(packed),
        None => bytes.starts_with(b"\x1F\x8B") && unpacks_past_most(bytes, limits),
    };
    if is_dense { Err(ParquetError::External(Box::new(too_dense(limits)))) } else { Ok(()) }
}

/// The sizes that the header of a page states, unpacked and packed. It begins with three numbers in Thrift's compact
/// protocol: the kind of page and these.
fn sizes(header: &[u8]) -> Option<(u64, u64)> {
    const NUMBER: u8 = 0x15;
    let mut rest = header;
    let mut number = || {
        let (mark, mut bytes) = rest.split_first()?;
        let (mut value, mut shift) = (0_u64, 0);
        loop {
            let (byte, after) = bytes.split_first()?;
            value |= u64::from(byte & 0x7F) << shift;
            (bytes, shift) = (after, shift + 7);
            if byte & 0x80 == 0 {
                break;
            }
            if shift > 56 {
                return None;
            }
        }
        rest = bytes;
        (*mark == NUMBER && value & 1 == 0).then_some(value >> 1)
    };
    let (kind, unpacked, packed) = (number()?, number()?, number()?);
    (kind <= 3).then_some((unpacked, packed))
}

/// Whether what is packed with gzip unpacks to too much; unpacked only where it could.
fn unpacks_past_most(packed: &[u8], limits: &Limits) -> bool {
    /// No deflated byte unpacks to more.
    const DENSEST: u64 = 1032;
    let most = limits.most_unpacked(packed.len() as u64);
    if (packed.len() as u64).saturating_mul(DENSEST) <= most {
        return false;
    }
    let unpacked = std::io::copy(&mut MultiGzDecoder::new(packed).take(most + 1), &mut std::io::sink());
    unpacked.is_ok_and(|n| n > most)
}

/// What the message of [`too_dense`] holds.
pub(super) const TOO_DENSE: &str = "a page that unpacks to more than";

/// The problem of a page that is packed too densely.
pub(super) fn too_dense(limits: &Limits) -> Problem {
    let message = format!(
        "a table with {TOO_DENSE} 64 MiB and {} times its size, as no text does; save the table anew, with smaller pages, \
         or raise --max-ratio",
        limits.ratio
    );
    Problem::new(FailureCode::TooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_a_page_stand_in_its_header() {
        // A data page of 300 bytes, packed into 20.
        assert_eq!(sizes(&[0x15, 0x00, 0x15, 0xD8, 0x04, 0x15, 0x28, 0x2C]), Some((300, 20)));
        assert_eq!(sizes(b"PAR1 and more"), None);
        // The same, but said to be of two gigabytes.
        let forged = [0x15, 0x00, 0x15, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0x15, 0x28];
        assert!(check(&forged, &Limits::default()).is_err());
    }
}
