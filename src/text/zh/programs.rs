//! Mini-programs, in Chinese.

use super::super::catalogue::Programs;
use crate::domain::mini::broker::Why;
use crate::domain::mini::capability::Capability;
use crate::domain::mini::event::{MEMBER, MESSAGE, TITLE};
use crate::domain::mini::path::PathError;
use crate::domain::mini::refusal::PackageError;
use crate::domain::mini::remote::Learns;
use crate::domain::mini::signature::Signer;
use crate::domain::mini::widget::{Access, Direction, Extent};

pub(in crate::text) const PROGRAMS: Programs = Programs {
    title: "小程序",
    text: "与其他一切隔离运行的小工具：不能联网，看不到你的聊天，未经允许什么也做不了。",
    install: "从文件安装",
    installing: "正在检查安装包",
    shipped_title: "茶馆自带",
    shipped: |id| match id {
        "poll" => ("投票", "提一个问题，或者找一个大家都方便的日子。"),
        "checklist" => ("清单", "大家共用的清单：谁来做，做完了没有。"),
        "bill" => ("分账", "谁付了什么，怎样用最少的转账结清。"),
        "appointment" => ("预约", "开放时间，让别人来预约。"),
        "shop" => ("小店", "一家小店，可以团购，人越多越便宜。"),
        _ => ("五子棋", "两人对弈，其他人可以观战。"),
    },
    get: "获取",
    get_it: |name| format!("获取{name}"),
    not_got: "无法取得这个小程序。应用可能不允许从那里下载，或者没有网络。",
    get_title: "安装小程序",
    get_text: "有一个链接指向这个小程序。它会从下面的地址下载并检查，然后与其他一切隔离运行。如果已有同一小程序的其他版本，会被它替换。",
    install_it: "安装并打开",
    find: "查找小程序",
    none_title: "还没有小程序",
    none_text: "从 .xdc 或 .zip 文件安装一个，它只留在本机。",
    none_found: "没有符合的小程序。",
    installed: |name| format!("已安装 {name}。"),
    updated: |name| format!("{name} 已更新。"),
    full: "已经有 200 个小程序，请先卸载一个。",
    refused,
    open: |name| format!("打开 {name}"),
    details: |name| format!("{name} 的详情"),
    about: "关于此小程序",
    version: |version| format!("版本 {version}"),
    size: "大小",
    source: "源代码",
    keeps: "在本机保存",
    empty: "删除数据",
    empty_text: "此小程序在本机保存的所有数据都会删除，小程序本身保留。",
    pin: "置顶",
    pin_hint: "排在列表最前面。",
    may: "可以请求的权限",
    may_nothing: "它不请求任何权限。",
    ask: "询问",
    always: "总是",
    never: "从不",
    log: "请求记录",
    log_none: "暂无记录。",
    became: |refused| match refused {
        None => "已执行",
        Some(Why::Undeclared) => "已拒绝：清单中没有声明",
        Some(Why::Never) => "已拒绝：你选择了从不",
        Some(Why::No) => "已拒绝：你选择了不允许",
        Some(Why::TooOften) => "已拒绝：请求过于频繁",
    },
    capability: |capability| match capability {
        Capability::Profile => "你的名字",
        Capability::Realtime => "与聊天中的其他人实时通信",
        Capability::Scan => "扫码",
        Capability::Contacts => "你选择的联系人",
        Capability::Files => "你选择的文件",
        Capability::Share => "分享到你选择的聊天",
        Capability::Message => "以你的名义在聊天中发言",
        Capability::Links => "打开链接",
        Capability::Payment => "请求付款",
    },
    go_back: |version| {
        if version.is_empty() { "恢复到上一个版本".into() } else { format!("恢复到版本 {version}") }
    },
    uninstall: "卸载",
    uninstall_text: "此小程序及其在本机保存的所有数据都会删除。",
    fingerprint: "安装包的 SHA-256",
    signer: |signer| match signer {
        Signer::Nobody => "未签名：没有人为它担保。".into(),
        Signer::Unchecked => "已签名，但此浏览器无法验证签名者。".into(),
        Signer::Publisher(fingerprint) => format!("签名者 {}", fingerprint.short()),
    },
    menu: "小程序菜单",
    close: "关闭小程序",
    starting: "正在启动",
    silent: "小程序没有响应。",
    over: "小程序已停止。",
    again: "重新启动",
    failed: |why| format!("小程序报告了错误：{why}"),
    not_here: "本机没有此小程序。",
    not_fetched: "带来这个小程序的消息已经不在了。",
    share: "发送到聊天",
    share_text: "聊天里的每个人都能打开它，并看到其他人在里面做了什么。",
    find_chat: "查找聊天",
    send_it: |name| format!("发送{name}"),
    share_none: "没有符合的聊天。",
    share_unable: "这个账号不能发送文件。",
    sending: "正在发送",
    sent: |chat| format!("已发送到“{chat}”。"),
    send: "发送",
    feedback: "向发布者反馈",
    feedback_text: |address| format!("将在 Teahouse 之外的新标签页中打开：\n{address}"),
    feedback_none: "发布者没有留下联系地址。",
    open_it: "打开链接",
    find_person: "查找联系人",
    people: "联系人",
    nobody: "没有符合的联系人。",
    scans: |name| format!("为“{name}”扫码"),
    accesses: "它想在打开它的聊天中以你的名义做以下事情，以后也是如此。不允许的请取消勾选。",
    access,
    use_no_name: "使用化名",
    apart: "这里的内容只留在此设备上：无法连接到聊天，或者你不在其中。",
    use_name: "使用我的名字",
    unsafe_browser: "此浏览器无法将小程序与网络隔离，因此不会启动任何小程序。请使用更新的浏览器。",
    too_much: "小程序发送的内容过多，已被停止。",
    asks: |name| format!("{name} 的权限"),
    would: |capability| match capability {
        Capability::Profile => "它想知道你的名字。目前它只知道你的化名。",
        Capability::Realtime => "它想与此聊天中其他人的同一小程序实时通信。",
        Capability::Scan => "它想用相机扫码。它只会得到码中的文字，不会得到画面。",
        Capability::Contacts => "它想要一个联系人。由你选择，它只会得到名字。",
        Capability::Files => "它想要文件。由你选择。",
        Capability::Share => "它想分享内容。由你选择分享给谁。",
        Capability::Message => "它想以你的名义在聊天中发送以下内容。",
        Capability::Links => "它想在新标签页中打开以下地址。地址中的内容会离开本机。",
        Capability::Payment => "它请求付款。",
    },
    says: |reason| format!("它的说明：“{reason}”"),
    guest: |mark| format!("访客 {mark}"),
    no: "不允许",
    no_more: "永不允许",
    once: "允许一次",
    from_now_on: "始终允许",
    remote_title: "此聊天的小组件",
    remote_refused: |host| format!("来自 {host}，此应用不打开该处的网页。"),
    remote_none: "此聊天中没有这个小组件，或它的地址无法打开。",
    remote_left: "该网页转到了别的主机，已被关闭。",
    remote_open: |name| format!("打开{name}"),
    remote_text: |host| {
        format!(
            "这个网页来自 {host}，而非此应用，由聊天中的某个人添加。{host} 会看到你的网络地址，以及你是从这里打开的。"
        )
    },
    remote_tells: "它还会得知：",
    remote_learns: |what| match what {
        Learns::Name => "你的名字",
        Learns::Id => "你的 ID",
        Learns::Chat => "这是哪个聊天",
    },
    remote_chat: "聊天的 ID",
    remote_yes: "打开",
    remote_no: "不打开",
    remote_forget: "收回它的权限",
};

fn access(access: &Access) -> String {
    let is_message = access.kind == MESSAGE;
    match (access.direction, &access.extent) {
        (Direction::Send, Extent::Message { .. }) if is_message => "以你的名义发消息".into(),
        (Direction::Send, Extent::Message { .. }) => "以你的名义发送它自己的事件".into(),
        (Direction::Receive, Extent::Message { .. }) if is_message => "读取聊天内容".into(),
        (Direction::Receive, Extent::Message { .. }) => "读取事件".into(),
        (Direction::Send, Extent::State { .. }) => "更改它为所有人保存在聊天中的内容".into(),
        (Direction::Receive, Extent::State { .. }) if access.kind == MEMBER => "查看聊天中有谁".into(),
        (Direction::Receive, Extent::State { .. }) if access.kind == TITLE => "查看聊天的名称".into(),
        (Direction::Receive, Extent::State { .. }) => "读取为所有人保存在聊天中的内容".into(),
    }
}

fn refused(error: &PackageError) -> String {
    match error {
        PackageError::TooLarge => "安装包超过 30 MB 的上限。".into(),
        PackageError::TooMuch => "安装包的内容超过 30 MB 的上限。".into(),
        PackageError::TooMany => "安装包的文件超过 1,000 个的上限。".into(),
        PackageError::Damaged => "此文件不是小程序，或已损坏。小程序文件以 .xdc 或 .zip 结尾。".into(),
        PackageError::Unreadable { file } => format!("安装包中的“{file}”已加密，或压缩方式无法识别。"),
        PackageError::Path { file, why: PathError::Elsewhere } => format!("安装包中的“{file}”指向包外，可能有害。"),
        PackageError::Path { file, .. } => format!("安装包中的“{file}”文件名不合规。"),
        PackageError::Special { file } => format!("安装包中的“{file}”是链接或设备，不是文件。"),
        PackageError::Twice { file } => format!("安装包中有两个“{file}”。"),
        PackageError::NoStart => "安装包没有起始页（index.html）。".into(),
        PackageError::Manifest { why } => format!("无法读取安装包的清单：{why}"),
        PackageError::Field { field } => format!("安装包清单中的“{field}”缺失或有误。"),
        PackageError::Icon => "安装包的图标不是 PNG 或 JPEG。".into(),
        PackageError::SignatureFile => "无法读取安装包的签名（teahouse.sig）。".into(),
        PackageError::Signature => "安装包的签名不正确：签名之后有人改动过它。".into(),
        PackageError::NotSigned => {
            "已安装的小程序有签名，而这个版本没有，可能出自他人之手。仍要安装的话，请先卸载，它保存的所有数据也会删除。"
                .into()
        }
        PackageError::OtherPublisher => {
            "这个版本的签名者与已安装的小程序不同。仍要安装的话，请先卸载，它保存的所有数据也会删除。".into()
        }
        PackageError::Unchecked => {
            "已安装的小程序有签名，而此浏览器无法验证这个版本的签名者。请使用更新的浏览器，或者先卸载，它保存的所有数据也会删除。"
                .into()
        }
    }
}
