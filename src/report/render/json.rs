//! Rows as JSON, byte for byte as `serde_json` writes them.
//!
//! A run writes fifteen bytes for each byte that it reads, most of them names of fields and texts without anything to
//! escape. `serde_json` looks at each byte of both; this looks at none of a name and at eight of a text at a time, which
//! halves the time. Numbers are left to `serde_json`.

use serde::ser::{self, Error as _, Serialize};
use serde_json::{Error, Result};

/// Appends a value to `out` as JSON on one line.
///
/// # Errors
/// If a map has a key that is no text.
pub(super) fn append(out: &mut Vec<u8>, value: &impl Serialize) -> Result<()> {
    value.serialize(&mut Json { out })
}

/// Where the value goes.
struct Json<'b> {
    out: &'b mut Vec<u8>,
}

/// A list or object that has begun.
struct Items<'j, 'b> {
    json: &'j mut Json<'b>,
    is_first: bool,
    end: &'static [u8],
}

/// Bytes of a text that are looked at together.
const TOGETHER: usize = 8;

/// Whether a byte of a text is written otherwise than it is.
const fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// How many bytes at the beginning of a text are written as they are.
fn n_plain(bytes: &[u8]) -> usize {
    let is_plain = |chunk: &&[u8]| !chunk.iter().fold(false, |any, byte| any | is_escaped(*byte));
    let plain = TOGETHER * bytes.chunks_exact(TOGETHER).take_while(is_plain).count();
    plain + bytes[plain..].iter().take_while(|byte| !is_escaped(**byte)).count()
}

impl<'b> Json<'b> {
    fn raw(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.raw(b"\"");
        let mut rest = text.as_bytes();
        loop {
            let (plain, behind) = rest.split_at(n_plain(rest));
            self.raw(plain);
            let Some((byte, behind)) = behind.split_first() else { break };
            self.escaped(*byte);
            rest = behind;
        }
        self.raw(b"\"");
    }

    fn escaped(&mut self, byte: u8) {
        match byte {
            b'"' => self.raw(b"\\\""),
            b'\\' => self.raw(b"\\\\"),
            b'\n' => self.raw(b"\\n"),
            b'\r' => self.raw(b"\\r"),
            b'\t' => self.raw(b"\\t"),
            0x08 => self.raw(b"\\b"),
            0x0C => self.raw(b"\\f"),
            _ => self.raw(format!("\\u{byte:04x}").as_bytes()),
        }
    }

    fn begin<'j>(&'j mut self, start: &[u8], end: &'static [u8]) -> Items<'j, 'b> {
        self.raw(start);
        Items { json: self, is_first: true, end }
    }

    /// Begins what a variant holds.
    fn variant<'j>(&'j mut self, name: &str, start: &[u8], end: &'static [u8]) -> Items<'j, 'b> {
        self.raw(b"{");
        self.text(name);
        self.raw(b":");
        self.begin(start, end)
    }
}

impl Items<'_, '_> {
    fn next(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.json.raw(b",");
        }
    }

    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<()> {
        self.next();
        value.serialize(&mut *self.json)
    }

    /// A field under a name of the source, in which nothing is to be escaped.
    fn named(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Result<()> {
        self.next();
        self.json.raw(b"\"");
        self.json.raw(name.as_bytes());
        self.json.raw(b"\":");
        value.serialize(&mut *self.json)
    }

    fn close(self) {
        self.json.raw(self.end);
    }
}

/// Numbers and characters, as `serde_json` writes them.
macro_rules! scalars {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method(self, value: $type) -> Result<()> {
            serde_json::to_writer(&mut *self.out, &value)
        })*
    };
}

impl<'j, 'b> ser::Serializer for &'j mut Json<'b> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'j, 'b>;
    type SerializeTuple = Items<'j, 'b>;
    type SerializeTupleStruct = Items<'j, 'b>;
    type SerializeTupleVariant = Items<'j, 'b>;
    type SerializeMap = Items<'j, 'b>;
    type SerializeStruct = Items<'j, 'b>;
    type SerializeStructVariant = Items<'j, 'b>;

    scalars! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8],
    }

    fn serialize_bool(self, value: bool) -> Result<()> {
        self.raw(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<()> {
        self.text(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<()> {
        self.raw(b"null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<()> {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        let mut items = self.begin(b"{", b"}");
        items.named(name, value)?;
        items.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'j, 'b>> {
        Ok(self.begin(b"[", b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'j, 'b>> {
        Ok(self.begin(b"[", b"]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'j, 'b>> {
        Ok(self.begin(b"[", b"]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items<'j, 'b>> {
        Ok(self.variant(name, b"[", b"]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'j, 'b>> {
        Ok(self.begin(b"{", b"}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'j, 'b>> {
        Ok(self.begin(b"{", b"}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items<'j, 'b>> {
        Ok(self.variant(name, b"{", b"}}"))
    }
}

/// Lists: each of their traits names the same two steps differently.
macro_rules! lists {
    ($($list:ident::$step:ident),*) => {
        $(impl ser::$list for Items<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $step<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                self.item(value)
            }

            fn end(self) -> Result<()> {
                self.close();
                Ok(())
            }
        })*
    };
}

lists!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

/// Objects with names of the source.
macro_rules! objects {
    ($($object:ident),*) => {
        $(impl ser::$object for Items<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
                self.named(name, value)
            }

            fn end(self) -> Result<()> {
                self.close();
                Ok(())
            }
        })*
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.next();
        let start = self.json.out.len();
        key.serialize(&mut *self.json)?;
        if self.json.out.get(start) == Some(&b'"') { Ok(()) } else { Err(Error::custom("a key is a text")) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.json.raw(b":");
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    /// Everything that a type can be made of.
    #[derive(serde::Serialize)]
    enum Kind<'a> {
        Unit,
        Text(&'a str),
        Pair(Option<&'a str>, (u8, f32)),
        Row { text: &'a str, list: &'a [f64], map: BTreeMap<&'a str, i64>, unit: (), is: bool, letter: char },
    }

    fn check(value: &impl Serialize) {
        let mut out = Vec::new();
        append(&mut out, value).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn every_shape_is_written_as_by_the_library() {
        let (list, map) = ([0.1, 1e300, f64::NAN, -0.0], BTreeMap::from([("a\"b", -1), ("", 0)]));
        check(&[
            Kind::Unit,
            Kind::Text("\u{1}\u{7f}é"),
            Kind::Pair(None, (7, 0.1)),
            Kind::Pair(Some("x"), (0, 1.0)),
        ]);
        check(&Kind::Row { text: "\\", list: &list, map, unit: (), is: true, letter: '"' });
        check(&json!({ "empty": {}, "none": [], "deep": [[1, null], { "key": ["", false] }] }));
        let numbers: BTreeMap<u8, u8> = BTreeMap::from([(1, 2)]);
        assert!(append(&mut Vec::new(), &numbers).is_err());
    }

    proptest! {
        #[test]
        fn every_text_is_written_as_by_the_library(text in "([a-z ]{0,20}|[\\x00-\\x1f]|[\"\\\\]|\\PC){0,8}") {
            check(&Value::String(text));
        }
    }
}
