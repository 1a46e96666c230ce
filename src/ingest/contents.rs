//! Where the bytes of a file are.

#[cfg(feature = "archives")]
use super::Limits;
#[cfg(feature = "archives")]
use super::archive::{Member, Packing};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

/// The bytes of a file: on disk, at hand, or packed within another. Cheap to clone; nothing is read until asked for,
/// and nothing that is unpacked is ever written to disk.
#[derive(Clone, Debug)]
pub struct Contents(Kept);

#[derive(Clone, Debug)]
enum Kept {
    File(PathBuf),
    Memory(Arc<[u8]>),
    /// A file that is packed as a whole, and what it may ask for.
    #[cfg(feature = "archives")]
    Packed(Arc<Contents>, Packing, Limits),
    /// A file in an archive.
    #[cfg(feature = "archives")]
    Member(Arc<Contents>, Member),
}

/// Bytes that can be read from the front.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Bytes of which any can be read at once.
#[cfg(feature = "archives")]
pub(super) type RandomAccess = Box<dyn ReadSeek>;

/// Bytes that can be read from any place.
#[cfg(feature = "archives")]
pub(super) trait ReadSeek: BufRead + Seek + Send + Sync {}

#[cfg(feature = "archives")]
impl<T: BufRead + Seek + Send + Sync> ReadSeek for T {}

/// Bytes asked for at a time.
pub(super) const BUFFER: usize = 1 << 16;

impl Contents {
    /// Bytes at hand.
    #[must_use]
    pub fn of_memory(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self(Kept::Memory(bytes.into()))
    }

    /// A file on disk.
    pub(super) fn of_file(path: PathBuf) -> Self {
        Self(Kept::File(path))
    }

    /// A file that is packed as a whole.
    #[cfg(feature = "archives")]
    pub(super) fn packed(inside: Self, packing: Packing, limits: Limits) -> Self {
        Self(Kept::Packed(Arc::new(inside), packing, limits))
    }

    /// A file in an archive.
    #[cfg(feature = "archives")]
    pub(super) fn member(archive: &Arc<Self>, member: Member) -> Self {
        Self(Kept::Member(Arc::clone(archive), member))
    }

    /// The archive that it is in, if any, and where in it.
    #[cfg(feature = "archives")]
    pub(super) fn lies_in(&self) -> Option<(&Arc<Self>, &Member)> {
        match &self.0 {
            Kept::Member(archive, member) => Some((archive, member)),
            Kept::Packed(inside, ..) => inside.lies_in(),
            _ => None,
        }
    }

    /// The same file with the bytes that lie in an archive taken from `near`.
    #[cfg(feature = "archives")]
    pub(super) fn moved(&self, near: Self) -> Self {
        match &self.0 {
            Kept::Packed(inside, packing, limits) => Self::packed(inside.moved(near), *packing, *limits),
            _ => near,
        }
    }

    /// A reader at the start.
    ///
    /// # Errors
    /// If the system refuses, or what packs the bytes is damaged.
    pub fn open(&self) -> io::Result<Stream> {
        self.open_at(0)
    }

    /// A reader at this offset. Quick where the bytes are at hand; else everything before is unpacked and left.
    pub(super) fn open_at(&self, offset: u64) -> io::Result<Stream> {
        match &self.0 {
            Kept::File(path) => {
                let mut file = File::open(path)?;
                if offset > 0 {
                    file.seek(SeekFrom::Start(offset))?;
                }
                Ok(Box::new(BufReader::with_capacity(BUFFER, file)))
            }
            Kept::Memory(bytes) => {
                let mut bytes = Cursor::new(Arc::clone(bytes));
                bytes.set_position(offset);
                Ok(Box::new(bytes))
            }
            #[cfg(feature = "archives")]
            Kept::Packed(inside, packing, limits) => {
                let mut stream = packing.unpack(inside.open()?, inside.length()?, *limits)?;
                leave(&mut stream, offset)?;
                Ok(stream)
            }
            #[cfg(feature = "archives")]
            Kept::Member(archive, member) => {
                let mut stream = member.unpack(archive.open_at(member.start)?)?;
                leave(&mut stream, offset)?;
                Ok(stream)
            }
        }
    }

    /// All bytes, but no more than one over `limit`.
    pub(super) fn read(&self, limit: u64) -> io::Result<Vec<u8>> {
        let length = match &self.0 {
            Kept::Memory(bytes) => return Ok(bytes.to_vec()),
            Kept::File(path) => std::fs::metadata(path)?.len(),
            #[cfg(feature = "archives")]
            Kept::Packed(..) | Kept::Member(..) => 0,
        };
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(limit)).unwrap_or(0) + 1);
        self.open()?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The bytes, if they are at hand.
    ///
    /// # Errors
    /// If the system refuses, or they are packed in another file.
    #[cfg(feature = "archives")]
    pub(super) fn random(&self) -> io::Result<RandomAccess> {
        match &self.0 {
            Kept::File(path) => Ok(Box::new(BufReader::with_capacity(BUFFER, File::open(path)?))),
            Kept::Memory(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
            Kept::Packed(..) | Kept::Member(..) => Err(io::ErrorKind::NotSeekable.into()),
        }
    }

    /// Whether any offset is reached at once.
    #[cfg(any(feature = "archives", feature = "parquet"))]
    pub(super) fn is_at_hand(&self) -> bool {
        matches!(self.0, Kept::File(_) | Kept::Memory(_))
    }

    /// How many bytes there are, as packed where they are packed as a whole.
    pub(super) fn length(&self) -> io::Result<u64> {
        match &self.0 {
            Kept::File(path) => Ok(std::fs::metadata(path)?.len()),
            Kept::Memory(bytes) => Ok(bytes.len() as u64),
            #[cfg(feature = "archives")]
            Kept::Packed(inside, ..) => inside.length(),
            #[cfg(feature = "archives")]
            Kept::Member(_, member) => Ok(member.length),
        }
    }

    /// Whether it is the file that its path names.
    pub(super) fn is_named(&self) -> bool {
        match &self.0 {
            #[cfg(feature = "archives")]
            Kept::Packed(..) => false,
            _ => true,
        }
    }

    /// The file that its path names: of one that is packed as a whole, the packed one.
    pub(super) fn named(&self) -> &Self {
        match &self.0 {
            #[cfg(feature = "archives")]
            Kept::Packed(inside, ..) => inside.named(),
            _ => self,
        }
    }
}

/// Reads past `offset` bytes.
#[cfg(feature = "archives")]
pub(super) fn leave(stream: &mut Stream, offset: u64) -> io::Result<()> {
    if offset > 0 && io::copy(&mut stream.by_ref().take(offset), &mut io::sink())? < offset {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}
