//! The bytes of a model file: little-endian numbers, texts and lists with their lengths.

use super::error::JudgeError;

/// Writes parts of a model.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn number(&mut self, value: usize) {
        let value = u32::try_from(value).expect("a model has fewer than 4 billion of anything");
        self.bytes.extend(value.to_le_bytes());
    }

    pub fn numbers(&mut self, values: &[u32]) {
        self.number(values.len());
        values.iter().for_each(|value| self.bytes.extend(value.to_le_bytes()));
    }

    pub fn real(&mut self, value: f64) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub fn text(&mut self, value: &str) {
        self.number(value.len());
        self.bytes.extend(value.as_bytes());
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

    pub fn take(&mut self, n_bytes: usize) -> Result<&'b [u8], JudgeError> {
        let (taken, rest) =
            self.rest.split_at_checked(n_bytes).ok_or(JudgeError::Corrupt { part: "the end" })?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], JudgeError> {
        Ok(self.take(N)?.try_into().expect("as many bytes were taken"))
    }

    pub fn number(&mut self) -> Result<usize, JudgeError> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    pub fn numbers(&mut self) -> Result<Vec<u32>, JudgeError> {
        let length = self.number()?;
        let bytes = self.take(length.checked_mul(4).ok_or(JudgeError::Corrupt { part: "a list" })?)?;
        Ok(bytes
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect())
    }

    pub fn real(&mut self) -> Result<f64, JudgeError> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    pub fn text(&mut self) -> Result<String, JudgeError> {
        let length = self.number()?;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| JudgeError::Corrupt { part: "a text" })
    }
}
