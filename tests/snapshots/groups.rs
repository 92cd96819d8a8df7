//! The forms of groups and public accounts.

use teahouse::backend::diff::VectorDiff;
use teahouse::backend::protocol::{Command, Event, GroupCommand};
use teahouse::domain::account::AccountKind;
use teahouse::domain::group::act::{Act, LogEntry};
use teahouse::domain::group::code::Code;
use teahouse::domain::group::{Face, Group, Joined, Member, Mine, Role, Standing};
use teahouse::domain::ticket::{GroupTicket, Home, Secret, Ticket};
use teahouse::domain::time::Timestamp;

use super::{chat, message, person, profile};

pub(super) fn asked_of_groups() -> [Command; 14] {
    let ticket =
        GroupTicket { home: Home::Device, secret: Secret([7; 16]), expires: 9, by: person(), title: profile().name };
    let act = |act| Command::Group { chat: chat(), act };
    [
        Command::SetFolded { chat: chat(), folded: true },
        Command::ClearHistory { chat: chat() },
        Command::SetNote { person: person(), remark: "r".into(), tags: vec!["t".into()] },
        Command::CreateGroup { id: chat(), title: "t".into(), people: vec![person()], after: None },
        Command::Announce { groups: vec![chat()], id: message(), text: "x".into() },
        Command::LookUp { ticket: Ticket::Group(ticket.clone()) },
        Command::Join { ticket },
        Command::Meet { digits: "0042".into() },
        Command::CreateAccount { id: person(), name: "n".into(), kind: AccountKind::Subscription },
        Command::Broadcast { id: message(), text: "x".into() },
        act(GroupCommand::NewCode { after: 1 }),
        act(GroupCommand::Invite { people: vec![person()], reason: "r".into() }),
        act(GroupCommand::Transfer { to: person() }),
        act(GroupCommand::Seen { announcement: 1, rules: 2 }),
    ]
}

pub(super) fn told_of_groups() -> [Event; 3] {
    let group = Group {
        chat: chat(),
        title: profile().name,
        face: Face::Mosaic(vec![(person(), profile().name)]),
        members: 3,
        founded: Timestamp(1),
        announcement: None,
        rules: Vec::new(),
        approval: true,
        code: Some(Code {
            number: 2,
            secret: Secret([7; 16]),
            issued: Timestamp(3),
            home: Home::Server("example.org".into()),
        }),
        set: None,
        dissolved: false,
        mine: Mine {
            role: Role::Admin,
            standing: Standing::In,
            alias: None,
            show_aliases: true,
            saved: false,
            folded: false,
            announcement_seen: 0,
            rules_seen: 1,
        },
    };
    let member = Member {
        person: person(),
        name: profile().name,
        alias: None,
        remark: None,
        role: Role::Owner,
        standing: Standing::Invited { by: person() },
        joined: Joined::Founder,
        since: Timestamp(4),
    };
    let entry = LogEntry { number: 1, at: Timestamp(5), by: person(), act: Act::Ruled(2) };
    [
        Event::Group(Box::new(group)),
        Event::Members { chat: chat(), diffs: vec![VectorDiff::Reset(vec![member])] },
        Event::Log { chat: chat(), diffs: vec![VectorDiff::Append(vec![entry])] },
    ]
}
