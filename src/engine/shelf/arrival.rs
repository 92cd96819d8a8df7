//! Packages that come: read, and checked who signed them.

use super::Shared;
use super::store::{PackageRecord, Store};
use crate::domain::mini::program::hex;
use crate::domain::mini::refusal::PackageError;
use crate::domain::mini::signature::{Signer, Verdict};
use crate::package::signature::statement;
use crate::package::{self, Package};

/// A package that may become a program.
pub(super) struct Arrival {
    /// What it holds.
    pub(super) package: Package,
    /// Who signed it.
    pub(super) signer: Signer,
    /// It as it came.
    pub(super) packed: PackageRecord,
}

impl<S: Store> Shared<S> {
    /// Reads a package; one whose signature is wrong is none.
    pub(super) async fn receive_package(&self, file: &str, zip: &[u8]) -> Result<Arrival, PackageError> {
        let package = package::read(zip, file)?;
        let signer = self.signer(&package).await?;
        let packed = PackageRecord { hash: hex(&package.hash), file: file.into(), zip: zip.into() };
        Ok(Arrival { package, signer, packed })
    }

    async fn signer(&self, package: &Package) -> Result<Signer, PackageError> {
        let Some(signed) = &package.signature else { return Ok(Signer::Nobody) };
        let verdict = (self.platform.verify)(&signed.key, &signed.signature, &statement(&package.files));
        match verdict.await {
            Verdict::Valid => Ok(Signer::Publisher(signed.fingerprint())),
            Verdict::Invalid => Err(PackageError::Signature),
            Verdict::Unable => Ok(Signer::Unchecked),
        }
    }
}
