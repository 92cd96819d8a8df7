//! 扫码，简体中文。

use super::super::catalogue::Scan;

pub(in crate::text) const SCAN: Scan = Scan {
    title: "扫一扫",
    text: "扫描某个人或群的二维码。图片只在本机识别。",
    film: "摄像头画面",
    use_camera: "使用摄像头",
    stop_camera: "关闭摄像头",
    opening: "正在打开摄像头",
    aim: "将二维码对准摄像头。",
    camera_refused: "浏览器不允许 Teahouse 使用摄像头。请在网站设置中允许，或选择一张图片。",
    camera_missing: "没有找到摄像头。请选择一张图片，或粘贴链接。",
    camera_busy: "摄像头正被其他程序使用。请关闭该程序后重试，或选择一张图片。",
    choose_picture: "选择图片",
    looking: "正在识别二维码",
    paste: "粘贴",
    paste_refused: "浏览器不允许 Teahouse 读取剪贴板。请将链接粘贴到下方的输入框。",
    link: "二维码链接",
    link_hint: "二维码也可以以链接的形式发送。",
    open: "继续",
    result: "结果",
    found_link: "这个码是一个网址，会离开 Teahouse。",
    found_text: "这不是 Teahouse 的二维码，内容是：",
    open_link: "打开链接",
    newer: "这个码由更新版本的 Teahouse 生成。请先更新，再扫一次。",
    damaged: "这个码已损坏或不完整，请向对方要一个新的。",
    payment: "这是付款码，这个版本还不能付款。",
    nothing: "没有可识别的内容。",
    nothing_in_picture: "这张图片里没有找到二维码。请换一张完整、清晰、正面的图片。",
    no_picture: "浏览器无法将这个文件作为图片打开。",
    broken_scanner: "识别程序无法启动。请重新加载页面后再试，或粘贴二维码的链接。",
};
