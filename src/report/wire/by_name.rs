//! A small object keyed by names of the codebook, in the order of the codebook.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// An object whose keys are data (frame names, kinds of block), kept in the order they were put in.
#[derive(Clone, Debug, PartialEq)]
pub struct ByName<'a, T>(pub Vec<(Cow<'a, str>, T)>);

impl<T> Default for ByName<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByName<'_, T> {
    /// The value under `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

impl<'a, T> FromIterator<(Cow<'a, str>, T)> for ByName<'a, T> {
    fn from_iter<I: IntoIterator<Item = (Cow<'a, str>, T)>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<'a, T> FromIterator<(&'a str, T)> for ByName<'a, T> {
    fn from_iter<I: IntoIterator<Item = (&'a str, T)>>(items: I) -> Self {
        items.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect()
    }
}

impl<T: Serialize> Serialize for ByName<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByName<'_, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Vec<(Cow<'static, str>, T)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object keyed by name")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, T>()? {
                    entries.push((Cow::Owned(name), value));
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(Entries(PhantomData)).map(Self)
    }
}

impl<T: JsonSchema> JsonSchema for ByName<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("ByName_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_the_order_of_the_codebook() {
        let weights: ByName<'_, f64> = [("state", 1.5), ("rights", 0.0)].into_iter().collect();
        let json = serde_json::to_string(&weights).unwrap();
        assert_eq!(json, r#"{"state":1.5,"rights":0.0}"#);
        assert_eq!(serde_json::from_str::<ByName<'_, f64>>(&json).unwrap(), weights);
    }
}
