//! The bytes of our model files: little-endian numbers, texts and lists with their lengths, ascending lists as
//! differences.

/// Where a model contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Corrupt(pub &'static str);

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

    /// A number of 32 bits.
    pub fn fixed(&mut self, value: usize) {
        let value = u32::try_from(value).expect("a model has fewer than 4 billion of anything");
        self.bytes.extend(value.to_le_bytes());
    }

    /// A list of numbers of 32 bits, with its length.
    pub fn list(&mut self, values: &[u32]) {
        self.fixed(values.len());
        values.iter().for_each(|value| self.bytes.extend(value.to_le_bytes()));
    }

    pub fn real(&mut self, value: f64) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub fn text(&mut self, value: &str) {
        self.fixed(value.len());
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

    /// The next bytes.
    pub fn take(&mut self, n_bytes: usize) -> Result<&'b [u8], Corrupt> {
        let (taken, rest) = self.rest.split_at_checked(n_bytes).ok_or(Corrupt("the end"))?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, Corrupt> {
        let (&first, rest) = self.rest.split_first().ok_or(Corrupt("the end"))?;
        self.rest = rest;
        Ok(first)
    }

    /// So many numbers of 16 bits.
    pub fn shorts(&mut self, n_shorts: usize) -> Result<impl Iterator<Item = u16> + use<'b>, Corrupt> {
        let bytes = self.take(n_shorts.checked_mul(2).ok_or(Corrupt("a list"))?)?;
        Ok(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])))
    }

    pub fn number(&mut self) -> Result<usize, Corrupt> {
        let mut value = 0usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Corrupt("a number"))
    }

    pub fn ascending(&mut self) -> Result<Vec<u32>, Corrupt> {
        let length = self.number()?;
        // A broken length must not ask for memory: every value takes a byte at least.
        if length > self.rest.len() {
            return Err(Corrupt("a list"));
        }
        let mut values = Vec::with_capacity(length);
        let mut last = 0u32;
        for _ in 0..length {
            let step = u32::try_from(self.number()?).ok();
            last = step.and_then(|step| last.checked_add(step)).ok_or(Corrupt("a list"))?;
            values.push(last);
        }
        Ok(values)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Corrupt> {
        Ok(self.take(N)?.try_into().expect("as many bytes were taken"))
    }

    pub fn fixed(&mut self) -> Result<usize, Corrupt> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    pub fn list(&mut self) -> Result<Vec<u32>, Corrupt> {
        let length = self.fixed()?;
        let bytes = self.take(length.checked_mul(4).ok_or(Corrupt("a list"))?)?;
        Ok(bytes
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect())
    }

    pub fn real(&mut self) -> Result<f64, Corrupt> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    pub fn text(&mut self) -> Result<String, Corrupt> {
        let length = self.fixed()?;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| Corrupt("a text"))
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
        writer.text("café");
        writer.list(&[7, 0]);
        writer.real(0.25);
        let mut reader = Reader::new(&writer.bytes);
        assert_eq!(reader.number().unwrap(), 300);
        assert_eq!(reader.ascending().unwrap(), [0, 7, 4_000_000_000]);
        assert_eq!(reader.shorts(1).unwrap().collect::<Vec<_>>(), [65_535]);
        assert_eq!(reader.text().unwrap(), "café");
        assert_eq!(reader.list().unwrap(), [7, 0]);
        assert_eq!(reader.real().unwrap().to_bits(), 0.25f64.to_bits());
        assert!(reader.is_empty() && reader.byte().is_err());
    }
}
