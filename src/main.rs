//! The shell's entry.

fn main() {}
