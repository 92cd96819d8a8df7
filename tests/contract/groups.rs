//! How groups behave on every backend that has them. What only a device does with them is in `device`.

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command, GroupCommand, Watch};
use teahouse::domain::chat::Chat;
use teahouse::domain::group::act::Act;
use teahouse::domain::group::{Joined, Member, Refusal, Role, Standing};
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::{Body, Message};
use teahouse::domain::name::NameError;
use teahouse::domain::person::Title;
use teahouse::domain::ticket::{ContactTicket, Home, Secret, Ticket};

use super::tab::{Place, Tab, gather, id, text_of};

/// Calls a macro with the name of every behaviour of groups.
#[macro_export]
macro_rules! in_groups {
    ($suite:ident, $each:ident) => {
        $each! {
            $suite;
            a_group_talks_and_only_words_are_unread,
            a_code_lets_in_once_and_a_new_code_kills_it,
            codes_of_elsewhere_are_refused,
            a_member_asks_in_and_the_owner_decides_once,
            who_was_removed_keeps_the_past_and_nothing_else,
            roles_are_given_and_the_house_is_handed_over,
            rules_and_words_to_all_are_kept_and_logged,
            names_are_shown_as_each_reader_wants,
            only_those_who_may_call_everybody,
            history_is_cleared_for_one,
            an_organiser_speaks_to_a_set_and_opens_the_next,
        }
    };
}

/// Three people in one group, which the first one owns.
async fn three(place: &impl Place) -> (Tab, Tab, Tab, ChatId) {
    let (mut mei, mut zhou, mut ada) =
        (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await, Tab::of(place, "Ada").await);
    let chat = mei.found("Lantern Street", &[&zhou.me(), &ada.me()]).await;
    gather(&chat, &mut [&mut mei, &mut zhou, &mut ada]).await;
    (mei, zhou, ada, chat)
}

fn said(message: &Message, text: &str) -> bool {
    matches!(&message.body, Body::Text(body) if body.as_str() == text)
}

fn is_notice(body: &Body) -> bool {
    matches!(body, Body::Notice(_))
}

fn invite(person: &PersonId, reason: &str) -> GroupCommand {
    GroupCommand::Invite { people: vec![person.clone()], reason: reason.into() }
}

pub(crate) async fn a_group_talks_and_only_words_are_unread(place: &impl Place) {
    let (mut mei, mut zhou, ada, chat) = three(place).await;
    ada.send(&chat, "hello all three").await;
    // What was said last and how much is unread may come one after the other.
    let unread = |row: &Chat| row.last.as_ref().is_some_and(|last| last.sender == ada.me()) && row.unread > 0;
    let rows = zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && unread(row))).await;
    let row = rows.iter().find(|row| row.id == chat).unwrap();
    let group = row.with.group().unwrap();
    assert_eq!((row.unread, group.members, group.standing.clone()), (1, 3, Standing::In));
    let last = row.last.as_ref().unwrap();
    assert_eq!((last.sender.clone(), last.name.as_ref().map(|name| name.as_str())), (ada.me(), Some("Ada")));
    // The founder sees how it began.
    let whole = |messages: &[Message]| {
        messages.first().is_some_and(|it| it.body == Body::Notice(Act::Founded))
            && messages.iter().any(|it| !is_notice(&it.body))
    };
    let messages = mei.timeline_when(&chat, whole).await;
    let texts: Vec<_> = messages.iter().filter(|it| !is_notice(&it.body)).map(text_of).collect();
    assert_eq!(texts, ["hello all three"]);
    let heard = |messages: &[Message]| messages.last().is_some_and(|it| said(it, "hello all three"));
    let upto = zhou.timeline_when(&chat, heard).await.last().unwrap().seq.unwrap();
    zhou.done(Command::MarkRead { chat: chat.clone(), upto }).await;
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && row.unread == 0)).await;
    let named =
        |title: String| Command::CreateGroup { id: ChatId::random(id()), title, people: vec![ada.me()], after: None };
    for (title, error) in
        [("a\u{202e}b".to_owned(), NameError::Invisible), ("x".repeat(10_240), NameError::TooLong { chars: 10_240 })]
    {
        assert_eq!(mei.run(named(title.clone())).await, Err(Failure::Name(error)));
        assert_eq!(mei.group(&chat, GroupCommand::Rename { title }).await, Err(Failure::Name(error)));
    }
    // Twice is once, and an empty house is no group.
    let again = Command::CreateGroup { id: chat.clone(), title: "X".into(), people: Vec::new(), after: None };
    assert_eq!(mei.run(again).await, Ok(Answer::Chat(chat)));
    let alone = Command::CreateGroup { id: ChatId::random(id()), title: "X".into(), people: Vec::new(), after: None };
    assert_eq!(mei.run(alone).await, Err(Failure::Group(Refusal::Alone)));
}

pub(crate) async fn a_code_lets_in_once_and_a_new_code_kills_it(place: &impl Place) {
    let (mut mei, mut zhou, ada, chat) = three(place).await;
    mei.group(&chat, GroupCommand::SetRules { text: "Be kind.".into() }).await.unwrap();
    let (lin, code) = (Tab::of(place, "Lin").await, zhou.code(&chat).await);
    let seen = lin.run(Command::LookUp { ticket: Ticket::Group(code.clone()) }).await;
    let Ok(Answer::Doorway(door)) = seen else { panic!("{seen:?}") };
    assert_eq!(
        (door.title.as_str(), door.members, door.by.as_str(), door.refusal),
        ("Lantern Street", 3, "Zhou", None)
    );
    assert_eq!(door.rules.unwrap().text.as_str(), "Be kind.");
    assert_eq!(lin.join(&code).await, Ok(false));
    assert_eq!(lin.join(&code).await, Ok(true), "the same code again changes nothing");
    // Where they come in and how they say they did may be two things.
    let by_code = |all: &[Member]| all.iter().any(|it| it.joined == Joined::CodeOf(zhou.me()));
    let (_, members) = mei.group_when(&chat, |group, all| group.members == 4 && by_code(all)).await;
    let joined = members.iter().find(|member| member.person == lin.me()).unwrap();
    assert_eq!((joined.joined.clone(), joined.role), (Joined::CodeOf(zhou.me()), Role::Member));
    let seen = ada.run(Command::LookUp { ticket: Ticket::Group(code.clone()) }).await;
    assert!(matches!(seen, Ok(Answer::Doorway(door)) if door.refusal == Some(Refusal::AlreadyMember)));

    assert_eq!(zhou.refused(&chat, GroupCommand::NewCode { after: 1 }).await, Refusal::Needs(Role::Admin));
    mei.group(&chat, GroupCommand::NewCode { after: 1 }).await.unwrap();
    mei.group(&chat, GroupCommand::NewCode { after: 1 }).await.unwrap();
    let (group, _) = zhou.group_when(&chat, |group, _| group.code.as_ref().is_some_and(|code| code.number == 2)).await;
    let stranger = Tab::of(place, "Sam").await;
    assert_eq!(stranger.join(&code).await, Err(Failure::Group(Refusal::Replaced)));
    let Ticket::Group(fresh) = group.code.unwrap().ticket(mei.me(), group.title) else { unreachable!() };
    assert_eq!(stranger.join(&fresh).await, Ok(false));
}

pub(crate) async fn codes_of_elsewhere_are_refused(place: &impl Place) {
    let (mut mei, _, _, chat) = three(place).await;
    let (lin, code) = (Tab::of(place, "Lin").await, mei.code(&chat).await);
    let elsewhere = Err(Failure::Group(Refusal::OtherBackend));
    let mut other = code.clone();
    other.secret = Secret(id());
    // A server does not tell what never was from what is no more.
    let never = if place.is_one_house() { Refusal::OtherBackend } else { Refusal::Replaced };
    assert_eq!(lin.join(&other).await, Err(Failure::Group(never)));
    let mut other = code.clone();
    let home = code.home.clone();
    other.home = if place.is_one_house() { Home::Server("example.org".into()) } else { Home::Device };
    assert_eq!(lin.join(&other).await, elsewhere);
    if place.is_one_house() {
        // Whoever shared it must be somebody of the group.
        let mut other = code;
        other.by = lin.me();
        assert_eq!(lin.join(&other).await, elsewhere);
    }
    let person = |person| ContactTicket { home: home.clone(), person, name: "Mei".to_owned().try_into().unwrap() };
    let found = lin.run(Command::LookUp { ticket: Ticket::Contact(person(mei.me())) }).await;
    assert!(matches!(found, Ok(Answer::Person(contact)) if contact.id == mei.me()));
    let nobody = Ticket::Contact(person(PersonId::random(id())));
    assert_eq!(lin.run(Command::LookUp { ticket: nobody }).await, Err(Failure::Group(Refusal::OtherBackend)));
}

pub(crate) async fn a_member_asks_in_and_the_owner_decides_once(place: &impl Place) {
    let (mut mei, zhou, ada, chat) = three(place).await;
    let (mut lin, sam) = (Tab::of(place, "Lin").await, Tab::of(place, "Sam").await);
    assert_eq!(zhou.refused(&chat, GroupCommand::SetApproval { on: true }).await, Refusal::Needs(Role::Owner));
    mei.group(&chat, GroupCommand::SetApproval { on: true }).await.unwrap();
    mei.group(&chat, GroupCommand::SetAdmin { person: ada.me(), admin: true }).await.unwrap();
    let code = mei.code(&chat).await;
    assert_eq!(lin.join(&code).await, Err(Failure::Group(Refusal::Approval)));
    for person in [lin.me(), sam.me()] {
        zhou.group(&chat, invite(&person, "a neighbour")).await.unwrap();
    }
    let asks = |standing: &Standing| matches!(standing, Standing::Asking { .. });
    let (_, members) = mei.group_when(&chat, |_, all| all.iter().filter(|it| asks(&it.standing)).count() == 2).await;
    let asking = members.iter().find(|it| it.person == lin.me()).unwrap();
    assert_eq!(asking.standing, Standing::Asking { by: zhou.me(), reason: "a neighbour".into() });

    let decide = |person: PersonId, approve| GroupCommand::Decide { person, approve };
    assert_eq!(zhou.refused(&chat, decide(lin.me(), true)).await, Refusal::Needs(Role::Admin));
    ada.group(&chat, decide(lin.me(), true)).await.unwrap();
    // Too late to say no, and nobody is hurt by the try.
    mei.group(&chat, decide(lin.me(), false)).await.unwrap();
    lin.inside(&chat).await;
    let asked = if place.is_one_house() { Joined::AddedBy(zhou.me()) } else { Joined::InvitedBy(zhou.me()) };
    let came = |all: &[Member]| all.iter().any(|it| it.joined == asked && it.person == lin.me());
    let (_, members) = mei.group_when(&chat, |group, all| group.members == 4 && came(all)).await;
    let inside = members.iter().find(|it| it.person == lin.me()).unwrap();
    assert_eq!(inside.standing, Standing::In);
    // An admin who is removed while approving approves nothing.
    mei.group(&chat, GroupCommand::Remove { person: ada.me() }).await.unwrap();
    assert_eq!(ada.refused(&chat, decide(sam.me(), true)).await, Refusal::Removed);
    mei.group(&chat, decide(sam.me(), false)).await.unwrap();
    let (group, members) = mei.group_when(&chat, |_, all| all.iter().all(|it| !asks(&it.standing))).await;
    let sam = members.iter().find(|it| it.person == sam.me()).unwrap();
    assert_eq!((group.members, sam.standing.clone()), (3, Standing::Left));
}

pub(crate) async fn who_was_removed_keeps_the_past_and_nothing_else(place: &impl Place) {
    let (mut mei, mut zhou, mut ada, chat) = three(place).await;
    zhou.send(&chat, "before").await;
    ada.timeline_when(&chat, |messages| messages.iter().any(|it| said(it, "before"))).await;
    assert_eq!(zhou.refused(&chat, GroupCommand::Remove { person: ada.me() }).await, Refusal::Needs(Role::Admin));
    let code = mei.code(&chat).await;
    mei.group(&chat, GroupCommand::Remove { person: ada.me() }).await.unwrap();
    zhou.among(&chat, 2).await;
    zhou.send(&chat, "after").await;
    mei.timeline_when(&chat, |messages| messages.iter().any(|it| said(it, "after"))).await;
    let removed =
        |row: &Chat| row.with.group().is_some_and(|group| group.standing == Standing::Removed) && row.unread == 0;
    ada.chats_when(|rows| rows.iter().any(|row| row.id == chat && removed(row))).await;
    let over = Body::Notice(Act::Removed(ada.me()));
    let messages = ada.timeline_when(&chat, |messages| messages.last().is_some_and(|it| it.body == over)).await;
    let texts: Vec<_> = messages.iter().filter(|it| !is_notice(&it.body)).map(text_of).collect();
    assert_eq!(texts, ["before"]);
    let send = Command::Send { chat: chat.clone(), id: MessageId::random(id()), text: "but".into(), reply: None };
    assert_eq!(ada.run(send).await, Err(Failure::Group(Refusal::Removed)));
    assert_eq!(ada.join(&code).await, Err(Failure::Group(Refusal::Removed)));
    assert_eq!(zhou.refused(&chat, invite(&ada.me(), "")).await, Refusal::Removed);
    mei.group(&chat, invite(&ada.me(), "")).await.unwrap();
    gather(&chat, &mut [&mut ada, &mut zhou, &mut mei]).await;
    zhou.send(&chat, "again").await;
    let messages = ada.timeline_when(&chat, |messages| messages.iter().any(|it| said(it, "again"))).await;
    assert!(messages.iter().all(|it| !said(it, "after")), "what was said meanwhile is not theirs");
}

pub(crate) async fn roles_are_given_and_the_house_is_handed_over(place: &impl Place) {
    let (mei, mut zhou, mut ada, chat) = three(place).await;
    let admin = |person: PersonId, admin| GroupCommand::SetAdmin { person, admin };
    for _ in 0..2 {
        mei.group(&chat, admin(zhou.me(), true)).await.unwrap();
    }
    assert_eq!(mei.refused(&chat, admin(PersonId::random(id()), true)).await, Refusal::NotIn);
    assert_eq!(mei.refused(&chat, GroupCommand::Leave).await, Refusal::OwnerStays);
    for _ in 0..2 {
        mei.group(&chat, GroupCommand::Transfer { to: ada.me() }).await.unwrap();
    }
    let (group, members) = ada.group_when(&chat, |group, _| group.mine.role == Role::Owner).await;
    let role = |person: PersonId| members.iter().find(|it| it.person == person).unwrap().role;
    assert_eq!((group.members, role(mei.me()), role(zhou.me())), (3, Role::Member, Role::Admin));
    for _ in 0..2 {
        mei.group(&chat, GroupCommand::Leave).await.unwrap();
    }
    zhou.group_when(&chat, |group, _| group.members == 2).await;
    assert_eq!(zhou.refused(&chat, GroupCommand::Dissolve).await, Refusal::Needs(Role::Owner));
    for _ in 0..2 {
        ada.group(&chat, GroupCommand::Dissolve).await.unwrap();
    }
    let (group, _) = zhou.group_when(&chat, |group, _| group.dissolved).await;
    assert_eq!(group.code, None);
    let send =
        Command::Send { chat: chat.clone(), id: MessageId::random(id()), text: "still here?".into(), reply: None };
    assert_eq!(zhou.run(send).await, Err(Failure::Group(Refusal::Dissolved)));
    zhou.done(Command::Forget { chat: chat.clone() }).await;
    zhou.chats_when(|rows| rows.iter().all(|row| row.id != chat)).await;
}

pub(crate) async fn rules_and_words_to_all_are_kept_and_logged(place: &impl Place) {
    let (mei, mut zhou, _ada, chat) = three(place).await;
    let rule = |text: &str| GroupCommand::SetRules { text: text.into() };
    assert_eq!(zhou.refused(&chat, rule("mine")).await, Refusal::Needs(Role::Admin));
    for text in ["Be kind.", "Be kind.", "Be kind. No advertising."] {
        mei.group(&chat, rule(text)).await.unwrap();
    }
    let announce =
        Command::Announce { groups: vec![chat.clone()], id: MessageId::random(id()), text: "Tea at nine".into() };
    assert_eq!(zhou.run(announce.clone()).await, Err(Failure::Group(Refusal::Needs(Role::Admin))));
    mei.done(announce.clone()).await;
    mei.done(announce).await;
    let (group, _) = zhou.group_when(&chat, |group, _| group.announcement.is_some()).await;
    let versions: Vec<_> = group.rules.iter().map(|rules| (rules.version, rules.text.as_str())).collect();
    assert_eq!(versions, [(1, "Be kind."), (2, "Be kind. No advertising.")]);
    let announcement = group.announcement.unwrap();
    assert_eq!((announcement.number, announcement.text.as_str(), announcement.by), (1, "Tea at nine", mei.me()));
    assert_eq!((group.mine.announcement_seen, group.mine.rules_seen), (0, 0));
    zhou.group(&chat, GroupCommand::Seen { announcement: 1, rules: 2 }).await.unwrap();
    zhou.group(&chat, GroupCommand::Seen { announcement: 0, rules: 1 }).await.unwrap();
    zhou.group_when(&chat, |group, _| (group.mine.announcement_seen, group.mine.rules_seen) == (1, 2)).await;
    if place.is_one_house() {
        // Elsewhere only what is written counts.
        zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && row.unread == 1)).await;
    }
    mei.group(&chat, GroupCommand::Rename { title: "Harbour Street".into() }).await.unwrap();
    zhou.chats_when(|rows| {
        rows.iter().any(|row| matches!(&row.title, Title::Group(name) if name.as_str() == "Harbour Street"))
    })
    .await;
    let log = zhou.log_when(&chat, |log| log.len() == 5).await;
    let acts: Vec<_> = log.iter().map(|entry| entry.act.clone()).collect();
    let announced = Act::Announced("Tea at nine".to_owned().try_into().unwrap());
    let renamed = Act::Renamed("Harbour Street".to_owned().try_into().unwrap());
    assert_eq!(acts, [Act::Founded, Act::Ruled(1), Act::Ruled(2), announced, renamed]);
    assert!(log.iter().all(|entry| entry.by == mei.me()));
    let stranger = Tab::of(place, "Sam").await;
    assert_eq!(stranger.run(Command::Watch(Watch::Log(chat.clone()))).await, Err(Failure::NotFound));
    assert_eq!(stranger.run(Command::Watch(Watch::Group(chat))).await, Err(Failure::NotFound));
}

pub(crate) async fn names_are_shown_as_each_reader_wants(place: &impl Place) {
    let (mut mei, mut zhou, ada, chat) = three(place).await;
    mei.chat_with(&ada.me()).await;
    ada.group(&chat, GroupCommand::SetAlias { alias: "Ada of the teapots".into() }).await.unwrap();
    ada.send(&chat, "hello").await;
    let preview = |wanted: &'static str, chat: ChatId| {
        move |rows: &[Chat]| {
            let row = rows.iter().find(|row| row.id == chat);
            let name = row.and_then(|row| row.last.as_ref()?.name.as_ref().map(|name| name.as_str().to_owned()));
            name.as_deref() == Some(wanted)
        }
    };
    mei.chats_when(preview("Ada of the teapots", chat.clone())).await;
    let note = |remark: &str, tags: &[&str]| Command::SetNote {
        person: ada.me(),
        remark: remark.into(),
        tags: tags.iter().map(|tag| (*tag).into()).collect(),
    };
    mei.done(note("Cousin Ada", &["family", "", "tea", "family"])).await;
    mei.chats_when(preview("Cousin Ada", chat.clone())).await;
    let (ada_id, named) = (ada.me(), "Cousin Ada");
    let contacts = mei.contacts_when(|all| all.iter().any(|it| it.id == ada_id && it.remark.is_some())).await;
    let contact = contacts.iter().find(|it| it.id == ada_id).unwrap();
    let tags: Vec<_> = contact.tags.iter().map(|tag| tag.as_str()).collect();
    assert_eq!((contact.remark.as_ref().unwrap().as_str(), tags), (named, vec!["family", "tea"]));
    // Nobody else is told what Mei calls her.
    zhou.chats_when(preview("Ada of the teapots", chat.clone())).await;
    let (_, members) = zhou.group_when(&chat, |_, all| !all.is_empty()).await;
    assert!(members.iter().all(|member| member.remark.is_none()));
    zhou.group(&chat, GroupCommand::ShowAliases { on: false }).await.unwrap();
    zhou.chats_when(preview("Ada", chat.clone())).await;
    mei.done(note("  ", &[])).await;
    mei.chats_when(preview("Ada of the teapots", chat)).await;
}

pub(crate) async fn only_those_who_may_call_everybody(place: &impl Place) {
    let (mei, zhou, mut ada, chat) = three(place).await;
    let send =
        |text: &str| Command::Send { chat: chat.clone(), id: MessageId::random(id()), text: text.into(), reply: None };
    assert_eq!(zhou.run(send("@all come")).await, Err(Failure::Group(Refusal::CallsAll)));
    let message = zhou.send(&chat, "come").await;
    ada.timeline_when(&chat, |messages| messages.iter().any(|it| said(it, "come"))).await;
    let edit = Command::Edit { chat: chat.clone(), id: message, text: "come @所有人".into() };
    assert_eq!(zhou.run(edit).await, Err(Failure::Group(Refusal::CallsAll)));
    mei.done(send("@all come")).await;
    let called = |row: &Chat| row.with.group().is_some_and(|group| group.called);
    ada.chats_when(|rows| rows.iter().any(|row| row.id == chat && called(row))).await;
    let last = ada.timeline_when(&chat, |messages| messages.last().is_some_and(|it| said(it, "@all come"))).await;
    ada.done(Command::MarkRead { chat: chat.clone(), upto: last.last().unwrap().seq.unwrap() }).await;
    ada.chats_when(|rows| rows.iter().any(|row| row.id == chat && !called(row) && row.unread == 0)).await;
}

pub(crate) async fn history_is_cleared_for_one(place: &impl Place) {
    let (mut mei, mut zhou, _, chat) = three(place).await;
    mei.send(&chat, "one").await;
    zhou.timeline_when(&chat, |messages| messages.iter().any(|it| !is_notice(&it.body))).await;
    zhou.done(Command::SetMuted { chat: chat.clone(), muted: true }).await;
    zhou.done(Command::SetFolded { chat: chat.clone(), folded: true }).await;
    zhou.done(Command::ClearHistory { chat: chat.clone() }).await;
    zhou.timeline_when(&chat, <[_]>::is_empty).await;
    assert!(!zhou.has_older(&chat));
    zhou.chats_when(|rows| {
        rows.iter().any(|row| row.id == chat && row.folded && row.last.is_none() && row.unread == 0)
    })
    .await;
    mei.timeline_when(&chat, |messages| messages.iter().any(|it| !is_notice(&it.body))).await;
    assert_eq!(
        zhou.run(Command::Forget { chat }).await,
        Err(Failure::NotFound),
        "a member leaves; a chat does not vanish"
    );
}

pub(crate) async fn an_organiser_speaks_to_a_set_and_opens_the_next(place: &impl Place) {
    let (mut mei, mut zhou, _, first) = three(place).await;
    mei.group(&first, GroupCommand::SetRules { text: "Be kind.".into() }).await.unwrap();
    mei.group(&first, GroupCommand::SetApproval { on: true }).await.unwrap();
    let open = Command::CreateGroup {
        id: ChatId::random(id()),
        title: "Lantern Street 2".into(),
        people: Vec::new(),
        after: Some(first.clone()),
    };
    assert_eq!(zhou.run(open.clone()).await, Err(Failure::Group(Refusal::Needs(Role::Owner))));
    let Ok(Answer::Chat(next)) = mei.run(open.clone()).await else { panic!() };
    assert_eq!(mei.run(open).await, Ok(Answer::Chat(next.clone())));
    let (group, _) = mei.group_when(&next, |_, _| true).await;
    assert_eq!((group.set, group.approval, group.rules[0].text.as_str()), (Some(first.clone()), true, "Be kind."));
    let groups = vec![first.clone(), next.clone()];
    let text = "Closed on Monday".to_owned();
    mei.done(Command::Announce { groups: groups.clone(), id: MessageId::random(id()), text: text.clone() }).await;
    for chat in &groups {
        mei.group_when(chat, |group, _| group.announcement.as_ref().is_some_and(|it| it.text.as_str() == text)).await;
    }
    // All or none: in one of the two Zhou is nobody.
    let theirs = zhou.found("Elsewhere", &[&mei.me()]).await;
    let both =
        Command::Announce { groups: vec![theirs.clone(), first], id: MessageId::random(id()), text: "mine".into() };
    assert_eq!(zhou.run(both).await, Err(Failure::Group(Refusal::Needs(Role::Admin))));
    zhou.group_when(&theirs, |group, _| group.announcement.is_none()).await;
}
