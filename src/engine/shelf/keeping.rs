//! Installing, keeping and taking away.

use std::collections::HashMap;

use futures::future::try_join;
use sha2::{Digest, Sha256};

use super::arrival::Arrival;
use super::instance::Instance;
use super::store::{OwnerRecord, PackageRecord, ProgramRecord, Store, Version, Write};
use super::{Key, Shared};
use crate::backend::Failure;
use crate::backend::shelf::ShelfAnswer;
use crate::domain::file::{FileContent, picture_type};
use crate::domain::id::PersonId;
use crate::domain::mini::MAX_PROGRAMS;
use crate::domain::mini::broker::{Broker, Standing};
use crate::domain::mini::capability::{Capability, declared};
use crate::domain::mini::media::media_type;
use crate::domain::mini::path::FilePath;
use crate::domain::mini::program::{About, Launch, ProgramId, hex};
use crate::domain::mini::quota::Kept;
use crate::domain::mini::signature::Signer;
use crate::domain::time::Timestamp;
use crate::package::{self, Package};

/// Largest icon that is shown, in bytes.
const MAX_ICON: usize = 128 * 1024;
/// What a program keeps under names of its own page (`localStorage`) begins so.
pub(super) const LOCAL: &str = "l:";
/// What is kept under this name says that the program may know what the person is called.
const NAMED: &str = "n:";

impl<S: Store> Shared<S> {
    pub(super) async fn install(&self, owner: &PersonId, file: &str, zip: &[u8]) -> Result<ShelfAnswer, Failure> {
        let arrival = match self.receive_package(file, zip).await {
            Ok(arrival) => arrival,
            Err(error) => return Ok(ShelfAnswer::Refused(error)),
        };
        let program = ProgramId::of(&arrival.package.manifest, &arrival.package.hash);
        self.put(owner, program, arrival).await
    }

    /// Puts a package on the shelf that was checked, as a program or as another version of one.
    pub(super) async fn put(
        &self,
        owner: &PersonId,
        program: ProgramId,
        Arrival { package, signer, packed }: Arrival,
    ) -> Result<ShelfAnswer, Failure> {
        let key = (owner.clone(), program.clone());
        let known = self.programs.borrow().get(&key).cloned();
        if known.is_none() && self.shelf(owner).len() >= MAX_PROGRAMS {
            return Ok(ShelfAnswer::Full);
        }
        let name = package.manifest.name.as_str().into();
        let answer = ShelfAnswer::Program { program: program.clone(), name, update: known.is_some() };
        // The same package once more changes nothing, but that it may be known only now who signed it.
        let is_new = |it: &Version| it.package != packed.hash || signer.reveals(&it.signer);
        if known.as_ref().is_some_and(|it| !is_new(&it.version)) {
            return Ok(answer);
        }
        let publisher = match signer.succeed(known.as_ref().and_then(|it| it.publisher.as_ref())) {
            Ok(publisher) => publisher,
            Err(error) => return Ok(ShelfAnswer::Refused(error)),
        };
        let version = version(package, signer, (self.platform.now)());
        let wants = declared(&version.manifest).collect::<Vec<_>>();
        let mut writes = self.newcomer(owner);
        writes.push(Write::Package(packed));
        match known {
            Some(mut known) => {
                let replaced = std::mem::replace(&mut known.version, version);
                let is_other = replaced.package != known.version.package;
                let dropped = is_other.then(|| known.before.replace(replaced)).flatten();
                known.publisher = publisher;
                known.broker.declare(wants);
                let dropped = dropped.filter(|dropped| known.packages().all(|package| package != dropped.package));
                writes.extend(dropped.and_then(|dropped| self.unneeded(&key, &dropped.package)));
                writes.push(Write::Program(Box::new(known)));
            }
            None => writes.push(Write::Program(Box::new(ProgramRecord {
                owner: owner.clone(),
                id: program,
                version,
                before: None,
                used: None,
                pinned: false,
                broker: Broker::new(wants),
                publisher,
                cards: Vec::new(),
            }))),
        }
        self.commit(writes).await?;
        Ok(answer)
    }

    /// Somebody who installs something for the first time gets what their names in programs are made of.
    fn newcomer(&self, owner: &PersonId) -> Vec<Write> {
        if self.owners.borrow().get(owner).is_some() {
            return Vec::new();
        }
        let random = self.platform.random;
        let secret = hex(&[random(), random()].concat());
        vec![Write::Owner(OwnerRecord { owner: owner.clone(), secret })]
    }

    /// A package goes once no program needs it, besides one.
    fn unneeded(&self, besides: &Key, package: &str) -> Option<Write> {
        let programs = self.programs.borrow();
        let others = programs.values().filter(|it| (&it.owner, &it.id) != (&besides.0, &besides.1));
        let needed = others.flat_map(ProgramRecord::packages).any(|it| it == package);
        (!needed).then(|| Write::DropPackage(package.into()))
    }

    pub(super) async fn uninstall(&self, key: &Key) -> Result<ShelfAnswer, Failure> {
        let writes = self.removal(key, &self.program(key)?);
        self.commit(writes).await?;
        Ok(ShelfAnswer::Done)
    }

    fn removal(&self, key: &Key, record: &ProgramRecord) -> Vec<Write> {
        let (owner, program) = key.clone();
        let mut writes: Vec<_> = record.packages().filter_map(|package| self.unneeded(key, package)).collect();
        writes.push(Write::DropValues(owner.clone(), program.clone()));
        writes.push(Write::DropProgram(owner, program));
        writes
    }

    /// Takes away everything of somebody, one program after the other: what two of them share goes with the last.
    pub(super) async fn forget(&self, owner: &PersonId) -> Result<ShelfAnswer, Failure> {
        for program in self.shelf(owner) {
            self.uninstall(&(owner.clone(), program.id)).await?;
        }
        let remote = Write::DropValues(owner.clone(), ProgramId::remote());
        self.commit(vec![remote, Write::DropOwner(owner.clone())]).await?;
        Ok(ShelfAnswer::Done)
    }

    pub(super) async fn go_back(&self, key: &Key) -> Result<ShelfAnswer, Failure> {
        let mut record = self.program(key)?;
        let before = record.before.take().ok_or(Failure::NotFound)?;
        let newer = std::mem::replace(&mut record.version, before);
        record.broker.declare(declared(&record.version.manifest));
        let mut writes: Vec<_> = self.unneeded(key, &newer.package).into_iter().collect();
        writes.push(Write::Program(Box::new(record)));
        self.commit(writes).await?;
        Ok(ShelfAnswer::Done)
    }

    pub(super) async fn change(
        &self,
        key: &Key,
        change: impl FnOnce(&mut ProgramRecord),
    ) -> Result<ShelfAnswer, Failure> {
        let mut record = self.program(key)?;
        change(&mut record);
        self.commit(vec![Write::Program(Box::new(record))]).await?;
        Ok(ShelfAnswer::Done)
    }

    pub(super) async fn empty(&self, key: &Key) -> Result<ShelfAnswer, Failure> {
        self.program(key)?;
        let (owner, program) = key.clone();
        self.commit(vec![Write::DropValues(owner, program)]).await?;
        Ok(ShelfAnswer::Done)
    }

    pub(super) async fn look(&self, key: &Key) -> Result<ShelfAnswer, Failure> {
        let record = self.program(key)?;
        let values = self.store.values(&key.0, &key.1, "").await?;
        let kept = values.iter().map(|(name, value)| (name.len() + value.len()) as u64).sum();
        let reason = |name: &str| record.version.manifest.reason(name);
        let wants = record.broker.declared();
        let wants = wants.map(|it| (it, reason(it.name()), record.broker.standing(it))).collect();
        let log = record.broker.log().cloned().collect();
        let Version { package: hash, signer, .. } = record.version.clone();
        Ok(ShelfAnswer::About(Box::new(About { wants, log, kept, hash, signer })))
    }

    pub(super) async fn launch(&self, at: &Instance) -> Result<ShelfAnswer, Failure> {
        let record = self.program(&at.key)?;
        let own = |(name, value): (&str, &str)| Some((at.own(LOCAL, name)?.to_owned(), value.to_owned()));
        let kept = self.with_kept(at, |kept| {
            let is_named = kept.get(&at.name(NAMED, "")).is_some();
            (kept.all().filter_map(own).collect(), is_named)
        });
        let (files, (local, is_named)) = try_join(self.files(&record.version.package), kept).await?;
        let pseudonym = self.pseudonym(at)?;
        let named = is_named || record.broker.standing(Capability::Profile) == Some(Standing::Always);
        let Version { manifest, installed, .. } = record.version;
        let (kind, name, start) = (manifest.kind, manifest.name.as_str().into(), manifest.start);
        let in_chat = at.card.is_some();
        let launch = Launch { kind, name, start, files, pseudonym, installed, in_chat, named, local };
        Ok(ShelfAnswer::Launch(Box::new(launch)))
    }

    /// Lets a program know what the person is called in this place, or no longer.
    pub(super) async fn set_named(&self, at: &Instance, on: bool) -> Result<ShelfAnswer, Failure> {
        self.program(&at.key)?;
        let ((owner, program), value) = (at.key.clone(), on.then(String::new));
        self.commit(vec![Write::Value { owner, program, key: at.name(NAMED, ""), value }]).await?;
        Ok(ShelfAnswer::Done)
    }

    /// The files of a package. It was checked when it came, and is read as if it had not been.
    async fn files(&self, hash: &str) -> Result<Vec<(FilePath, FileContent)>, Failure> {
        let PackageRecord { file, zip, .. } = self.store.package(hash).await?.ok_or(Failure::NotFound)?;
        let package = package::read(&zip, &file).map_err(|_| Failure::NotFound)?;
        let content = |(path, bytes): (FilePath, Vec<u8>)| {
            let media_type = media_type(&path).into();
            (path, FileContent { media_type, bytes })
        };
        Ok(package.files.into_iter().map(content).collect())
    }

    /// The package of a program, as it came.
    pub(super) async fn pack(&self, key: &Key) -> Result<ShelfAnswer, Failure> {
        let Version { package, manifest, .. } = self.program(key)?.version;
        let PackageRecord { zip: package, .. } = self.store.package(&package).await?.ok_or(Failure::NotFound)?;
        Ok(ShelfAnswer::Package { file: format!("{}.xdc", manifest.name.as_str()), package })
    }

    /// Who somebody is to a program: nothing that two programs could compare, or the same program in two chats. In a
    /// chat it is the same on all devices of a person, and made of the message, which no program knows.
    fn pseudonym(&self, Instance { key: (owner, program), card, .. }: &Instance) -> Result<String, Failure> {
        let owners = self.owners.borrow();
        let secret = &owners.get(owner).ok_or(Failure::NotFound)?.secret;
        let made_of = match card {
            Some(card) => format!("{}/{}/{owner}", card.chat, card.message),
            None => format!("{secret}/{}", program.as_str()),
        };
        let digest: [u8; 32] = Sha256::digest(made_of).into();
        Ok(hex(&digest[..16]))
    }

    /// Looks at what a program keeps in one place, which is read when it is first asked for.
    pub(super) async fn with_kept<T>(&self, at: &Instance, look: impl FnOnce(&Kept) -> T) -> Result<T, Failure> {
        if let Some(kept) = find(&self.kept.borrow(), at) {
            return Ok(look(kept));
        }
        let (owner, program) = &at.key;
        let kept = Kept::new(self.store.values(owner, program, &at.prefix).await?);
        let seen = look(&kept);
        self.kept.borrow_mut().entry(at.key.clone()).or_default().push((at.prefix.clone(), kept));
        Ok(seen)
    }
}

fn find<'a>(kept: &'a HashMap<Key, Vec<(String, Kept)>>, at: &Instance) -> Option<&'a Kept> {
    kept.get(&at.key)?.iter().find(|(place, _)| *place == at.prefix).map(|(_, kept)| kept)
}

fn version(package: Package, signer: Signer, installed: Timestamp) -> Version {
    let Package { hash, manifest, files, .. } = package;
    let bytes = files.values().map(|bytes| bytes.len() as u64).sum();
    let icon = manifest.icon.as_ref().and_then(|path| files.get(path)).filter(|bytes| bytes.len() <= MAX_ICON);
    let picture = |bytes: &Vec<u8>| Some(FileContent { media_type: picture_type(bytes)?.into(), bytes: bytes.clone() });
    let icon = icon.and_then(picture);
    Version { package: hex(&hash), manifest, icon, bytes, signer, installed }
}
