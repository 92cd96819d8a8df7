//! What a file weighs on disk and on the wire.

use std::io::Write;
use std::iter::Sum;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes of a file, plain and compressed as well as hosts can.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    /// As it lies on disk.
    pub(crate) raw: usize,
    /// With gzip at level 9.
    pub(crate) gzip: usize,
    /// With brotli at level 11.
    pub(crate) brotli: usize,
}

impl Weight {
    /// Weighs a file.
    pub(crate) fn of(content: &[u8]) -> Self {
        Self { raw: content.len(), gzip: gzip(content).len(), brotli: brotli(content, 11).len() }
    }
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), |sum, weight| Self {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
    }
}

/// Brotli, at a level up to 11.
pub(crate) fn brotli(content: &[u8], level: u32) -> Vec<u8> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, level, 22);
    // Writing to memory does not fail.
    let _ = writer.write_all(content);
    writer.into_inner()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    let _ = writer.write_all(content);
    writer.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_gets_lighter() {
        let weight = Weight::of("tea ".repeat(1000).as_bytes());
        assert_eq!(weight.raw, 4000);
        assert!(weight.brotli < weight.gzip && weight.gzip < 100, "{weight:?}");
    }
}
