//! The code at the server: it lets in while nobody is online, it dies there, and nothing is published.

use futures::{StreamExt, stream};
use serde_json::{Value, json};
use teahouse::backend::Failure;
use teahouse::backend::protocol::GroupCommand;
use teahouse::domain::group::code::CODE_LIFE_MS;
use teahouse::domain::group::{CODE_LIMIT, Refusal};
use teahouse::domain::id::ChatId;
use teahouse::domain::ticket::GroupTicket;

use crate::homeserver::Homeserver;
use crate::raw::{Raw, alias, room};
use crate::tab::{Tab, gather};

const CODE: &str = "app.teahouse.code";
const DOORWAY: &str = "app.teahouse.doorway";
const HOUR: i64 = 60 * 60 * 1000;
const RULES: &str = "m.room.join_rules";

/// A group of two, and its code.
async fn group(place: &Homeserver) -> (Tab, Tab, ChatId, GroupTicket) {
    let (mut mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.found("Lantern Street", &[&zhou.me()]).await;
    gather(&chat, &mut [&mut mei, &mut zhou]).await;
    let code = mei.code(&chat).await;
    (mei, zhou, chat, code)
}

/// Somebody who stands in the doorway already, and somebody who does not.
async fn two_at(place: &Homeserver, doorway: &str) -> (Raw, Raw) {
    let (within, without) = (Raw::new(&place.url).await, Raw::new(&place.url).await);
    assert_eq!(within.join(doorway).await, 200);
    (within, without)
}

pub(crate) async fn a_code_lets_in_while_nobody_of_the_group_is_online(place: &Homeserver) {
    let (mei, zhou, chat, code) = group(place).await;
    drop((mei, zhou));
    place.all_gone().await;
    let stranger = Raw::new(&place.url).await;
    assert_eq!(stranger.join(room(&chat)).await, 403, "the room's id alone lets nobody in");
    let (doorway, group) = stranger.find(&code).await.unwrap();
    assert_eq!(group, room(&chat));
    assert_eq!(stranger.join(&doorway).await, 200);
    assert_eq!(stranger.join(&group).await, 200);
    // And with our own engine, which leaves the doorway behind.
    let mut lin = Tab::of(place, "Lin").await;
    assert_eq!(lin.join(&code).await, Ok(false));
    lin.among(&chat, 4).await;
    let keeper = Raw::of(&place.url, &code.by).await;
    keeper.until_members(&doorway, |members| members.len() == 2).await;
    let inside = keeper.members(&group).await;
    assert!(inside.len() == 4 && inside.contains(&stranger.user) && inside.contains(&lin.me().to_string()));
}

pub(crate) async fn nothing_of_a_group_is_published(place: &Homeserver) {
    let (mei, _zhou, chat, code) = group(place).await;
    mei.group(&chat, GroupCommand::NewCode { after: 1 }).await.unwrap();
    let stranger = Raw::new(&place.url).await;
    let keeper = Raw::of(&place.url, &code.by).await;
    let (_, content) = keeper.state(room(&chat), CODE).await;
    let doorway = content["doorway"].as_str().unwrap();
    for name in ["Lantern", "teahouse", ""] {
        let filter = json!({ "filter": { "generic_search_term": name }, "limit": 1000 });
        let (status, said) = stranger.post("publicRooms", &filter).await;
        assert_eq!((status, &said["chunk"]), (200, &json!([])), "{name}");
    }
    let (status, said) = stranger.get("publicRooms").await;
    assert_eq!((status, &said["chunk"]), (200, &json!([])));
    for id in [doorway, room(&chat)] {
        let (_, said) = stranger.get(&format!("directory/list/room/{id}")).await;
        assert_eq!(said["visibility"], "private");
    }
    // Outside one reads of the group what stands at the door, and nothing else.
    assert_eq!(stranger.get(&format!("rooms/{}/state", room(&chat))).await.0, 403);
    assert_eq!(stranger.state(doorway, DOORWAY).await.0, 200);
}

pub(crate) async fn a_new_code_kills_the_old_one_at_the_server(place: &Homeserver) {
    let (mut mei, zhou, chat, code) = group(place).await;
    let (doorway, group) = Raw::new(&place.url).await.find(&code).await.unwrap();
    let (within, without) = two_at(place, &doorway).await;
    mei.group(&chat, GroupCommand::NewCode { after: 1 }).await.unwrap();
    let fresh = {
        mei.group_when(&chat, |group, _| group.code.as_ref().is_some_and(|code| code.number == 2)).await;
        mei.code(&chat).await
    };
    drop((mei, zhou));
    place.all_gone().await;
    assert_eq!(within.join(&group).await, 403);
    assert_eq!(without.find(&code).await, None);
    assert_eq!(without.join(&alias(&code)).await, 404);
    assert_eq!((without.join(&doorway).await, without.join(&group).await), (403, 403));
    // What took its place is as good as the first one was.
    let (doorway, group) = without.find(&fresh).await.unwrap();
    assert_eq!((without.join(&doorway).await, without.join(&group).await), (200, 200));
}

pub(crate) async fn another_admin_kills_a_code_too_and_its_door_goes_with_it(place: &Homeserver) {
    let (mei, mut zhou, chat, code) = group(place).await;
    let (doorway, group) = Raw::new(&place.url).await.find(&code).await.unwrap();
    let (within, without) = two_at(place, &doorway).await;
    mei.group(&chat, GroupCommand::SetAdmin { person: zhou.me(), admin: true }).await.unwrap();
    zhou.group(&chat, GroupCommand::NewCode { after: 1 }).await.unwrap();
    assert_eq!((within.join(&group).await, without.join(&group).await), (403, 403));
    // Whose doorway it was takes it away as soon as they notice.
    let keeper = Raw::of(&place.url, &code.by).await;
    keeper.until_members(&doorway, |members| members.iter().all(|user| *user != keeper.user)).await;
    assert_eq!((without.find(&code).await, without.join(&doorway).await), (None, 403));
    zhou.group_when(&chat, |group, _| group.code.as_ref().is_some_and(|code| code.number == 2)).await;
    let fresh = zhou.code(&chat).await;
    let (doorway, group) = without.find(&fresh).await.unwrap();
    assert_eq!((without.join(&doorway).await, without.join(&group).await), (200, 200));
}

pub(crate) async fn approval_kills_the_code_at_the_server(place: &Homeserver) {
    let (mei, zhou, chat, code) = group(place).await;
    let (doorway, group) = Raw::new(&place.url).await.find(&code).await.unwrap();
    let (within, without) = two_at(place, &doorway).await;
    mei.group(&chat, GroupCommand::SetApproval { on: true }).await.unwrap();
    assert_eq!((within.join(&group).await, without.join(&group).await), (403, 403));
    let lin = Tab::of(place, "Lin").await;
    assert_eq!(lin.join(&code).await, Err(Failure::Group(Refusal::Approval)));
    mei.group(&chat, GroupCommand::SetApproval { on: false }).await.unwrap();
    drop((mei, zhou, lin));
    place.all_gone().await;
    assert_eq!(within.join(&group).await, 200, "it was not replaced");
}

/// Writes that the code is older than it is.
async fn age(keeper: &Raw, room: &str, kind: &str, by: i64) {
    let (_, mut content) = keeper.state(room, kind).await;
    let field = if kind == CODE { "issued" } else { "made" };
    content[field] = (content[field].as_i64().unwrap() - by).into();
    keeper.set(room, kind, "", &content).await;
}

fn is_shut(rules: &Value) -> bool {
    rules["join_rule"] == "invite"
}

pub(crate) async fn after_seven_days_any_admin_that_is_there_shuts_the_door(place: &Homeserver) {
    let (mei, zhou, chat, code) = group(place).await;
    let admin = zhou.me();
    mei.group(&chat, GroupCommand::SetAdmin { person: admin.clone(), admin: true }).await.unwrap();
    let (doorway, group) = Raw::new(&place.url).await.find(&code).await.unwrap();
    let (within, without) = two_at(place, &doorway).await;
    let owner = mei.me();
    drop((mei, zhou));
    place.all_gone().await;
    let zhou = place.again(&admin).await;
    let keeper = Raw::of(&place.url, &owner).await;
    // An hour before, it is good.
    age(&keeper, &group, CODE, CODE_LIFE_MS - HOUR).await;
    assert_eq!(within.join(&group).await, 200);
    age(&keeper, &doorway, DOORWAY, CODE_LIFE_MS).await;
    age(&keeper, &group, CODE, HOUR).await;
    keeper.until(&group, RULES, is_shut).await;
    assert_eq!(without.join(&doorway).await, 200, "the doorway still says why");
    assert_eq!(without.join(&group).await, 403);
    let lin = Tab::of(place, "Lin").await;
    assert_eq!(lin.join(&code).await, Err(Failure::Group(Refusal::Expired)));
    drop(zhou);
}

pub(crate) async fn the_hundredth_member_shuts_the_door(place: &Homeserver) {
    let (mei, zhou, _, code) = group(place).await;
    let (doorway, group) = Raw::new(&place.url).await.find(&code).await.unwrap();
    let (within, last) = two_at(place, &doorway).await;
    let enters = async |number: u32| {
        let guest = Raw::new(&place.url).await;
        let came = (guest.join(&doorway).await, guest.join(&group).await);
        assert_eq!(came, (200, 200), "guest {number}");
        // Whoever is inside has no business at the door.
        assert_eq!(guest.post(&format!("rooms/{doorway}/leave"), &json!({})).await.0, 200);
    };
    // Two are inside: with these there are 99, and the code lets in.
    stream::iter(2..CODE_LIMIT - 1).for_each_concurrent(4, enters).await;
    let keeper = Raw::of(&place.url, &code.by).await;
    assert!(!is_shut(&keeper.state(&group, RULES).await.1));
    assert_eq!((last.join(&doorway).await, last.join(&group).await), (200, 200));
    keeper.until(&group, RULES, is_shut).await;
    assert_eq!(keeper.members(&group).await.len(), CODE_LIMIT as usize);
    assert_eq!(within.join(&group).await, 403);
    let lin = Tab::of(place, "Lin").await;
    assert_eq!(lin.join(&code).await, Err(Failure::Group(Refusal::Large)));
    drop((mei, zhou));
}

pub(crate) async fn a_code_that_died_while_nobody_was_there_is_dead_when_somebody_comes(place: &Homeserver) {
    let (mei, zhou, chat, code) = group(place).await;
    let (owner, member) = (mei.me(), zhou.me());
    let (doorway, group) = Raw::new(&place.url).await.find(&code).await.unwrap();
    let (within, _) = two_at(place, &doorway).await;
    drop((mei, zhou));
    place.all_gone().await;
    let keeper = Raw::of(&place.url, &owner).await;
    age(&keeper, &group, CODE, CODE_LIFE_MS).await;
    // The server knows no hours; whoever comes in with our engine sees that it is too late, and goes.
    let lin = Tab::of(place, "Lin").await;
    assert_eq!(lin.join(&code).await, Err(Failure::Group(Refusal::Expired)));
    assert!(!keeper.members(&group).await.contains(&lin.me().to_string()));
    // A member's engine may not shut the door. The owner's does, though nothing changes while it is there.
    let _zhou = place.again(&member).await;
    let mei = place.again(&owner).await;
    keeper.until(&group, RULES, is_shut).await;
    assert_eq!(within.join(&group).await, 403);
    drop((mei, chat));
}
