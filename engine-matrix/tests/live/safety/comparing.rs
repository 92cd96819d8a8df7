//! Comparing by pictures.

use teahouse::backend::Failure;
use teahouse::backend::protocol::HomeCommand;
use teahouse::domain::id::ChatId;
use teahouse::domain::safety::{Backup, Comparison};

use crate::people::{Device, Person, done, home, locked, reads, recovery_key, run};
use crate::tab::Tab;

const FAILED: Option<Comparison> = Some(Comparison::Failed { mismatch: false });
const MISMATCH: Option<Comparison> = Some(Comparison::Failed { mismatch: true });

fn compare() -> HomeCommand {
    HomeCommand::Compare { with: None }
}

fn confirm(same: bool) -> HomeCommand {
    HomeCommand::ConfirmComparison { same }
}

/// An account with two devices, the second of which is not confirmed, and a chat with one old message.
async fn two_devices() -> (Person, [Device; 3], Tab, Tab, ChatId) {
    let (who, first, mut mei) = Person::new("Mei").await;
    let (_, zhous, mut zhou) = Person::new("Zhou").await;
    mei.safety_when(|it| it.verified && it.backup == Backup::None).await;
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "Tea at nine?").await;
    reads(&mut zhou, &chat, "Tea at nine?").await;
    let (second, mut new) = who.device().await;
    new.safety_when(|it| it.devices.len() == 2).await;
    mei.safety_when(|it| it.devices.len() == 2).await;
    (who, [first, second, zhous], mei, new, chat)
}

async fn asked(tab: &mut Tab) -> (String, bool) {
    let safety = tab.safety_when(|it| matches!(it.comparison, Some(Comparison::Asked { .. }))).await;
    let Some(Comparison::Asked { by, own }) = safety.comparison else { unreachable!() };
    (by.as_str().to_owned(), own)
}

async fn pictures(tab: &mut Tab) -> Vec<u8> {
    let safety = tab.safety_when(|it| matches!(it.comparison, Some(Comparison::Emoji(_)))).await;
    let Some(Comparison::Emoji(pictures)) = safety.comparison else { unreachable!() };
    pictures
}

async fn see_the_same(one: &mut Tab, other: &mut Tab) {
    let seen = pictures(one).await;
    assert_eq!(seen, pictures(other).await);
    assert!(seen.len() == 7 && seen.iter().all(|number| *number < 64), "{seen:?}");
}

async fn end(tab: &mut Tab, with: Option<Comparison>) {
    tab.safety_when(|it| it.comparison == with).await;
}

#[test]
fn comparing_confirms_a_new_device_and_gives_it_the_keys() {
    run(|| async {
        let (_, _engines, mut mei, mut new, chat) = two_devices().await;
        recovery_key(&mei).await;
        locked(&mut new, &chat, |_| true).await;
        done(&new, compare()).await;
        end(&mut new, Some(Comparison::Waiting)).await;
        assert_eq!(asked(&mut mei).await, ("Mei".into(), true));
        done(&mei, HomeCommand::AcceptComparison).await;
        see_the_same(&mut mei, &mut new).await;
        for tab in [&mei, &new] {
            done(tab, confirm(true)).await;
        }
        end(&mut mei, Some(Comparison::Done)).await;
        end(&mut new, Some(Comparison::Done)).await;
        new.safety_when(|it| it.verified && it.backup == Backup::Open).await;
        reads(&mut new, &chat, "Tea at nine?").await;
        mei.safety_when(|it| it.devices.iter().all(|device| device.verified)).await;
        for tab in [&mut mei, &mut new] {
            done(tab, HomeCommand::CancelComparison).await;
            end(tab, None).await;
        }
    });
}

#[test]
fn without_a_backup_a_confirmed_device_is_given_keys_by_the_other() {
    run(|| async {
        let (_, _engines, mut mei, mut new, chat) = two_devices().await;
        locked(&mut new, &chat, |_| true).await;
        done(&mei, compare()).await;
        asked(&mut new).await;
        done(&new, HomeCommand::AcceptComparison).await;
        see_the_same(&mut mei, &mut new).await;
        done(&mei, confirm(true)).await;
        done(&new, confirm(true)).await;
        end(&mut new, Some(Comparison::Done)).await;
        new.safety_when(|it| it.verified).await;
        reads(&mut new, &chat, "Tea at nine?").await;
    });
}

#[test]
fn what_is_not_the_same_is_told_to_both() {
    run(|| async {
        let (_, _engines, mut mei, mut new, _) = two_devices().await;
        done(&new, compare()).await;
        asked(&mut mei).await;
        done(&mei, HomeCommand::AcceptComparison).await;
        see_the_same(&mut mei, &mut new).await;
        done(&mei, confirm(false)).await;
        end(&mut mei, MISMATCH).await;
        end(&mut new, MISMATCH).await;
        assert!(!new.safety_when(|_| true).await.verified);
        // It can be tried again.
        done(&new, compare()).await;
        asked(&mut mei).await;
        // And given up, by either side.
        done(&new, HomeCommand::CancelComparison).await;
        end(&mut new, None).await;
        end(&mut mei, FAILED).await;
        done(&mei, HomeCommand::CancelComparison).await;
        done(&mei, compare()).await;
        asked(&mut new).await;
        done(&new, HomeCommand::CancelComparison).await;
        end(&mut mei, FAILED).await;
    });
}

#[test]
fn people_compare_in_their_chat_one_at_a_time() {
    run(|| async {
        let (_, _meis, mut mei) = Person::new("Mei").await;
        let (_, _zhous, mut zhou) = Person::new("Zhou").await;
        let (_, _lins, mut lin) = Person::new("Lin").await;
        for tab in [&mut mei, &mut zhou, &mut lin] {
            tab.safety_when(|it| it.verified).await;
        }
        assert_eq!(home(&mei, compare()).await, Err(Failure::NotFound), "there is no other device");
        for other in [&mut mei, &mut lin] {
            let chat = other.chat_with(&zhou.me()).await;
            other.send(&chat, "Tea at nine?").await;
            reads(&mut zhou, &chat, "Tea at nine?").await;
        }
        let with = |person: &Tab| HomeCommand::Compare { with: Some(person.me()) };
        done(&mei, with(&zhou)).await;
        assert_eq!(asked(&mut zhou).await, ("Mei".into(), false));
        done(&lin, with(&zhou)).await;
        end(&mut lin, FAILED).await;
        done(&zhou, HomeCommand::AcceptComparison).await;
        see_the_same(&mut mei, &mut zhou).await;
        done(&mei, confirm(true)).await;
        done(&zhou, confirm(true)).await;
        end(&mut mei, Some(Comparison::Done)).await;
        end(&mut zhou, Some(Comparison::Done)).await;
    });
}
