//! The bytes of a model file: little-endian numbers, ascending lists as differences.

use super::error::RecogniserError;

/// Writes parts of a model.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn byte(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub fn short(&mut self, value: u16) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// A number in as many groups of seven bits as it needs.
    pub fn number(&mut self, value: usize) {
        let mut rest = value;
        while rest >= 0x80 {
            self.byte((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        self.byte(rest as u8);
    }

    /// A strictly ascending list, with its length.
    pub fn ascending(&mut self, values: &[u32]) {
        self.number(values.len());
        let mut before = 0;
        for &value in values {
            self.number((value - before) as usize);
            before = value;
        }
    }
}

/// Reads parts of a model; the checks make up for a checksum that happens to fit.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    pub const fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    pub const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next bytes.
    pub fn take(&mut self, n_bytes: usize) -> Result<&'b [u8], RecogniserError> {
        let (taken, rest) =
            self.rest.split_at_checked(n_bytes).ok_or(RecogniserError::Corrupt { part: "the end" })?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, RecogniserError> {
        let (&first, rest) = self.rest.split_first().ok_or(RecogniserError::Corrupt { part: "the end" })?;
        self.rest = rest;
        Ok(first)
    }

    /// So many numbers of 16 bits.
    pub fn shorts(
        &mut self,
        n_shorts: usize,
    ) -> Result<impl Iterator<Item = u16> + use<'b>, RecogniserError> {
        let bytes = self.take(n_shorts.checked_mul(2).ok_or(RecogniserError::Corrupt { part: "a list" })?)?;
        Ok(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])))
    }

    pub fn number(&mut self) -> Result<usize, RecogniserError> {
        let mut value = 0usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(RecogniserError::Corrupt { part: "a number" })
    }

    pub fn ascending(&mut self) -> Result<Vec<u32>, RecogniserError> {
        let length = self.number()?;
        // A broken length must not ask for memory: every value takes a byte at least.
        if length > self.rest.len() {
            return Err(RecogniserError::Corrupt { part: "a list" });
        }
        let mut values = Vec::with_capacity(length);
        let mut last = 0u32;
        for _ in 0..length {
            let step = u32::try_from(self.number()?).ok();
            last = step
                .and_then(|step| last.checked_add(step))
                .ok_or(RecogniserError::Corrupt { part: "a list" })?;
            values.push(last);
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut writer = Writer::default();
        writer.number(300);
        writer.ascending(&[0, 7, 4_000_000_000]);
        writer.short(65_535);
        let mut reader = Reader::new(&writer.bytes);
        assert_eq!(reader.number().unwrap(), 300);
        assert_eq!(reader.ascending().unwrap(), [0, 7, 4_000_000_000]);
        assert_eq!(reader.shorts(1).unwrap().collect::<Vec<_>>(), [65_535]);
        assert!(reader.is_empty() && reader.byte().is_err());
    }
}
