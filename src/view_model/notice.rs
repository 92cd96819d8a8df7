//! What happened in a group, as a sentence.

use crate::domain::group::Joined;
use crate::domain::group::act::Act;
use crate::domain::id::PersonId;
use crate::text::Catalogue;
use crate::text::catalogue::Party;

/// Puts an act in words; `name` gives what the reader calls somebody, if they know.
pub fn sentence(
    act: &Act,
    by: &PersonId,
    me: Option<&PersonId>,
    name: impl Fn(&PersonId) -> Option<String>,
    texts: &Catalogue,
) -> String {
    let acts = &texts.acts;
    let party = |person: Option<&PersonId>| {
        if person.is_some() && person == me {
            return Party { subject: acts.you_subject.into(), object: acts.you_object.into() };
        }
        match person.and_then(&name) {
            Some(name) => Party { subject: name.clone(), object: name },
            None => Party { subject: acts.somebody_subject.into(), object: acts.somebody_object.into() },
        }
    };
    (acts.sentence)(act, &party(Some(by)), &party(whom(act)))
}

/// Whom else an act is about.
pub fn whom(act: &Act) -> Option<&PersonId> {
    match act {
        Act::Joined(Joined::AddedBy(person) | Joined::InvitedBy(person) | Joined::CodeOf(person))
        | Act::Removed(person)
        | Act::Approved(person)
        | Act::Declined(person)
        | Act::AdminMade(person)
        | Act::AdminUnmade(person)
        | Act::Transferred(person) => Some(person),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ChatId;
    use crate::domain::message::MessageText;
    use crate::domain::name::Name;
    use crate::text::Locale;
    use crate::view_model::fake::person;

    fn words(act: &Act, by: u8, locale: Locale) -> String {
        let name = |id: &PersonId| (*id == person(2)).then(|| "Mei".into());
        sentence(act, &person(by), Some(&person(1)), name, locale.catalogue())
    }

    #[test]
    fn every_act_is_a_sentence_with_the_names_of_the_reader() {
        let text = MessageText::parse("Tea at nine").unwrap();
        let ada = || person(1);
        // Act, who did it, in English, in Chinese.
        let table = [
            (Act::Founded, 2, "Mei made the group", "Mei创建了群聊"),
            (Act::Joined(Joined::Founder), 1, "You made the group", "你创建了群聊"),
            (Act::Joined(Joined::AddedBy(ada())), 2, "You added Mei", "你邀请Mei加入了群聊"),
            (Act::Joined(Joined::AddedBy(person(2))), 1, "Mei added you", "Mei邀请你加入了群聊"),
            (Act::Joined(Joined::InvitedBy(ada())), 2, "Mei came in, invited by you", "Mei接受你的邀请，加入了群聊"),
            (
                Act::Joined(Joined::CodeOf(person(3))),
                2,
                "Mei came in with the code that somebody shared",
                "Mei通过一位成员分享的二维码加入了群聊",
            ),
            (Act::Joined(Joined::FaceToFace), 2, "Mei came in face to face", "Mei面对面加入了群聊"),
            (Act::Left, 3, "Somebody left the group", "有人退出了群聊"),
            (Act::Removed(ada()), 2, "Mei removed you", "Mei将你移出了群聊"),
            (Act::Approved(person(2)), 1, "You approved the invitation of Mei", "你同意了对Mei的邀请"),
            (Act::Declined(person(2)), 1, "You declined the invitation of Mei", "你没有同意对Mei的邀请"),
            (Act::Renamed(Name::parse("Tea").unwrap()), 2, "Mei named the group “Tea”", "Mei将群名改为“Tea”"),
            (Act::Pictured, 2, "Mei changed the picture of the group", "Mei更换了群头像"),
            (Act::Announced(text), 2, "Mei announced: Tea at nine", "Mei发布了群公告：Tea at nine"),
            (Act::Ruled(1), 2, "Mei wrote the house rules", "Mei写下了群规"),
            (Act::Ruled(3), 2, "Mei changed the house rules (version 3)", "Mei修改了群规（第 3 版）"),
            (Act::Recoded, 1, "You made a new code; the old one no longer works", "你更新了群二维码，旧的已失效"),
            (
                Act::ApprovalSet(true),
                2,
                "Mei turned on approval: the owner or an admin agrees before anybody comes in",
                "Mei开启了入群确认，需群主或管理员同意才能入群",
            ),
            (Act::ApprovalSet(false), 2, "Mei turned off approval of new members", "Mei关闭了入群确认"),
            (Act::AdminMade(ada()), 2, "Mei made you an admin", "Mei将你设为管理员"),
            (Act::AdminUnmade(person(2)), 1, "You took the role of an admin from Mei", "你取消了Mei的管理员身份"),
            (Act::Transferred(ada()), 2, "Mei handed the group over to you", "Mei将群主转让给了你"),
            (
                Act::NextOpened(ChatId::random([1; 16])),
                2,
                "Mei opened the next group of the set",
                "Mei开设了同一系列的下一个群",
            ),
            (Act::Dissolved, 2, "Mei dissolved the group", "Mei解散了群聊"),
        ];
        for (act, by, english, chinese) in table {
            assert_eq!(words(&act, by, Locale::En), english);
            assert_eq!(words(&act, by, Locale::Zh), chinese);
        }
    }
}
