//! The manifest of a webxdc program (webxdc specification, "The manifest.toml File").

use serde::Deserialize;

use super::{Files, named};
use crate::domain::mini::START;
use crate::domain::mini::manifest::{Kind, Manifest, address};
use crate::domain::mini::path::FilePath;
use crate::domain::mini::refusal::PackageError;
use crate::domain::name::Name;

const FILE: &str = "manifest.toml";
/// What a program is called of which nothing else is known.
const NAMELESS: &str = "webxdc";

/// What is used of it; everything else may be there.
#[derive(Default, Deserialize)]
struct Fields {
    name: Option<String>,
    source_code_url: Option<String>,
}

/// The manifest; everything has a value where it says nothing, and the file itself may be missing.
pub(super) fn manifest(files: &Files, file_name: &str) -> Result<Manifest, PackageError> {
    let fields = match named(files, FILE) {
        Some((_, bytes)) => read(bytes)?,
        None => Fields::default(),
    };
    let called = file_name.rsplit('/').next().unwrap_or_default();
    let called = called.strip_suffix(".xdc").unwrap_or(called);
    let name = fields.name.as_deref().and_then(Name::tidied).or_else(|| Name::tidied(called));
    let name = match name {
        Some(name) => name,
        None => Name::parse(NAMELESS).map_err(|_| PackageError::Field { field: "name".into() })?,
    };
    let icon = ["icon.png", "icon.jpg"].iter().find_map(|icon| named(files, icon));
    Ok(Manifest {
        kind: Kind::Webxdc,
        app_id: None,
        name,
        description: String::new(),
        version: String::new(),
        version_code: 0,
        icon: icon.map(|(path, _)| path),
        source: address(fields.source_code_url),
        feedback: None,
        start: FilePath::parse(START).map_err(|_| PackageError::NoStart)?,
        wants: Vec::new(),
    })
}

fn read(bytes: &[u8]) -> Result<Fields, PackageError> {
    toml::from_slice(bytes).map_err(|error| PackageError::manifest(error.message()))
}
