//! The files of a zip archive, which may have been made to do harm.
//!
//! What two readers could understand in two ways is refused: names, sizes and places that contradict each other.

use std::collections::BTreeSet;

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive, ZipVerification, crc32};

use super::Files;
use crate::domain::mini::path::{FilePath, PathError};
use crate::domain::mini::refusal::PackageError;
use crate::domain::mini::{MAX_FILES, MAX_PACKAGE_BYTES, MAX_UNPACKED_BYTES};

/// The part of a Unix mode that says what an entry is, and how it says that it is a file.
const TYPE: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;

type Archive<'a> = ZipSliceArchive<&'a [u8]>;

/// A file that was found and not unpacked yet.
struct Packed<'a> {
    path: FilePath,
    method: CompressionMethod,
    data: &'a [u8],
    /// Where it stands in the archive, with its header.
    place: (u64, u64),
    says: ZipVerification,
}

/// Unpacks everything, or nothing.
pub(super) fn unpack(zip: &[u8]) -> Result<Files, PackageError> {
    if zip.len() > MAX_PACKAGE_BYTES {
        return Err(PackageError::TooLarge);
    }
    let archive = ZipArchive::from_slice(zip).map_err(|_| PackageError::Damaged)?;
    let mut found = find(&archive)?;
    apart(&mut found)?;
    found.into_iter().map(|file| inflate(&file).map(|bytes| (file.path, bytes))).collect()
}

/// All files of the directory, none of which is unpacked before all have been looked at.
fn find<'a>(archive: &'a Archive<'a>) -> Result<Vec<Packed<'a>>, PackageError> {
    let (mut found, mut names, mut sum) = (Vec::new(), BTreeSet::new(), 0_u64);
    let mut entries = archive.entries();
    while let Some(record) = entries.next_entry().map_err(|_| PackageError::Damaged)? {
        let Some(file) = look_at(archive, &record)? else { continue };
        if found.len() == MAX_FILES {
            return Err(PackageError::TooMany);
        }
        sum = sum.saturating_add(file.says.uncompressed_size);
        if sum > MAX_UNPACKED_BYTES {
            return Err(PackageError::TooMuch);
        }
        if !names.insert(file.path.folded()) {
            return Err(PackageError::Twice { file: file.path.into() });
        }
        found.push(file);
    }
    // A file is no folder of another one.
    let inside = |file: &&Packed<'_>| {
        let name = file.path.folded();
        name.match_indices('/').any(|(at, _)| names.contains(&name[..at]))
    };
    match found.iter().find(inside) {
        Some(file) => Err(PackageError::Twice { file: file.path.as_str().into() }),
        None => Ok(found),
    }
}

/// What an entry of the directory is about; nothing for a folder.
fn look_at<'a>(archive: &'a Archive<'a>, record: &ZipFileHeaderRecord<'a>) -> Result<Option<Packed<'a>>, PackageError> {
    let raw = record.file_path();
    let bytes = raw.as_bytes();
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    let name = std::str::from_utf8(bytes).map_err(|_| PackageError::Path { file: shown(), why: PathError::Unfit })?;
    let (name, is_folder) = name.strip_suffix('/').map_or((name, false), |name| (name, true));
    let path = FilePath::parse(name).map_err(|why| PackageError::Path { file: shown(), why })?;
    if is_folder {
        return Ok(None);
    }
    if !matches!(record.mode().value() & TYPE, 0 | REGULAR) {
        return Err(PackageError::Special { file: path.into() });
    }
    let method = record.compression_method();
    if record.flags().is_encrypted() || !matches!(method, CompressionMethod::STORE | CompressionMethod::DEFLATE) {
        return Err(PackageError::Unreadable { file: path.into() });
    }
    let entry = archive.get_entry(record.wayfinder()).map_err(|_| PackageError::Damaged)?;
    if entry.local_header().file_path().as_bytes() != bytes {
        return Err(PackageError::Damaged);
    }
    let place = (record.local_header_offset(), entry.compressed_data_range().1);
    Ok(Some(Packed { path, method, data: entry.data(), place, says: entry.claim_verifier() }))
}

/// Files that share bytes are how a small archive becomes an enormous one.
fn apart(found: &mut [Packed<'_>]) -> Result<(), PackageError> {
    found.sort_by_key(|file| file.place);
    let is_apart = found.windows(2).all(|pair| pair[0].place.1 <= pair[1].place.0);
    is_apart.then_some(()).ok_or(PackageError::Damaged)
}

fn inflate(file: &Packed<'_>) -> Result<Vec<u8>, PackageError> {
    let size = usize::try_from(file.says.uncompressed_size).map_err(|_| PackageError::TooMuch)?;
    let bytes = match file.method {
        CompressionMethod::STORE => file.data.to_vec(),
        // More than was said is not unpacked.
        _ => decompress_to_vec_with_limit(file.data, size).map_err(|_| PackageError::Damaged)?,
    };
    let is = ZipVerification { crc: crc32(&bytes), uncompressed_size: bytes.len() as u64 };
    file.says.valid(is).map_err(|_| PackageError::Damaged)?;
    Ok(bytes)
}
