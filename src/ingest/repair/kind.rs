//! Kinds of damage.

/// What can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RepairKind {
    /// UTF-8 that was read as Windows-1252: `Organizationâ€™s`.
    Mojibake,
    /// Letters that were cast as one: `ﬁ`.
    Ligature,
    /// Hyphens that only mark where a word may be parted.
    SoftHyphen,
    /// Numbers before every line.
    LineNumber,
    /// The end of a page within a sentence, and what stands at its foot and the next one's head.
    PageBreak,
    /// Heads and feet of pages, where the format says what a page is.
    PageFurniture,
    /// Words parted at the end of a line: `gov-` / `ernment`.
    LineHyphen,
    /// Lines of one paragraph.
    HardWrap,
    /// `N a t i o n s`, and a first letter that stands off: `R epublic`.
    LetterSpacing,
    /// `co- operation`.
    SpacedHyphen,
    /// `their rights.The`.
    MissingSpace,
    /// `internationalcommunity`.
    GluedWords,
}

impl RepairKind {
    /// Every one, in the order of the steps.
    pub const ALL: [Self; 12] = [
        Self::Mojibake,
        Self::Ligature,
        Self::SoftHyphen,
        Self::LineNumber,
        Self::PageBreak,
        Self::PageFurniture,
        Self::LineHyphen,
        Self::HardWrap,
        Self::LetterSpacing,
        Self::SpacedHyphen,
        Self::MissingSpace,
        Self::GluedWords,
    ];

    /// The name in our output and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mojibake => "mojibake",
            Self::Ligature => "ligature",
            Self::SoftHyphen => "soft-hyphen",
            Self::LineNumber => "line-number",
            Self::PageBreak => "page-break",
            Self::PageFurniture => "page-furniture",
            Self::LineHyphen => "line-hyphen",
            Self::HardWrap => "hard-wrap",
            Self::LetterSpacing => "letter-spacing",
            Self::SpacedHyphen => "spaced-hyphen",
            Self::MissingSpace => "missing-space",
            Self::GluedWords => "glued-words",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
