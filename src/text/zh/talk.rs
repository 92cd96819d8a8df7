//! 群聊对话里的文字。

use super::super::catalogue::Talk;

pub(in super::super) const TALK: Talk = Talk {
    people: |count| format!("{count} 人"),
    account: "公众号",
    announcement: "群公告",
    by_at: |name, at| format!("{name}，{at}"),
    has_rules: "这个群有群规",
    rules_changed: "群规有更新",
    read_rules: "查看",
    rules: "群规",
    invited_by: |name| format!("{name}邀请你加入这个群。"),
    join: "加入群聊",
    decline: "拒绝",
    removed: "你已被移出这个群，之前的内容仍可阅读。",
    left: "你已退出这个群，之前的内容仍可阅读。",
    asking: "你能否入群，由群主或管理员决定。",
    dissolved: "这个群已解散，之前的内容仍可阅读。",
    forget: "从列表中删除",
    fold: "折叠这个聊天",
    fold_hint: "收进列表里的“折叠的聊天”。",
    clear: "清空聊天记录",
    clear_title: "清空聊天记录？",
    clear_text: "到目前为止的聊天内容将为你删除，对方仍然保留。此操作无法撤销。",
    cleared: "聊天记录已清空。",
    about: |name| format!("关于{name}"),
};
