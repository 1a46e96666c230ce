//! What every plug of a socket must keep, whatever it is given.

mod claims;
mod mentions;
mod readers;
