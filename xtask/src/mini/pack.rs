//! Zip archives that are the same for the same files, whoever packs them and when.

use std::io::Write;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use crate::site::Site;

/// Files with their names in a package, in the order of the names.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// The files of folders, each under a prefix. Those that begin with a dot stay out.
pub(super) fn collect(parts: &[(String, Site)]) -> Result<Files> {
    let mut files = Vec::new();
    for (prefix, folder) in parts {
        for file in folder.files()? {
            if !file.split('/').any(|part| part.starts_with('.')) {
                files.push((format!("{prefix}{file}"), folder.bytes(&file)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Packs files.
pub(super) fn pack(files: &Files) -> Result<Vec<u8>> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, bytes) in files {
        let put = || format!("{name} cannot be packed.");
        let (mut entry, config) =
            archive.new_file(name.as_str()).compression_method(CompressionMethod::DEFLATE).start().with_context(put)?;
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
        writer.write_all(bytes).with_context(put)?;
        let (encoder, descriptor) = writer.finish().with_context(put)?;
        encoder.finish().with_context(put)?;
        entry.finish(descriptor).with_context(put)?;
    }
    archive.finish().context("The archive cannot be finished.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    #[test]
    fn the_same_files_make_the_same_package() {
        let one = Trial::new(&[("index.html", "<p>"), (".hidden", "x"), ("a/b.js", "1"), (".git/x", "y")]);
        let other = Trial::new(&[("a/b.js", "1"), ("index.html", "<p>")]);
        let packed = |trial: &Trial| pack(&collect(&[(String::new(), Site::new(trial.0.path("")))]).unwrap()).unwrap();
        assert_eq!(packed(&one), packed(&other));
        let archive = rawzip::ZipArchive::from_slice(packed(&one)).unwrap();
        assert_eq!(archive.entries().count(), 2);
    }
}
