//! 聊天列表里的群、折叠的聊天和公众号。

use super::super::catalogue::Lists;

pub(super) const LISTS: Lists = Lists {
    new_group: "发起群聊",
    add_contact: "添加联系人",
    scan: "扫一扫",
    meet: "面对面建群",
    called: "有人@所有人",
    invited: "邀请你加入群聊",
    wants: "想和你聊天",
    recalled: "消息已撤回",
    unreadable: super::CONVERSATION.unreadable,
    locked: "加密消息",
    foreign: "其他类型的消息",
    files: ["图片", "视频", "音频", "小程序", "文件"],
    guide: ["欢迎光临，有问题可以问我。", "已回答你的问题"],
    said: |name, text| format!("{name}：{text}"),
    announcement: |text| format!("群公告：{text}"),
    folded: "折叠的聊天",
    folded_empty: "设为免打扰的聊天可以在“聊天信息”中折叠，折叠后收在这里。",
    accounts: "公众号",
    accounts_empty: "你关注的公众号发来的消息收在这里。",
    chats: |count| format!("{count} 个聊天"),
    unread: "有未读消息",
};
