//! What every plug of a socket must keep, whatever it is given.

mod mentions;
mod readers;
