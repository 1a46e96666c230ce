//! One cell of a typed column, as JSON would write it.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::{DataType, TimeUnit};
use serde_json::Value;

/// The value at a row; null where it is missing, and of types that no table of texts has (decimals, durations, maps).
/// Days are ISO dates and points in time ISO times, in UTC where the column has a time zone.
pub(super) fn value(column: &dyn Array, at: usize) -> Value {
    if column.is_null(at) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Boolean => column.as_boolean().value(at).into(),
        DataType::Utf8 => column.as_string::<i32>().value(at).into(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(at).into(),
        DataType::Utf8View => column.as_string_view().value(at).into(),
        DataType::Binary => text(column.as_binary::<i32>().value(at)),
        DataType::LargeBinary => text(column.as_binary::<i64>().value(at)),
        DataType::BinaryView => text(column.as_binary_view().value(at)),
        DataType::List(_) => list(&column.as_list::<i32>().value(at)),
        DataType::LargeList(_) => list(&column.as_list::<i64>().value(at)),
        DataType::Struct(fields) => {
            let columns = column.as_struct().columns();
            fields
                .iter()
                .zip(columns)
                .map(|(field, column)| (field.name().clone(), value(column, at)))
                .collect()
        }
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let key = value(dictionary.keys(), at).as_u64().and_then(|key| usize::try_from(key).ok());
            key.map_or(Value::Null, |key| value(dictionary.values(), key))
        }
        _ => number(column, at).or_else(|| time(column, at)).unwrap_or(Value::Null),
    }
}

/// Bytes that are text.
fn text(bytes: &[u8]) -> Value {
    std::str::from_utf8(bytes).map_or(Value::Null, Value::from)
}

fn list(items: &dyn Array) -> Value {
    (0..items.len()).map(|at| value(items, at)).collect()
}

fn number(column: &dyn Array, at: usize) -> Option<Value> {
    Some(match column.data_type() {
        DataType::Int8 => column.as_primitive::<Int8Type>().value(at).into(),
        DataType::Int16 => column.as_primitive::<Int16Type>().value(at).into(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(at).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(at).into(),
        DataType::UInt8 => column.as_primitive::<UInt8Type>().value(at).into(),
        DataType::UInt16 => column.as_primitive::<UInt16Type>().value(at).into(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(at).into(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(at).into(),
        DataType::Float32 => f64::from(column.as_primitive::<Float32Type>().value(at)).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(at).into(),
        _ => return None,
    })
}

fn time(column: &dyn Array, at: usize) -> Option<Value> {
    let since =
        |second: i64, nanosecond: i64| jiff::Timestamp::new(second, i32::try_from(nanosecond).ok()?).ok();
    let parts = |value: i64, per_second: i64| {
        let nanoseconds = 1_000_000_000 / per_second;
        since(value.div_euclid(per_second), value.rem_euclid(per_second) * nanoseconds)
    };
    let day = |day: i64| Some(since(day.checked_mul(86_400)?, 0)?.strftime("%Y-%m-%d").to_string());
    let written = match column.data_type() {
        DataType::Date32 => day(i64::from(column.as_primitive::<Date32Type>().value(at))),
        DataType::Date64 => day(column.as_primitive::<Date64Type>().value(at).div_euclid(86_400_000)),
        DataType::Timestamp(unit, _) => {
            let moment = match unit {
                TimeUnit::Second => parts(column.as_primitive::<TimestampSecondType>().value(at), 1),
                TimeUnit::Millisecond => {
                    parts(column.as_primitive::<TimestampMillisecondType>().value(at), 1_000)
                }
                TimeUnit::Microsecond => {
                    parts(column.as_primitive::<TimestampMicrosecondType>().value(at), 1_000_000)
                }
                TimeUnit::Nanosecond => {
                    parts(column.as_primitive::<TimestampNanosecondType>().value(at), 1_000_000_000)
                }
            };
            moment.map(|moment| moment.to_string())
        }
        _ => None,
    };
    written.map(Value::String)
}
