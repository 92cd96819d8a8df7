//! Teahouse: an open super-app shell that runs in a browser, on any compatible backend.
//!
//! `ARCHITECTURE.md` draws the house; each module says what it is for and what is deliberately missing.

pub mod adapter;
#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod backend;
pub mod domain;
pub mod engine;
pub mod qr;
pub mod route;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod view_model;

#[cfg(target_arch = "wasm32")]
pub mod web;
