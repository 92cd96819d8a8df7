//! 进入群的各种方式。

use super::super::catalogue::{Join, Meet, NewGroup, Picker};

pub(in crate::text) const PICKER: Picker = Picker {
    filter: "筛选",
    people: "联系人",
    chosen: "已选择",
    unchoose: |name| format!("取消选择{name}"),
    no_match: "没有这个名字的人。",
};

pub(in crate::text) const NEW_GROUP: NewGroup = NewGroup {
    title: "新建群聊",
    name: "群名",
    name_hint: "留空则使用各人的名字。",
    create: "创建",
    nobody: "还没有可选择的人",
    nobody_text: "群里至少要有另一个人。可以在本机添加第二个身份。",
};

pub(in crate::text) const JOIN: Join = Join {
    region: "邀请",
    looking: "正在查看二维码",
    broken_title: "无法读取这个二维码",
    invites: |name| format!("{name}邀请你"),
    people: |members, contacts| match contacts {
        0 => format!("{members} 人"),
        contacts => format!("{members} 人，其中 {contacts} 位是你的联系人"),
    },
    agree: "加入即表示你同意群规。",
    already: "你已经在这个群里了。",
    open_chat: "打开聊天",
    myself: "这是你自己的码。出示给别人，他们就能给你写消息。",
    person_text: "这个码说明对方是谁。你写消息之前不会发送任何内容。",
    account_text: "公众号。只有在你关注期间才会给你发消息。",
    write: "写消息",
    about: "关于此人",
    follow: "关注",
    other_home: |server| {
        format!("这个码通向服务器 {server}。请登录到服务器，或在“我 › 身份”中切换到一个账号，再打开它。")
    },
    other_place: "这个码属于别的后端或别的浏览器，从这里无法找到对方。请在它生成的地方打开。",
};

pub(in crate::text) const MEET: Meet = Meet {
    title: "面对面建群",
    text: "和身边的人约定四位数字。三分钟内输入相同数字的人会在这里相见，一起进入同一个群。",
    digits: "四位数字",
    digits_hint: "任意四位数字，大声说出来即可。",
    come: "继续",
    here: "已到的人",
    until: |time| format!("其他人可以在 {time} 之前加入。"),
    over: "加入的时间已过。已到的人仍可进入。",
    alone: "还没有其他人。请把四位数字告诉大家。",
    enter: "进入群聊",
    other_digits: "换数字",
};
