//! A store that forgets, for tests of everything above it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{OwnerRecord, PackageRecord, ProgramRecord, Store, Write};
use crate::backend::Failure;
use crate::domain::id::PersonId;
use crate::domain::mini::program::ProgramId;

/// Records in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    owners: RefCell<BTreeMap<PersonId, OwnerRecord>>,
    programs: RefCell<BTreeMap<(PersonId, ProgramId), ProgramRecord>>,
    packages: RefCell<BTreeMap<String, PackageRecord>>,
    values: RefCell<BTreeMap<(PersonId, ProgramId, String), String>>,
    full: Cell<bool>,
}

impl MemoryStore {
    /// From now on there is no room, or there is again.
    pub fn set_full(&self, full: bool) {
        self.full.set(full);
    }

    /// How many packages and values there are.
    pub fn count(&self) -> (usize, usize) {
        (self.packages.borrow().len(), self.values.borrow().len())
    }
}

impl Store for MemoryStore {
    async fn load(&self) -> Result<(Vec<ProgramRecord>, Vec<OwnerRecord>), Failure> {
        Ok((self.programs.borrow().values().cloned().collect(), self.owners.borrow().values().cloned().collect()))
    }

    async fn package(&self, hash: &str) -> Result<Option<PackageRecord>, Failure> {
        Ok(self.packages.borrow().get(hash).cloned())
    }

    async fn values(
        &self,
        owner: &PersonId,
        program: &ProgramId,
        prefix: &str,
    ) -> Result<Vec<(String, String)>, Failure> {
        let values = self.values.borrow();
        let theirs = values.iter().filter(|((of, by, key), _)| of == owner && by == program && key.starts_with(prefix));
        Ok(theirs.map(|((_, _, key), value)| (key.clone(), value.clone())).collect())
    }

    async fn commit(&self, writes: &[Write]) -> Result<(), Failure> {
        if self.full.get() {
            return Err(Failure::StorageFull);
        }
        for write in writes.iter().cloned() {
            match write {
                Write::Owner(it) => drop(self.owners.borrow_mut().insert(it.owner.clone(), it)),
                Write::Program(it) => {
                    self.programs.borrow_mut().insert((it.owner.clone(), it.id.clone()), *it);
                }
                Write::Package(it) => drop(self.packages.borrow_mut().insert(it.hash.clone(), it)),
                Write::Value { owner, program, key, value: Some(value) } => {
                    self.values.borrow_mut().insert((owner, program, key), value);
                }
                Write::Value { owner, program, key, value: None } => {
                    self.values.borrow_mut().remove(&(owner, program, key));
                }
                Write::DropOwner(owner) => drop(self.owners.borrow_mut().remove(&owner)),
                Write::DropProgram(owner, id) => drop(self.programs.borrow_mut().remove(&(owner, id))),
                Write::DropPackage(hash) => drop(self.packages.borrow_mut().remove(&hash)),
                Write::DropValues(owner, program) => {
                    self.values.borrow_mut().retain(|(of, by, _), _| *of != owner || *by != program);
                }
            }
        }
        Ok(())
    }
}
