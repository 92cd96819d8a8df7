//! A session that the server ends in the middle of everything.

use matrix_sdk::reqwest::Method;
use serde_json::json;
use teahouse::backend::protocol::Answer;
use teahouse::domain::home::Link;
use teahouse::domain::message::Delivery;

use crate::people::{PASSWORD, run};
use crate::stranger::Stranger;
use crate::talkers::{Talkers, delivery};
use crate::way::Act;

#[test]
fn what_was_being_sent_when_the_session_ended_is_sent_after_signing_in() {
    run(|| async {
        let mut talkers = Talkers::new().await;
        let token = talkers.way.token();
        // Nothing that is sent gets through until the session is over.
        talkers.way.rule(|ask| if ask.sends() { Act::Refuse } else { Act::Pass });
        for text in ["one", "two", "three"] {
            talkers.mei_says(text).await;
        }
        talkers.way.seen("PUT", 1).await;
        assert_eq!(Stranger::with(token).ask(Method::POST, "logout", &json!({})).await.0, 200);
        talkers.way.open();
        talkers.mei.link_when(Link::SignedOut).await;
        talkers.mei_says("four").await;
        let here = |it: &[_]| matches!(delivery(it, "four"), Some(Delivery::Sending));
        talkers.mei.timeline_when(&talkers.chat, here).await;
        let again = talkers.mei.run(talkers.who.sign_in(PASSWORD)).await;
        assert!(matches!(again, Ok(Answer::Profile(_))), "{again:?}");
        talkers.mei.link_when(Link::Live).await;
        talkers.mei_says("five").await;
        talkers.complete().await;
    });
}
