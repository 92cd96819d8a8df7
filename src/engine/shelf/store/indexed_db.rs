//! The shelf in IndexedDB: one object store per kind of record.

use idb::{KeyPath, KeyRange, ObjectStoreParams, Query, Transaction};
use js_sys::Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::{OwnerRecord, PackageRecord, ProgramRecord, Store, Write};
use crate::backend::Failure;
use crate::domain::id::PersonId;
use crate::domain::mini::program::ProgramId;
use crate::engine::database::{Database, failure, object_store, put_record};
use crate::engine::plain::read;

/// The version that this code writes. A higher number gets a step in [`upgrade`]; no step ever deletes records.
const VERSION: u32 = 1;
const OWNERS: &str = "owners";
const PROGRAMS: &str = "programs";
const PACKAGES: &str = "packages";
const VALUES: &str = "values";
const ALL: [&str; 4] = [OWNERS, PROGRAMS, PACKAGES, VALUES];

/// What a program keeps under a name.
#[derive(Serialize, Deserialize)]
struct ValueRecord {
    owner: PersonId,
    program: ProgramId,
    key: String,
    value: String,
}

/// Records in IndexedDB.
pub struct IndexedDbStore(Database);

impl IndexedDbStore {
    /// Opens the database of this name, and makes it when there is none.
    pub async fn open(name: &str) -> Result<Self, Failure> {
        Ok(Self(Database::open(name, VERSION, upgrade).await?))
    }
}

fn upgrade(database: &idb::Database, from: u32) -> Result<(), idb::Error> {
    let store = |name: &str, path: KeyPath| {
        let mut params = ObjectStoreParams::new();
        params.key_path(Some(path));
        database.create_object_store(name, params)
    };
    if from < 1 {
        store(OWNERS, KeyPath::new_single("owner"))?;
        store(PROGRAMS, KeyPath::new_array(["owner", "id"]))?;
        store(PACKAGES, KeyPath::new_single("hash"))?;
        store(VALUES, KeyPath::new_array(["owner", "program", "key"]))?;
    }
    Ok(())
}

impl Store for IndexedDbStore {
    async fn load(&self) -> Result<(Vec<ProgramRecord>, Vec<OwnerRecord>), Failure> {
        let mut damaged = 0;
        Ok((self.0.all(PROGRAMS, &mut damaged).await?, self.0.all(OWNERS, &mut damaged).await?))
    }

    async fn package(&self, hash: &str) -> Result<Option<PackageRecord>, Failure> {
        let transaction = self.0.transaction(&[PACKAGES], false)?;
        let request = object_store(&transaction, PACKAGES)?.get(JsValue::from_str(hash)).map_err(failure)?;
        let record = request.await.map_err(failure)?;
        Ok(record.and_then(|record| read(record).ok()))
    }

    async fn values(
        &self,
        owner: &PersonId,
        program: &ProgramId,
        prefix: &str,
    ) -> Result<Vec<(String, String)>, Failure> {
        let transaction = self.0.transaction(&[VALUES], false)?;
        let request =
            object_store(&transaction, VALUES)?.get_all(Some(Query::KeyRange(all_of(owner, program, prefix)?)), None);
        let records = request.map_err(failure)?.await.map_err(failure)?;
        let read = records.into_iter().filter_map(|record| read::<ValueRecord>(record).ok());
        Ok(read.map(|record| (record.key, record.value)).collect())
    }

    async fn commit(&self, writes: &[Write]) -> Result<(), Failure> {
        self.0.commit(&ALL, writes, put).await
    }
}

/// The keys of everything that a program keeps under names that begin so: all of them are ASCII to begin with.
fn all_of(owner: &PersonId, program: &ProgramId, prefix: &str) -> Result<KeyRange, Failure> {
    let (owner, program) = (JsValue::from_str(owner.as_str()), JsValue::from_str(program.as_str()));
    let end = format!("{prefix}\u{ffff}");
    let (first, last) = (Array::of3(&owner, &program, &prefix.into()), Array::of3(&owner, &program, &end.into()));
    KeyRange::bound(&first, &last, None, None).map_err(failure)
}

/// Asks for one change; whether it was taken is known when the transaction ends.
fn put(transaction: &Transaction, write: &Write) -> Result<(), Failure> {
    let delete = |store: &str, key: Query| object_store(transaction, store)?.delete(key).map(drop).map_err(failure);
    let text = |text: &str| JsValue::from_str(text);
    match write {
        Write::Owner(record) => put_record(transaction, OWNERS, record),
        Write::Program(record) => put_record(transaction, PROGRAMS, record),
        Write::Package(record) => put_record(transaction, PACKAGES, record),
        Write::Value { owner, program, key, value: Some(value) } => {
            let (owner, program) = (owner.clone(), program.clone());
            let record = ValueRecord { owner, program, key: key.clone(), value: value.clone() };
            put_record(transaction, VALUES, &record)
        }
        Write::Value { owner, program, key, value: None } => {
            let key = Array::of3(&text(owner.as_str()), &text(program.as_str()), &text(key));
            delete(VALUES, Query::Key(key.into()))
        }
        Write::DropOwner(owner) => delete(OWNERS, Query::Key(text(owner.as_str()))),
        Write::DropProgram(owner, id) => {
            delete(PROGRAMS, Query::Key(Array::of2(&text(owner.as_str()), &text(id.as_str())).into()))
        }
        Write::DropPackage(hash) => delete(PACKAGES, Query::Key(text(hash))),
        Write::DropValues(owner, program) => delete(VALUES, Query::KeyRange(all_of(owner, program, "")?)),
    }
}
