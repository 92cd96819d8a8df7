//! 除了写消息以外，人们对消息所做的事。

use super::super::catalogue::Exchange;
use crate::domain::safety::Locked;

pub(in crate::text) const EXCHANGE: Exchange = Exchange {
    reply: "回复",
    react: "表情回应",
    recall: "撤回",
    replying_to: |name| format!("正在回复{name}"),
    stop_replying: "不回复了",
    answers: |name, text| format!("回复{name}：{text}"),
    not_here: "更早的一条消息",
    further_up: "那条消息在更上面。请加载更早的消息查看。",
    signs: "表情回应",
    sign: |key, count, mine| match (count, mine) {
        (1, true) => format!("{key}，你"),
        (count, true) => format!("{key}，{count} 人，包括你"),
        (count, false) => format!("{key}，{count} 人"),
    },
    other_sign: "其他",
    other_sign_hint: "一个表情，或者一个很短的词。",
    put: "添加",
    recalled: "这条消息已被撤回。",
    recalled_mine: "你撤回了这条消息。",
    locked: |why| match why {
        Locked::Waiting => {
            "这条消息的密钥还没有到。发送者的设备上线后会送来，与这台设备核对过的你的另一台设备也会送来。"
        }
        Locked::Backup => "这条消息发送时还没有这台设备。用恢复密钥可以打开。",
        Locked::Before => "这条消息在你加入之前发送，没有给你的密钥。",
        Locked::Withheld => "发送者的设备没有把密钥给这台设备。请先确认这台设备，再请对方重新发送。",
        Locked::Broken => "这条消息已损坏，或是伪装的，因此没有显示。",
    },
    to_security: "前往“安全”",
    foreign: "这里无法显示这类消息。",
    foreign_text: "这里只能显示它的文字部分。",
    read: "已读",
    typing: |names| match names {
        [] => String::new(),
        [one] => format!("{one}正在输入…"),
        [one, other] => format!("{one}和{other}正在输入…"),
        _ => "好几个人正在输入…".into(),
    },
    encrypted: "端到端加密",
    encrypted_text: "只有这个聊天里的人能读到内容。服务器的管理者可以看到谁在什么时候给谁发消息。",
    plain: "未加密",
    plain_text: "这个聊天没有加密。相关服务器的管理者可以读到这里的全部内容。",
    wants: |name| format!("{name}想和你聊天。"),
    wants_text: "接受之后，你们才能看到彼此写的内容。如果拒绝，对方还可以再次请求。",
    accept: "接受",
    decline: "拒绝",
    open: "打开",
    open_program: |name| format!("打开{name}"),
    attach: "添加附件",
    caption: "说明",
    detach: |name| format!("移除 {name}"),
    more_files: |count| format!("之后还有 {count} 个文件"),
    one_first: "请先发送或移除这个文件。",
    reading: "正在读取文件…",
    not_read: "浏览器无法读取这个文件，它可能被移动了。请重新选择。",
    show: |name| format!("查看 {name}"),
    save: |name| format!("保存 {name}"),
    saved: "已保存到下载内容。",
    not_saved: "浏览器无法保存这个文件。请清理空间后重试。",
    fetching: "正在获取…",
    no_picture: "这不是可以安全显示的图片，但可以保存。",
};
