//! Teahouse: an open super-app shell that runs in a browser, on any compatible backend.
//!
//! `ARCHITECTURE.md` draws the house; each module says what it is for and what is deliberately missing.

#[cfg(feature = "shell")]
pub mod adapter;
#[cfg(all(feature = "shell", target_arch = "wasm32"))]
pub mod app;
pub mod backend;
pub mod domain;
pub mod engine;
pub mod package;
pub mod qr;
#[cfg(feature = "shell")]
pub mod route;
#[cfg(feature = "shell")]
pub mod text;
#[cfg(all(feature = "shell", target_arch = "wasm32"))]
pub mod ui;
#[cfg(feature = "shell")]
pub mod view_model;

#[cfg(target_arch = "wasm32")]
pub mod web;
