//! The Matrix engine, as a worker.
#![recursion_limit = "256"]

fn main() {}
