//! `corpus.json`: the documents together.

use super::{ByName, Framing, Interval};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
