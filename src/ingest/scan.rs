//! Places in a text where something may be amiss, found at the speed of memory.
//!
//! Most texts have none or few, so what is asked first is a plain comparison of a byte with its neighbours, made for many bytes
//! at once; what stands at a place that is found is then looked at with care.

/// Bytes that are compared at once.
const CHUNK: usize = 64;

/// Every place whose byte, with the one before and the one behind it, is what `is` asks for; 0 stands for what is beyond
/// the ends. `is` must not branch: `&` and `|`, no `&&` and `||`.
pub(super) fn places(bytes: &[u8], is: impl Fn(u8, u8, u8) -> bool) -> impl Iterator<Item = usize> {
    let mut at = 0;
    // The places of the last chunk that are left, as bits.
    let (mut found, mut base) = (0_u64, 0);
    std::iter::from_fn(move || {
        while found == 0 {
            base = at;
            if at >= bytes.len() {
                return None;
            }
            found = if at > 0 && at + CHUNK < bytes.len() {
                let three =
                    (&bytes[at - 1..at + CHUNK - 1], &bytes[at..at + CHUNK], &bytes[at + 1..=at + CHUNK]);
                at += CHUNK;
                in_chunk(three, &is)
            } else {
                at += 1;
                u64::from(at_one(bytes, base, &is))
            };
        }
        let next = base + found.trailing_zeros() as usize;
        found &= found - 1;
        Some(next)
    })
}

/// The places of a chunk as bits, from its bytes, those before and those behind.
fn in_chunk((before, here, behind): (&[u8], &[u8], &[u8]), is: &impl Fn(u8, u8, u8) -> bool) -> u64 {
    let three =
        || before.iter().zip(here).zip(behind).map(|((before, here), behind)| is(*before, *here, *behind));
    if !three().fold(false, |any, is| any | is) {
        return 0;
    }
    three().enumerate().fold(0, |bits, (at, is)| bits | u64::from(is) << at)
}

fn at_one(bytes: &[u8], at: usize, is: &impl Fn(u8, u8, u8) -> bool) -> bool {
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(0);
    is(byte(at.checked_sub(1)), bytes[at], byte(Some(at + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_that_one_look_at_each_finds(bytes in proptest::collection::vec(b'a'..b'e', 0..300)) {
            let is = |before: u8, here: u8, behind: u8| (here == b'a') & (before != b'b') & (behind == b'c');
            let plain: Vec<usize> = (0..bytes.len()).filter(|at| at_one(&bytes, *at, &is)).collect();
            prop_assert_eq!(places(&bytes, is).collect::<Vec<_>>(), plain);
        }
    }
}
