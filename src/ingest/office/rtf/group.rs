//! What holds within the braces of RTF.

use encoding_rs::Encoding;

/// What words in a group are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Destination {
    /// Text of the page, or of a note.
    #[default]
    Text,
    /// Nothing.
    Skipped,
    /// The list of fonts.
    Fonts,
    /// The list of styles.
    Styles,
    /// The properties of the document.
    Properties,
    /// A property of the document.
    Property(&'static str),
    /// What a field is asked to show.
    Instruction,
}

impl Destination {
    /// The destination that a control word opens; `None` for words that are none.
    pub(super) fn named(word: &str) -> Option<Self> {
        const SKIPPED: [&str; 25] = [
            "colortbl",
            "pict",
            "nonshppict",
            "shprslt",
            "objdata",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "ftnsep",
            "ftnsepc",
            "ftncn",
            "aftnsep",
            "aftnsepc",
            "aftncn",
            "xe",
            "tc",
            "txe",
            "rxe",
            "themedata",
            "filetbl",
        ];
        const PROPERTIES: [(&str, &str); 5] = [
            ("author", "creator"),
            ("subject", "subject"),
            ("keywords", "keywords"),
            ("doccomm", "description"),
            ("category", "category"),
        ];
        Some(match word {
            "fonttbl" => Self::Fonts,
            "stylesheet" => Self::Styles,
            "info" => Self::Properties,
            "fldinst" => Self::Instruction,
            "title" => Self::Property("title"),
            "creatim" => Self::Property("created"),
            "shptxt" => Self::Text,
            word if SKIPPED.contains(&word) => Self::Skipped,
            word => Self::Property(PROPERTIES.iter().find(|(theirs, _)| *theirs == word)?.1),
        })
    }
}

/// What holds within a pair of braces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) destination: Destination,
    /// Nothing has stood in it yet.
    pub(super) fresh: bool,
    /// `\*` stood at its head: what we do not know in it is to be skipped.
    pub(super) optional: bool,
    /// Characters that stand in for one given by its number.
    pub(super) fallback: u32,
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// It is of a field whose text is none of the author's.
    pub(super) made: bool,
    /// It is a note.
    pub(super) note: bool,
    /// It is a text box.
    pub(super) boxed: bool,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            destination: Destination::Text,
            fresh: true,
            optional: false,
            fallback: 1,
            encoding: None,
            hidden: false,
            deleted: false,
            made: false,
            note: false,
            boxed: false,
        }
    }
}

impl Group {
    /// A group within this one.
    pub(super) fn inner(self) -> Self {
        Self { fresh: true, optional: false, note: false, boxed: false, ..self }
    }

    /// Whether words in it are text.
    pub(super) fn is_read(self) -> bool {
        self.destination == Destination::Text && !self.hidden && !self.deleted && !self.made
    }
}
