//! 联系人与群聊。

use super::super::catalogue::{Groups, People};

pub(in crate::text) const PEOPLE: People = People {
    tags_label: "标签",
    all: "全部",
    title: "联系人资料",
    missing_title: "找不到这个人",
    missing_text: "对方不在你的联系人里，或者地址不完整。",
    remark: "备注",
    remark_hint: "你对对方的称呼，只有你能看到。留空则显示对方自己的名字。",
    tags: "标签",
    tags_hint: "用逗号分隔，每个最多 40 个字符，只有你能看到。",
    saved: "已保存。",
    write: "发消息",
    subscription: "订阅号",
    service: "服务号",
    follow: "关注",
    unfollow: "取消关注",
    alone_title: "还没有联系人",
    alone_text: "你联系过的人会列在这里，只需要知道对方的地址。",
    follow_text: "你没有关注这个公众号，它不能给你发消息。",
};

pub(in crate::text) const GROUPS: Groups = Groups {
    title: "群聊",
    saved: "保存的群",
    saved_none: "在群信息页可以把群保存到联系人。",
    yours: "你管理的群",
    yours_none: "你是群主或管理员的群会列在这里。",
    set: |groups, people| format!("同一系列共 {groups} 个群，{people} 人"),
    choose: "向这些群发布公告",
    announce: "群公告",
    announce_hint: "会在选中的每个群里置顶，并向每位成员显示一次。",
    announce_to: |count| format!("发布到 {count} 个群"),
    announced: |count| format!("已发布到 {count} 个群。"),
    choose_one: "请先在上面选择至少一个群。",
    next: "开设下一个群",
    next_text: "这个群已满或即将满员。下一个群会沿用群规，并属于同一系列。",
    next_name: "下一个群的名称",
    next_hint: "最多 40 个字符。",
};
