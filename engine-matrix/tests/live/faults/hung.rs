//! A server that takes what is asked and never answers.

use std::time::{Duration, Instant};

use futures::future::join_all;
use teahouse::backend::Failure;
use teahouse::backend::protocol::Command;
use teahouse::domain::home::{HomeError, Link};

use crate::people::run;
use crate::talkers::Talkers;
use crate::way::Act;

/// How long somebody may be kept waiting, with time to spare on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn nobody_waits_for_ever_and_what_was_begun_goes_on() {
    run(|| async {
        let mut talkers = Talkers::new().await;
        talkers.way.at_once(|_| Act::Hang);
        let begun = Instant::now();
        talkers.mei_says("while nobody answers").await;
        let chat = talkers.chat.clone();
        // What has more to do takes the longer limit, in the same way.
        let commands = [
            Command::Rename { name: "Mei Lin".into() },
            Command::SetPinned { chat: chat.clone(), pinned: true },
            Command::SetMuted { chat, muted: true },
        ];
        // Each from a tab of its own, so that none waits for another.
        let ask = async |command: Command| talkers.tab().await.run(command).await;
        for answer in join_all(commands.map(ask)).await {
            assert_eq!(answer, Err(Failure::Home(HomeError::NoHost)));
        }
        assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
        // What is asked all the time is given up, too.
        talkers.mei.link_when(Link::Broken).await;
        talkers.zhou_says("Are you there?").await;
        talkers.way.open();
        talkers.mei.link_when(Link::Live).await;
        talkers.complete().await;
        talkers.mei.done(Command::Rename { name: "Mei Lin".into() }).await;
    });
}
