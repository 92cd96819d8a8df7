//! Official accounts, in English.

use super::super::catalogue::Accounts;
use crate::domain::account::{ANSWER_MS, AccountKind};

const HOUR_MS: i64 = 60 * 60 * 1000;

pub(in crate::text) const ACCOUNTS: Accounts = Accounts {
    kind: "What it is",
    person: "Person",
    subscription: "Subscription",
    service: "Service",
    person_text: "Somebody who writes to others.",
    text: |kind| {
        let answer = ANSWER_MS / HOUR_MS;
        let who = match kind {
            AccountKind::Subscription => "For news",
            AccountKind::Service => "For a shop, a school or an office",
        };
        format!("{who}: {}, and it may answer whoever wrote to it for {answer} hours.", limit(kind))
    },
    broadcast: "To all followers",
    broadcast_hint: |kind| format!("This account sends {}.", limit(kind)),
    send: "Send to all followers",
    sent: "Sent to all followers.",
    again_at: |at| format!("You can send to all again on {at}."),
    answer_until: |at| format!("You can answer until {at}."),
    answer_not: "You can answer here for 48 hours after they write to you.",
};

fn limit(kind: AccountKind) -> String {
    let (count, within) = kind.allowance();
    let messages = if count == 1 { "message" } else { "messages" };
    let time = match within / HOUR_MS {
        hours if hours > 48 => format!("{} days", hours / 24),
        hours => format!("{hours} hours"),
    };
    format!("at most {count} {messages} to all followers within {time}")
}
