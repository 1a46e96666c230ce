use super::super::contents::Contents;
use super::*;
use encoding_rs::{MACINTOSH, WINDOWS_1252};
use proptest::prelude::*;
use std::io::Read;

/// Original sentences with what each encoding has beyond ASCII.
const SENTENCES: [&str; 12] = [
    "The delegation’s answer: “we don’t close ports.” ",
    "Order – and freedom – need each other; trust—once lost—is slow to return. ",
    "Frau Müller met the keeper of the port of Malmö. ",
    "‘Nobody,’ he said, ‘owns the sea.’ ",
    "The café régime cost €5 or £4, at 20° and 50 % more… ",
    "• an open net;\n• free letters.\n",
    "It’s the harbour’s right; they’re the keepers of the states’ letters. ",
    "L’État, c’est à dire «l’ordre», n’a pas été touché. ",
    "© The Harbour Press™, § 7. ",
    "Plain words of a plain text stand between the others. ",
    "¿Quién paga? La nación también habló del señor Martínez. ",
    "Die Häfen gehören allen, sagt der Größte. ",
];

fn read(bytes: &[u8]) -> Result<(String, &'static str), FailureCode> {
    let decoded = decode(bytes, Stated::default()).map_err(|problem| problem.code)?;
    Ok((decoded.text.into_owned(), decoded.read_as.encoding.name()))
}

fn in_utf16(text: &str, is_big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

#[test]
fn one_sign_is_enough_where_it_makes_sense_in_one_encoding_only() {
    for text in [
        "a café",
        "naïve",
        "the Government’s answer",
        "they don’t",
        "order – and freedom",
        "“order”",
        "at 20° here",
        "wait… then",
        "• item",
        "São Bento",
    ] {
        for (encoding, name) in [(WINDOWS_1252, "windows-1252"), (MACINTOSH, "macintosh")] {
            let bytes = encoding.encode(text).0;
            assert_eq!(read(&bytes), Ok((text.to_owned(), name)), "{text}");
        }
    }
}

#[test]
fn utf16_is_read_with_its_mark_and_without() {
    let text = "“Order” comes first, said the keeper – or not.";
    for (is_big, name) in [(false, "utf-16le"), (true, "utf-16be")] {
        let marked = in_utf16(&format!("\u{FEFF}{text}"), is_big);
        assert_eq!(read(&marked), Ok((text.to_owned(), name)));
        assert_eq!(read(&in_utf16(text, is_big)), Ok((text.to_owned(), name)));
    }
}

#[test]
fn broken_utf16_and_utf32_are_refused_by_what_they_are() {
    let message = |bytes: &[u8]| decode(bytes, Stated::default()).expect_err("broken").message;
    let odd = [&in_utf16("\u{FEFF}order", false)[..], b"x"].concat();
    assert!(message(&odd).contains("cuts a character off"), "{}", message(&odd));
    let lone = b"\xFF\xFEa\0\x00\xD8b\0c\0";
    assert!(message(lone).contains("byte 4 half of a character"), "{}", message(lone));
    assert!(message(b"\xFF\xFE\0\0a\0\0\0").contains("UTF-32"));
}

#[test]
fn nul_bytes_alone_are_no_utf16() {
    assert_eq!(read(b"\x01\0\x02\0\x03\0\x04\0\x05\0\xFF\0"), Err(FailureCode::BinaryContent));
    assert_eq!(read(b"\0\0\xFFab\0\0\0"), Err(FailureCode::BinaryContent));
    assert_eq!(read(b"PK\x03\x04\0\0\0\xFF\xFE"), Err(FailureCode::BinaryContent));
}

#[test]
fn a_broken_byte_among_utf8_is_named_and_not_read_as_something_else() {
    let message = |bytes: &[u8]| decode(bytes, Stated::default()).expect_err("broken").message;
    let stray = "The harbour’s rights\nand the keepers’ duty: don\u{1}t".replace('\u{1}', "");
    let stray = [stray.as_bytes(), b" don\x92t"].concat();
    assert!(message(&stray).contains("(line 2) is 0x92") && message(&stray).contains("as the rest is"));
    let cut = "The harbour’s right — “order”".as_bytes();
    assert!(message(&cut[..cut.len() - 1]).contains("the end cuts off"));
    let given = Stated::by_user(Some(Encoding::UTF_8));
    let problem = decode(b"caf\xE9", given).expect_err("only UTF-8 is asked for");
    assert!(problem.message.contains("byte 3 (line 1) is 0xe9"), "{}", problem.message);
}

#[test]
fn what_neither_encoding_explains_is_refused() {
    let cyrillic = encoding_rs::WINDOWS_1251.encode("Порядок и свобода нужны друг другу").0;
    let greek = encoding_rs::ISO_8859_7.encode("Η τάξη και η ελευθερία").0;
    let czech = "Příští přístav přijme žluté lodě, řekl strážce majáku. ".repeat(3);
    let czech = encoding_rs::WINDOWS_1250.encode(&czech).0;
    let turkish = "Özgürlük ağır değil, dedi şahin gözlü bekçi; ışık söndü. ".repeat(3);
    let turkish = encoding_rs::WINDOWS_1254.encode(&turkish).0;
    for bytes in [&cyrillic[..], &greek, &czech, &turkish, b"caf\x82", b"a \xFF b"] {
        assert_eq!(read(bytes), Err(FailureCode::NotUtf8), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn what_is_stated_decides_and_what_it_lacks_is_an_error() {
    let stated = Stated { by_file: Encoding::named("iso-8859-2"), by_user: Some(Encoding::MACINTOSH) };
    let decoded = decode(b"\xB3\xF3d\xBC", stated).expect("Polish");
    assert_eq!((&*decoded.text, decoded.read_as.is_guessed), ("łódź", false));
    let decoded = decode(b"caf\x8E", Stated::by_user(Some(Encoding::MACINTOSH))).expect("French");
    assert_eq!(decoded.text, "café");
    let problem =
        decode(b"\xE9\n\x81", Stated::by_user(Some(Encoding::WINDOWS_1252))).expect_err("no letter");
    assert!(problem.message.contains("byte 2 (line 2) is 0x81"), "{}", problem.message);
}

/// Reads through a stream, as many bytes at a time.
fn streamed(bytes: &[u8], at_a_time: usize) -> Result<String, String> {
    let inner = std::io::BufReader::with_capacity(at_a_time, std::io::Cursor::new(bytes.to_vec()));
    let mut text = Vec::new();
    let read = TextStream::new(Box::new(inner), None).read_to_end(&mut text);
    read.map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn a_stream_reads_what_the_whole_does() {
    let text = SENTENCES[..7].concat().repeat(40);
    let forms = [
        WINDOWS_1252.encode(&text).0.into_owned(),
        MACINTOSH.encode(&text).0.into_owned(),
        in_utf16(&format!("\u{FEFF}{text}"), false),
        in_utf16(&text, true),
        text.clone().into_bytes(),
    ];
    for form in forms {
        for at_a_time in [7, 1000, 1 << 16] {
            assert!(streamed(&form, at_a_time).as_deref() == Ok(text.as_str()), "{at_a_time} at a time");
        }
    }
}

#[test]
fn a_stream_that_changes_its_encoding_is_one_error() {
    let plain = "Plain words of a plain text. ".repeat(BLOCK_OF_WORDS);
    let ours = WINDOWS_1252.encode("“Order” is the harbour’s right. ").0.repeat(200);
    let theirs = MACINTOSH.encode("“Order” is the harbour’s right. ").0.repeat(200);
    let mixed = [&ours[..], plain.as_bytes(), &theirs].concat();
    let error = streamed(&mixed, 1 << 16).expect_err("two encodings");
    assert!(error.contains("not windows-1252") || error.contains("means nothing in windows-1252"), "{error}");
    assert_eq!(streamed(b"a \xFF b", 8).as_deref(), Ok("a \u{FFFD} b"), "who reads the record finds out");
}

/// Sentences that fill more than a block.
const BLOCK_OF_WORDS: usize = 2 * stream::BLOCK / 29;

#[test]
fn containers_say_how_each_record_was_read() {
    use crate::ingest::{Format, IngestOptions, Plug};
    let table = "text,issuer\n“Order” is the harbour’s right,São Bento\nplain,x\n";
    let file = Contents::of_memory(WINDOWS_1252.encode(table).0.into_owned());
    let Plug::Container(csv) = Format::Csv.plug() else { panic!("a table holds many") };
    let records: Vec<_> = csv.split(&file, &IngestOptions::default()).collect();
    let names: Vec<_> = records.iter().map(|it| it.as_ref().map(|it| it.read_as.encoding.name())).collect();
    assert_eq!(names, [Ok("windows-1252"), Ok("utf-8")]);
}

fn sentences() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(SENTENCES.to_vec()), 1..12).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn typical_texts_come_back_in_every_encoding(text in sentences()) {
        for encoding in [WINDOWS_1252, MACINTOSH] {
            let (bytes, _, lossy) = encoding.encode(&text);
            prop_assert!(!lossy);
            match read(&bytes) {
                Ok((read, _)) => prop_assert_eq!(&read, &text),
                Err(code) => prop_assert_eq!(code, FailureCode::NotUtf8),
            }
        }
        for is_big in [false, true] {
            let bytes = in_utf16(&format!("\u{FEFF}{text}"), is_big);
            prop_assert_eq!(read(&bytes).map(|it| it.0), Ok(text.clone()));
        }
    }

    #[test]
    fn english_texts_are_never_refused(picked in proptest::collection::vec(0_usize..10, 2..12)) {
        let text: String = picked.iter().filter(|at| **at != 7).map(|at| SENTENCES[*at]).collect();
        for encoding in [WINDOWS_1252, MACINTOSH] {
            prop_assert_eq!(read(&encoding.encode(&text).0).map(|it| it.0), Ok(text.clone()));
        }
    }

    #[test]
    fn random_bytes_never_become_text(bytes in proptest::collection::vec(any::<u8>(), 80..400)) {
        prop_assert!(read(&bytes).is_err() || matches!(bytes[..2], [0xFE, 0xFF] | [0xFF, 0xFE]));
    }

    #[test]
    fn random_high_bytes_among_words_never_become_text(
        words in proptest::collection::vec("[a-z]{1,8}[\u{80}-\u{FF}]{1,2}[a-z]{0,3}", 25..60)
    ) {
        let bytes: Vec<u8> = words.join(" ").chars().filter_map(|it| u8::try_from(u32::from(it)).ok()).collect();
        prop_assert!(read(&bytes).is_err());
    }
}
