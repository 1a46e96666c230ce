//! The names of encodings.

use encoding_rs::{Decoder, MACINTOSH, UTF_8, WINDOWS_1252};

/// An encoding of the WHATWG standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// The names of all, in small letters, as the IANA registers them.
const NAMES: [&str; 39] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "macintosh",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-8-i",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "ibm866",
    "koi8-r",
    "koi8-u",
    "x-mac-cyrillic",
    "gbk",
    "gb18030",
    "big5",
    "euc-jp",
    "iso-2022-jp",
    "shift_jis",
    "euc-kr",
    "x-user-defined",
];

impl Encoding {
    /// What most texts are in.
    pub const UTF_8: Self = Self(UTF_8);
    /// Western texts of Windows; what Latin-1 has it has too.
    pub const WINDOWS_1252: Self = Self(WINDOWS_1252);
    /// Western texts of the Macintosh before 2001.
    pub const MACINTOSH: Self = Self(MACINTOSH);
    pub(super) const UTF_16LE: Self = Self(encoding_rs::UTF_16LE);
    pub(super) const UTF_16BE: Self = Self(encoding_rs::UTF_16BE);

    /// The encoding of that name, or of another name that the web has for it, such as `latin1`.
    ///
    /// ```
    /// use normscope::ingest::Encoding;
    /// assert_eq!(Encoding::named("Latin1"), Some(Encoding::WINDOWS_1252));
    /// assert_eq!(Encoding::named("latin-one"), None);
    /// ```
    #[must_use]
    pub fn named(label: &str) -> Option<Self> {
        let found = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes());
        found.map(Self)
    }

    /// Its name, in small letters.
    #[must_use]
    pub fn name(self) -> &'static str {
        let name = NAMES.into_iter().find(|name| name.eq_ignore_ascii_case(self.0.name()));
        name.unwrap_or(self.0.name())
    }

    /// The names of all.
    #[must_use]
    pub const fn names() -> &'static [&'static str] {
        &NAMES
    }

    pub(super) fn decoder(self) -> Decoder {
        self.0.new_decoder_with_bom_removal()
    }

    /// Whether no character has this byte. The standard gives control characters to the empty places of Windows-1252; no
    /// text has them.
    pub(super) fn lacks(self, byte: u8) -> bool {
        self == Self::WINDOWS_1252 && matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)
    }
}

impl Default for Encoding {
    fn default() -> Self {
        Self::UTF_8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_an_encoding() {
        for name in NAMES {
            assert_eq!(Encoding::named(name).map(Encoding::name), Some(name));
        }
    }
}
