//! What libFuzzer is given. The properties themselves and the seeds stand in `tests/properties`, where `make test` holds
//! them against inputs that are drawn at random.

#[path = "../../tests/properties/hold/mod.rs"]
pub mod hold;
#[path = "../../tests/properties/seeds.rs"]
pub mod seeds;
#[path = "../../tests/formats/write.rs"]
#[allow(dead_code, reason = "it is of the tests of formats, which use all of it")]
mod write;

pub use libfuzzer_sys;

/// A target that holds the property of this name. A panic that the program catches is no finding, so that libFuzzer's own
/// hook, which stops at every panic, is put away; what comes out of the property still stops it.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        libfuzzer_sys::fuzz_target!(
            init: drop(std::panic::take_hook()),
            |bytes: &[u8]| $crate::hold::$name(bytes)
        );
        use $crate::libfuzzer_sys;
    };
}
