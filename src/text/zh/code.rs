//! 展示的二维码，简体中文。

use super::super::catalogue::Code;

pub(in crate::text) const CODE: Code = Code {
    my_code: "我的二维码",
    my_text: "本浏览器中的其他身份可以扫这个码给你发消息。码里只有你的名字和一个随机编号，没有其他内容。",
    my_text_home: "有 Matrix 账号的人可以通过这个地址联系你；用账号登录 Teahouse 的人可以扫描此码给你发消息。",
    my_address: |address| format!("你的地址：{address}"),
    by_address: "通过地址联系",
    address: "Matrix 地址",
    address_hint: "形如 @name:server，例如 @mei:tea.example。",
    write: "发消息",
    no_address: "这不是 Matrix 地址。地址形如 @name:server，例如 @mei:tea.example。",
    own_address: "这是你自己的地址，请输入别人的地址。",
    nobody_there: "没有人使用这个地址，请检查拼写。",
    my_link: "联系人链接",
    picture: |whose| format!("二维码：{whose}"),
    copy: "复制链接",
    copied: "链接已复制",
    share: "分享",
    not_shared: "浏览器无法分享，请改为复制链接。",
    save_picture: "保存图片",
    saved: "图片已保存",
    not_saved: "浏览器无法生成图片，请截屏，或改为复制链接。",
    print: "打印",
};
