//! Programs that messages bring.

use super::Shared;
use super::store::{ProgramRecord, Store, Write};
use crate::backend::Failure;
use crate::backend::shelf::ShelfAnswer;
use crate::domain::id::PersonId;
use crate::domain::mini::program::{Card, ProgramId};

/// So many messages of a program are remembered; with an older one the package is taken in once more.
const MAX_CARDS: usize = 500;

impl<S: Store> Shared<S> {
    /// The program that a message brought, as long as it is of the very package that came with it.
    pub(super) fn brought(&self, owner: &PersonId, card: &Card) -> Result<ShelfAnswer, Failure> {
        let programs = self.programs.borrow();
        let mut theirs = programs.values().filter(|it| it.owner == *owner);
        let found = theirs.find(|it| it.has_brought(card)).ok_or(Failure::NotFound)?;
        Ok(answer(found))
    }

    /// Takes in what a message brought. Who sent it proves nothing: only the very same package is a program that is
    /// there, any other one is a program of its own.
    pub(super) async fn bring(
        &self,
        owner: &PersonId,
        card: Card,
        file: &str,
        zip: &[u8],
    ) -> Result<ShelfAnswer, Failure> {
        let arrival = match self.receive_package(file, zip).await {
            Ok(arrival) => arrival,
            Err(error) => return Ok(ShelfAnswer::Refused(error)),
        };
        let same = |it: &&ProgramRecord| it.owner == *owner && it.version.package == arrival.packed.hash;
        let known = self.programs.borrow().values().find(same).map(|it| it.id.clone());
        let program = match known {
            Some(program) => program,
            None => {
                let program = ProgramId::of_package(&arrival.package.hash);
                match self.put(owner, program.clone(), arrival).await? {
                    ShelfAnswer::Program { .. } => program,
                    other => return Ok(other),
                }
            }
        };
        let mut record = self.program(&(owner.clone(), program))?;
        let answer = answer(&record);
        record.cards.retain(|(known, _)| *known != card);
        if record.cards.len() == MAX_CARDS {
            record.cards.remove(0);
        }
        let package = record.version.package.clone();
        record.cards.push((card, package));
        self.commit(vec![Write::Program(Box::new(record))]).await?;
        Ok(answer)
    }
}

impl ProgramRecord {
    fn has_brought(&self, card: &Card) -> bool {
        self.cards.iter().any(|(known, package)| known == card && *package == self.version.package)
    }
}

fn answer(record: &ProgramRecord) -> ShelfAnswer {
    let name = record.version.manifest.name.as_str().into();
    ShelfAnswer::Program { program: record.id.clone(), name, update: true }
}
