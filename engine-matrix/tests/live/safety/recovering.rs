//! The recovery key.

use teahouse::backend::Failure;
use teahouse::backend::protocol::HomeCommand;
use teahouse::domain::home::HomeError;
use teahouse::domain::safety::{Backup, Locked};

use crate::people::{Person, done, home, locked, reads, recovery_key, run};

fn recover(key: &str) -> HomeCommand {
    HomeCommand::Recover { key: key.into() }
}

#[test]
fn the_first_device_is_confirmed_and_has_no_backup() {
    run(|| async {
        let (_, _engine, mut mei) = Person::new("Mei").await;
        let safety =
            mei.safety_when(|it| it.verified && it.backup == Backup::None && it.devices[0].seen.is_some()).await;
        let device = &safety.devices[0];
        assert!(safety.devices.len() == 1 && device.here && device.verified, "{safety:?}");
        assert_eq!(device.name.as_ref().map(|name| name.as_str()), Some("Teahouse"));
        assert!(safety.comparison.is_none() && !safety.receipts && safety.ignored.is_empty());
        done(&mei, HomeCommand::SetReceipts { on: true }).await;
        mei.safety_when(|it| it.receipts).await;
    });
}

#[test]
fn a_recovery_key_makes_old_messages_readable_on_a_new_device() {
    run(|| async {
        let (who, _first, mut mei) = Person::new("Mei").await;
        let (_, _zhous, mut zhou) = Person::new("Zhou").await;
        mei.safety_when(|it| it.verified && it.backup == Backup::None).await;
        let chat = mei.chat_with(&zhou.me()).await;
        mei.send(&chat, "Tea at nine?").await;
        reads(&mut zhou, &chat, "Tea at nine?").await;
        let key = recovery_key(&mei).await;
        mei.safety_when(|it| it.backup == Backup::Open).await;

        let (_second, mut new) = who.device().await;
        let safety = new.safety_when(|it| it.backup == Backup::Locked && it.devices.len() == 2).await;
        assert!(!safety.verified && safety.devices[0].here && !safety.devices[0].verified, "{safety:?}");
        locked(&mut new, &chat, |why| why == Locked::Backup).await;
        for wrong in ["", "tea", "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"] {
            assert_eq!(home(&new, recover(wrong)).await, Err(Failure::Home(HomeError::WrongKey)), "{wrong}");
        }
        assert_eq!(home(&new, HomeCommand::SetUpRecovery).await, Err(Failure::Home(HomeError::WrongKey)));
        done(&new, recover(&format!(" {key}\n"))).await;
        new.safety_when(|it| it.verified && it.backup == Backup::Open).await;
        reads(&mut new, &chat, "Tea at nine?").await;
        let both = mei.safety_when(|it| it.devices.len() == 2 && it.devices.iter().all(|device| device.verified)).await;
        assert!(both.verified && both.devices[0].here, "{both:?}");

        let other = recovery_key(&mei).await;
        assert_ne!(key, other);
        assert_eq!(
            home(&new, recover(&key)).await,
            Err(Failure::Home(HomeError::WrongKey)),
            "the old one is worth nothing"
        );
        done(&new, recover(&other)).await;
    });
}

#[test]
fn a_key_where_none_was_made_does_not_fit() {
    run(|| async {
        let (_, _engine, mut mei) = Person::new("Mei").await;
        mei.safety_when(|it| it.backup == Backup::None).await;
        let key = "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d";
        assert_eq!(home(&mei, recover(key)).await, Err(Failure::Home(HomeError::WrongKey)));
    });
}

#[test]
fn without_a_backup_a_new_device_waits_for_keys() {
    run(|| async {
        let (who, _first, mut mei) = Person::new("Mei").await;
        let (_, _zhous, zhou) = Person::new("Zhou").await;
        mei.safety_when(|it| it.verified).await;
        let chat = mei.chat_with(&zhou.me()).await;
        mei.send(&chat, "Tea at nine?").await;
        mei.timeline_when(&chat, |messages| messages.iter().any(|it| it.seq.is_some())).await;
        let (_second, mut new) = who.device().await;
        locked(&mut new, &chat, |why| why == Locked::Waiting).await;
    });
}
