//! What the guide says, in English.

use super::super::catalogue::Guide;
use crate::domain::guide::Topic;

pub(in super::super) const GUIDE: Guide = Guide { says };

fn says(topic: Topic) -> &'static str {
    match topic {
        Topic::Welcome => {
            "Welcome. I am the guide: I know this place and answer from a fixed list, right here on your device. Ask me where your messages are kept, how to add a second profile, or what this version can and cannot do."
        }
        Topic::Hello => "Hello. Ask me anything about Teahouse: privacy, profiles, working offline, the keyboard.",
        Topic::Thanks => "You are welcome. The kettle stays on.",
        Topic::Privacy => {
            "Everything you write stays in this browser; nothing is sent to a server. It is not encrypted beyond what your device does, so whoever can use this browser can read it. Clearing this site’s data deletes it, and no copy exists elsewhere."
        }
        Topic::Offline => {
            "Chats between profiles on this device need no network at all. After the first visit Teahouse also opens without one. Your browser’s menu can install it as an app. When a new version is ready you are asked before anything reloads."
        }
        Topic::Profiles => {
            "Open Me, then Profiles, to add a second one. Profiles on this device are each other’s contacts. Each tab acts as one profile, so you can open another in a new tab and talk between the two."
        }
        Topic::Keyboard => {
            "Enter sends and Shift+Enter starts a new line. The up arrow in an empty message field edits your last message. Esc cancels that, or goes back to the list. Tab reaches everything else."
        }
        Topic::Editing => {
            "Open the menu of one of your messages and choose Edit, or press the up arrow in an empty message field. The message is marked as edited. Your draft comes back afterwards."
        }
        Topic::Lists => {
            "Open a chat and then Chat info to keep it at the top or to mute it. A muted chat shows a dot instead of a number. Text you have not sent is kept as a draft and shown in the list."
        }
        Topic::Settings => {
            "Language and appearance are under Me, then Settings. There is English and 简体中文, and light, dark, or as the device."
        }
        Topic::Groups => {
            "Open New and then New group to make one of your contacts. Others come in with the group’s QR code, which lives for 7 days, or by invitation; people at one table can type the same four digits. Groups are never found by search."
        }
        Topic::Payments => "Payments are not in this version yet. Nothing here can move money.",
        Topic::Programs => {
            "Mini-programs are tools that run here, in a closed room, with no power that you did not give them. Those that come with Teahouse are under Discover; a file ending in .xdc that somebody sends you opens right in the chat."
        }
        Topic::Backends => {
            "You can sign in to a Matrix homeserver under Me, Profiles, Add profile, and write to people anywhere. This profile needs no account: it lives in this browser."
        }
        Topic::Failure => {
            "A message that does not get through stays in the chat, marked, with Retry and Discard. Send me /fail to see what that looks like: it is refused once and taken the second time."
        }
        Topic::Unknown => {
            "I do not know that one. I can tell you about privacy, profiles, working offline, editing, pinning and muting, the keyboard, settings, and what this version does not have yet."
        }
    }
}
