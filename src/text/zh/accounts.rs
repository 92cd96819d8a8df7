//! 公众号。

use super::super::catalogue::Accounts;
use crate::domain::account::{ANSWER_MS, AccountKind};

const HOUR_MS: i64 = 60 * 60 * 1000;

pub(in crate::text) const ACCOUNTS: Accounts = Accounts {
    kind: "类型",
    person: "个人",
    subscription: "订阅号",
    service: "服务号",
    person_text: "与别人互发消息的人。",
    text: |kind| {
        let answer = ANSWER_MS / HOUR_MS;
        let who = match kind {
            AccountKind::Subscription => "用于发布资讯",
            AccountKind::Service => "用于商家、学校或机构",
        };
        format!("{who}：{}；别人来信后 {answer} 小时内可以回复。", limit(kind))
    },
    broadcast: "群发消息",
    broadcast_hint: |kind| format!("这个公众号{}。", limit(kind)),
    send: "发送给所有关注者",
    sent: "已发送给所有关注者。",
    again_at: |at| format!("{at}之后可以再次群发。"),
    answer_until: |at| format!("可在{at}之前回复。"),
    answer_not: "对方来信后的 48 小时内可以在这里回复。",
};

fn limit(kind: AccountKind) -> String {
    let (count, within) = kind.allowance();
    match within / HOUR_MS {
        hours if hours > 48 => format!("每 {} 天最多群发 {count} 条", hours / 24),
        hours => format!("每 {hours} 小时最多群发 {count} 条"),
    }
}
