//! The manifest of a mini-program that uses the host API (W3C, MiniApp Manifest).

use serde::Deserialize;
use serde_json::Value;

use super::{Files, named};
use crate::domain::mini::START;
use crate::domain::mini::manifest::{Kind, MAX_TEXT_CHARS, MAX_WANTS, Manifest, Want, address};
use crate::domain::mini::path::FilePath;
use crate::domain::mini::refusal::PackageError;
use crate::domain::name::Name;

const FILE: &str = "manifest.json";
/// Longest name of a program that its publisher gives, in bytes.
const MAX_APP_ID: usize = 100;

/// What is used of it; everything else may be there.
#[derive(Deserialize)]
struct Fields {
    app_id: String,
    name: String,
    #[serde(default)]
    description: String,
    version: Version,
    #[serde(default)]
    icons: Vec<Icon>,
    #[serde(default)]
    pages: Vec<String>,
    #[serde(default)]
    req_permissions: Vec<Permission>,
    source: Option<String>,
    feedback: Option<String>,
}

#[derive(Deserialize)]
struct Version {
    code: u32,
    name: String,
}

#[derive(Deserialize)]
struct Icon {
    src: String,
}

#[derive(Deserialize)]
struct Permission {
    name: String,
    #[serde(default)]
    reason: String,
}

/// The manifest, if the package has one of this kind. A web app has a `manifest.json` too, which has no `app_id`.
pub(super) fn manifest(files: &Files) -> Result<Option<Manifest>, PackageError> {
    let Some((_, bytes)) = named(files, FILE) else { return Ok(None) };
    let Ok(json) = serde_json::from_slice::<Value>(bytes) else { return Ok(None) };
    if json.get("app_id").is_none() {
        return Ok(None);
    }
    let fields: Fields = serde_json::from_value(json).map_err(|error| PackageError::manifest(&error.to_string()))?;
    checked(fields, files).map(Some)
}

fn checked(fields: Fields, files: &Files) -> Result<Manifest, PackageError> {
    let wrong = |field: &str| PackageError::Field { field: field.into() };
    let is_id = |char: u8| char.is_ascii_alphanumeric() || b".-_".contains(&char);
    if !(1..=MAX_APP_ID).contains(&fields.app_id.len()) || !fields.app_id.bytes().all(is_id) {
        return Err(wrong("app_id"));
    }
    let first = fields.pages.first().map_or(START, String::as_str);
    let page = named(files, first).or_else(|| named(files, &format!("{first}.html")));
    let icon = fields.icons.first().map(|icon| FilePath::parse(&icon.src).map_err(|_| wrong("icons"))).transpose()?;
    if fields.req_permissions.len() > MAX_WANTS {
        return Err(wrong("req_permissions"));
    }
    let wants = fields.req_permissions.iter();
    let wants = wants.map(|permission| Want { name: short(&permission.name), reason: short(&permission.reason) });
    Ok(Manifest {
        kind: Kind::MiniApp,
        app_id: Some(fields.app_id),
        name: Name::parse(&fields.name).map_err(|_| wrong("name"))?,
        description: short(&fields.description),
        version: short(&fields.version.name),
        version_code: fields.version.code,
        icon,
        source: address(fields.source),
        feedback: address(fields.feedback),
        start: page.ok_or(PackageError::NoStart)?.0,
        wants: wants.collect(),
    })
}

fn short(text: &str) -> String {
    text.chars().take(MAX_TEXT_CHARS).collect()
}
