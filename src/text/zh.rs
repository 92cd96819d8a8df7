//! 简体中文。

pub(super) mod accounts;
mod acts;
pub(super) mod code;
pub(super) mod exchange;
mod failure;
pub(super) mod group;
pub(super) mod guide;
mod lists;
pub(super) mod people;
pub(super) mod programs;
mod refusal;
pub(super) mod scan;
pub(super) mod security;
pub(super) mod sign_in;
pub(super) mod talk;
pub(super) mod ways_in;

use super::Locale;
use super::apart::Apart;
use super::catalogue::*;

/// The Simplified Chinese texts.
pub(super) static ZH: Catalogue = Catalogue {
    common: Common {
        app: "Teahouse",
        guide: "茶馆向导",
        comma: "，",
        colon: "：",
        back: "返回",
        cancel: "取消",
        close: "关闭",
        save: "保存",
        dismiss: "知道了",
        try_again: "重试",
        loading: "正在打开",
        today: "今天",
        yesterday: "昨天",
        skip_to_content: "跳到正文",
        go_to_chats: "前往聊天",
        nothing_open: "没有打开的内容",
        restarting: "后台正在重新启动，你可以继续输入。",
        connecting: "正在连接服务器…",
        broken: "无法连接服务器，会自动重试。你写的内容先留在这里。",
        offline: "没有网络。你写的内容先留在这里。",
        left: "这个账号已在另一个标签页里退出登录。",
        signed_out: "服务器结束了这次登录。这台设备上的内容还在。",
        sign_in_again: "重新登录",
        update_ready: "Teahouse 有新版本了。",
        update_now: "立即更新",
        damaged: |count| format!("有 {count} 条本地记录无法读取，已原样保留，其他内容不受影响。"),
    },
    nav: Nav { label: "主导航", chats: "聊天", contacts: "联系人", discover: "发现", me: "我" },
    places: Places {
        chat: CONVERSATION.region,
        rules: talk::TALK.rules,
        sign_in: sign_in::SIGN_IN.title,
        security: security::SECURITY.title,
        person: people::PEOPLE.title,
        groups: people::GROUPS.title,
        scan: scan::SCAN.title,
        my_code: code::CODE.my_code,
        profiles: PROFILES.title,
        add_profile: PROFILES.add_title,
        settings: SETTINGS.title,
        new_group: ways_in::NEW_GROUP.title,
        meet: ways_in::MEET.title,
        join: ways_in::JOIN.region,
        group: group::GROUP.info,
        members: group::GROUP.members,
        invite: group::GROUP.invite,
        log: group::GROUP.log,
        programs: "小程序",
        program: "小程序",
    },
    welcome: Welcome {
        promise: "一处安静说话的地方，后端由你选择。",
        small: "无需注册。你写下的内容只留在这个浏览器里。",
        start_on_device: "在本机开始使用",
        sign_in: "登录到服务器",
        continue_as: |name| format!("以“{name}”继续"),
        language: "语言",
        waiting: |title| format!("你被邀请加入“{title}”。请选择如何开始。"),
        waiting_contact: |name| format!("{name}给了你名片码。请选择如何开始。"),
    },
    start: Start {
        title: "在本机开始使用",
        text: "取一个名字，别人收到你的消息时会看到它。之后随时可以更改。",
        name: "你的名字",
        hint: "任何名字都可以，最多 40 个字符。",
        submit: "继续",
    },
    sign_in: Apart::new(Locale::Zh),
    chats: Chats {
        title: "聊天",
        new: "新建",
        add_profile: "添加身份",
        empty_title: "还没有聊天",
        empty_text: "到“联系人”里选一个人，开始聊天。",
        nothing_open_title: "还没有打开聊天",
        nothing_open_text: "从列表中选择一个聊天。",
        no_messages: "还没有消息",
        unread: |count| format!("{count} 条未读消息"),
        pinned: "已置顶",
        muted: "消息免打扰",
        draft: |text| format!("草稿：{text}"),
        you_said: |text| format!("我：{text}"),
        not_sent: |text| format!("未发送：{text}"),
    },
    conversation: Apart::new(Locale::Zh),
    composer: Apart::new(Locale::Zh),
    code: Apart::new(Locale::Zh),
    scan: Apart::new(Locale::Zh),
    info: Apart::new(Locale::Zh),
    contacts: Contacts {
        title: "联系人",
        empty_title: "目前只有向导",
        empty_text: "添加第二个身份，就可以在本机互发消息。",
        add_profile: "添加身份",
        on_this_device: "在本机",
        guide_note: "解答与 Teahouse 有关的问题",
        choose_title: "联系人",
        choose_text: "选择一个人，开始聊天。",
    },
    discover: Discover {
        title: "发现", no_feed: "这里没有信息流，以后也不会有。", calm: "打开的小程序会在这里运行。"
    },
    programs: Apart::new(Locale::Zh),
    me: Me {
        title: "我",
        profiles: "身份",
        settings: "设置",
        choose_title: "你的空间",
        choose_text: "身份和设置会在这里打开。",
    },
    profiles: Apart::new(Locale::Zh),
    settings: Apart::new(Locale::Zh),
    stopped: Stopped {
        title: "Teahouse 无法继续运行",
        nothing_lost: "之前保存的内容都还在。",
        code: |code| format!("代码：{code}"),
    },
    later: Later {
        title: "这个页面没有载入",
        text: "页面只需载入一次，之后会保存在设备上。请检查网络后重试，或重新载入茶馆。",
    },
    not_found: NotFound { title: "这个地址没有内容", text: "地址可能不完整，或者已经失效。" },
    group: Apart::new(Locale::Zh),
    picker: Apart::new(Locale::Zh),
    new_group: Apart::new(Locale::Zh),
    join: Apart::new(Locale::Zh),
    meet: Apart::new(Locale::Zh),
    acts: acts::ACTS,
    security: Apart::new(Locale::Zh),
    exchange: Apart::new(Locale::Zh),
    lists: lists::LISTS,
    talk: Apart::new(Locale::Zh),
    people: Apart::new(Locale::Zh),
    groups: Apart::new(Locale::Zh),
    accounts: Apart::new(Locale::Zh),
    failure: failure::failure,
    send_error: failure::send_error,
    guide: Apart::new(Locale::Zh),
};

pub(super) const PROFILES: Profiles = Profiles {
    title: "身份",
    text: "每个标签页使用一个身份。本机的身份之间可以互发消息，账号则通过各自的服务器收发。",
    list: "本机的身份",
    current: "此标签页正在使用",
    switch_to: |name| format!("切换到“{name}”"),
    open_in_tab: |name| format!("在新标签页中打开“{name}”"),
    switch: "切换",
    open: "新标签页",
    add: "添加身份",
    add_title: "添加身份",
    add_text: "本机上的另一个名字，有自己的聊天。",
    add_submit: "添加",
    name: "名字",
    rename: "修改名字",
    your_name: "你的名字",
    renamed: "名字已修改。",
    or_sign_in: "或者使用 Matrix 服务器上的账号：你自己的服务器，或你信任的人的服务器。",
    sign_in: "登录到服务器",
    sign_out: "退出登录",
    sign_out_title: "退出这个账号？",
    sign_out_text: "这个账号的全部内容会从这台设备上移除。服务器上的内容仍会保留，你可以随时再次登录。",
    sign_out_warning: "你的密钥在别处没有备份：退出之后，以前的加密消息谁也读不出来，包括你自己。请先在“安全”里设置恢复。",
    signing_out: "正在退出…",
};

pub(super) const SETTINGS: Settings = Settings {
    title: "设置",
    language: "语言",
    theme: "外观",
    theme_system: "跟随系统",
    theme_light: "浅色",
    theme_dark: "深色",
    storage: "你的数据",
    storage_text: "本机身份写的内容只保存在这个浏览器里；账号写的内容也在其服务器上。这里的内容的安全取决于这台设备，Teahouse 没有另外加密。在浏览器中清除本站数据会将其删除，本机身份的内容没有其他备份。",
    about: "关于",
    about_text: "这个版本支持聊天和群聊，可以在本浏览器的各个身份之间，也可以通过 Matrix 服务器。还没有支付。",
};

pub(super) const CONVERSATION: Conversation = Conversation {
    region: "聊天",
    messages: "消息",
    back: "返回聊天列表",
    info: "聊天信息",
    on_this_device: "在本机",
    guide_subtitle: "在本机按固定内容回答",
    you: "我",
    label: |sender, time| format!("{sender}，{time}"),
    empty: "还没有消息，说点什么吧。",
    earlier: "更早的消息",
    latest: "回到最新消息",
    latest_new: |count| format!("回到最新消息，{count} 条新消息"),
    sending: "发送中",
    sent: "已发送",
    edited: "已编辑",
    unreadable: "这条消息已损坏，无法显示。",
    retry: "重新发送",
    discard: "放弃",
    menu: "消息菜单",
    edit: "编辑",
    copy: "复制",
    copied: "已复制",
    not_copied: "浏览器不允许复制，请选中文字后手动复制。",
    missing_title: "这里没有这个聊天",
    missing_text: "它可能属于另一个身份，或者地址不完整。",
};

pub(super) const COMPOSER: Composer =
    Composer { message: "消息", send: "发送", editing: "正在编辑", save: "保存" };

pub(super) const INFO: Info = Info {
    title: "聊天信息",
    pin: "置顶聊天",
    pin_hint: "始终排在列表最上方。",
    mute: "消息免打扰",
    mute_hint: "未读消息只显示圆点，不显示数字。",
    device_text: "本机上的另一个身份。你们之间的消息只留在这个浏览器里。",
    guide_text: "向导会在你的问题里查找关键词，并按固定内容回答，不会向外发送任何内容。",
};
