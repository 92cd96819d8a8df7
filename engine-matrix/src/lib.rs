//! The engine that serves a Teahouse from a Matrix homeserver.
#![recursion_limit = "256"]
