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
        eprintln!(
            "comparing.rs 61 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        recovery_key(&mei).await;
        eprintln!(
            "comparing.rs 62 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        locked(&mut new, &chat, |_| true).await;
        eprintln!(
            "comparing.rs 63 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&new, compare()).await;
        eprintln!(
            "comparing.rs 64 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut new, Some(Comparison::Waiting)).await;
        eprintln!(
            "comparing.rs 65 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(asked(&mut mei).await, ("Mei".into(), true));
        eprintln!(
            "comparing.rs 66 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, HomeCommand::AcceptComparison).await;
        eprintln!(
            "comparing.rs 67 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        see_the_same(&mut mei, &mut new).await;
        eprintln!(
            "comparing.rs 68 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        for tab in [&mei, &new] {
            done(tab, confirm(true)).await;
        }
        end(&mut mei, Some(Comparison::Done)).await;
        eprintln!(
            "comparing.rs 72 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut new, Some(Comparison::Done)).await;
        eprintln!(
            "comparing.rs 73 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        new.safety_when(|it| it.verified && it.backup == Backup::Open).await;
        eprintln!(
            "comparing.rs 74 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        reads(&mut new, &chat, "Tea at nine?").await;
        eprintln!(
            "comparing.rs 75 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.safety_when(|it| it.devices.iter().all(|device| device.verified)).await;
        eprintln!(
            "comparing.rs 76 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
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
        eprintln!(
            "comparing.rs 87 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        locked(&mut new, &chat, |_| true).await;
        eprintln!(
            "comparing.rs 88 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, compare()).await;
        eprintln!(
            "comparing.rs 89 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        asked(&mut new).await;
        eprintln!(
            "comparing.rs 90 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&new, HomeCommand::AcceptComparison).await;
        eprintln!(
            "comparing.rs 91 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        see_the_same(&mut mei, &mut new).await;
        eprintln!(
            "comparing.rs 92 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, confirm(true)).await;
        eprintln!(
            "comparing.rs 93 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&new, confirm(true)).await;
        eprintln!(
            "comparing.rs 94 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut new, Some(Comparison::Done)).await;
        eprintln!(
            "comparing.rs 95 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        new.safety_when(|it| it.verified).await;
        eprintln!(
            "comparing.rs 96 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        reads(&mut new, &chat, "Tea at nine?").await;
        eprintln!(
            "comparing.rs 97 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
    });
}

#[test]
fn what_is_not_the_same_is_told_to_both() {
    run(|| async {
        let (_, _engines, mut mei, mut new, _) = two_devices().await;
        eprintln!(
            "comparing.rs 104 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&new, compare()).await;
        eprintln!(
            "comparing.rs 105 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        asked(&mut mei).await;
        eprintln!(
            "comparing.rs 106 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, HomeCommand::AcceptComparison).await;
        eprintln!(
            "comparing.rs 107 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        see_the_same(&mut mei, &mut new).await;
        eprintln!(
            "comparing.rs 108 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, confirm(false)).await;
        eprintln!(
            "comparing.rs 109 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut mei, MISMATCH).await;
        eprintln!(
            "comparing.rs 110 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut new, MISMATCH).await;
        eprintln!(
            "comparing.rs 111 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert!(!new.safety_when(|_| true).await.verified);
        eprintln!(
            "comparing.rs 112 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        // It can be tried again.
        done(&new, compare()).await;
        eprintln!(
            "comparing.rs 114 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        asked(&mut mei).await;
        eprintln!(
            "comparing.rs 115 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        // And given up, by either side.
        done(&new, HomeCommand::CancelComparison).await;
        eprintln!(
            "comparing.rs 117 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut new, None).await;
        eprintln!(
            "comparing.rs 118 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut mei, FAILED).await;
        eprintln!(
            "comparing.rs 119 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, HomeCommand::CancelComparison).await;
        eprintln!(
            "comparing.rs 120 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, compare()).await;
        eprintln!(
            "comparing.rs 121 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        asked(&mut new).await;
        eprintln!(
            "comparing.rs 122 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&new, HomeCommand::CancelComparison).await;
        eprintln!(
            "comparing.rs 123 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut mei, FAILED).await;
        eprintln!(
            "comparing.rs 124 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
    });
}

#[test]
fn people_compare_in_their_chat_one_at_a_time() {
    run(|| async {
        let (_, _meis, mut mei) = Person::new("Mei").await;
        eprintln!(
            "comparing.rs 131 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let (_, _zhous, mut zhou) = Person::new("Zhou").await;
        eprintln!(
            "comparing.rs 132 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let (_, _lins, mut lin) = Person::new("Lin").await;
        eprintln!(
            "comparing.rs 133 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        for tab in [&mut mei, &mut zhou, &mut lin] {
            tab.safety_when(|it| it.verified).await;
        }
        assert_eq!(home(&mei, compare()).await, Err(Failure::NotFound), "there is no other device");
        eprintln!(
            "comparing.rs 137 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        for other in [&mut mei, &mut lin] {
            let chat = other.chat_with(&zhou.me()).await;
            other.send(&chat, "Tea at nine?").await;
            reads(&mut zhou, &chat, "Tea at nine?").await;
        }
        let with = |person: &Tab| HomeCommand::Compare { with: Some(person.me()) };
        eprintln!(
            "comparing.rs 143 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, with(&zhou)).await;
        eprintln!(
            "comparing.rs 144 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(asked(&mut zhou).await, ("Mei".into(), false));
        eprintln!(
            "comparing.rs 145 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&lin, with(&zhou)).await;
        eprintln!(
            "comparing.rs 146 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut lin, FAILED).await;
        eprintln!(
            "comparing.rs 147 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&zhou, HomeCommand::AcceptComparison).await;
        eprintln!(
            "comparing.rs 148 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        see_the_same(&mut mei, &mut zhou).await;
        eprintln!(
            "comparing.rs 149 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, confirm(true)).await;
        eprintln!(
            "comparing.rs 150 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&zhou, confirm(true)).await;
        eprintln!(
            "comparing.rs 151 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut mei, Some(Comparison::Done)).await;
        eprintln!(
            "comparing.rs 152 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        end(&mut zhou, Some(Comparison::Done)).await;
        eprintln!(
            "comparing.rs 153 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
    });
}
