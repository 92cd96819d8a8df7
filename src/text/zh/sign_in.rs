//! 登录到服务器。

use super::super::catalogue::{Missing, SignIn};
use crate::domain::home::HomeError;

pub(in crate::text) const SIGN_IN: SignIn = SignIn {
    title: "登录到服务器",
    title_new: "注册账号",
    text: "服务器保管你的账号并转发消息。用谁的服务器由你选择，任何 Matrix 服务器都可以。",
    text_new: "账号建在你填写的服务器上，并遵守它的规定。",
    server: "服务器",
    server_hint: "Matrix 地址中冒号后面的部分，例如 tea.example。",
    username: "用户名",
    username_new_hint: |server| format!("别人可以通过 @用户名:{server} 找到你。之后不能更改。"),
    password: "密码",
    password_new_hint: "请用一个较长、没有在别处用过的密码。知道密码的人就能以你的身份登录。",
    show_password: "显示输入的内容",
    token: "注册码",
    token_hint: "由服务器的管理者发放。",
    agree: "我已阅读并同意这些条款",
    submit: "登录",
    submit_new: "注册",
    to_new: "注册账号",
    to_known: "我已有账号",
    card: |server| format!("关于 {server}"),
    looking: "正在查找服务器…",
    signing_in: "正在登录…",
    creating: "正在注册…",
    reached_at: |url| format!("实际地址：{url}"),
    keepers: "管理者",
    for_security: "安全问题联系人",
    nobody_known: "它没有说明由谁管理。管理者可以看到谁和谁在什么时候联系。",
    support: "服务器的帮助页面",
    terms: "条款",
    offers: "提供的功能",
    by_password: "用密码登录",
    by_browser: "这个服务器只能在它自己的页面上登录。Teahouse 目前还不支持，以后的版本会支持。",
    no_way: "这个服务器没有 Teahouse 支持的登录方式。",
    open: "任何人都可以注册",
    with_token: "有注册码的人可以注册",
    elsewhere: "这里不能注册。如果开放注册，请到它自己的页面上办理。",
    kept: "密码只发给服务器，不保存在这台设备上。",
    missing: |missing| match missing {
        Missing::Server => "请输入服务器的名称，例如 tea.example。",
        Missing::Username => "请输入用户名。",
        Missing::Password => "请输入密码。",
        Missing::Token => "请输入注册码，它由服务器的管理者发放。",
        Missing::Agreement => "请先阅读并同意条款，再继续。",
    },
    refused,
};

fn refused(error: &HomeError) -> String {
    match error {
        HomeError::Address => "这不是服务器的名称。名称类似 tea.example，不含空格。".into(),
        HomeError::Offline => "设备没有联网。你输入的内容还在，请在有网络时重试。".into(),
        HomeError::NoHost => "那里没有服务器回应。请检查拼写和网络。".into(),
        HomeError::Closed => "那里有服务器，但它不允许浏览器中的应用访问。它的管理者可以更改（CORS）。".into(),
        HomeError::NotMatrix => "那里有服务器，但不是 Matrix 服务器。请检查名称。".into(),
        HomeError::TooOld { newest } => {
            format!("这个服务器版本太旧，最高只支持 Matrix {newest}。它的管理者可以升级。")
        }
        HomeError::Credentials => "用户名或密码不对。请检查两者，以及账号是否在这个服务器上。".into(),
        HomeError::Deactivated => "这个账号已注销。请向服务器的管理者了解情况。".into(),
        HomeError::Wait { seconds } => wait(*seconds),
        HomeError::Taken => "这个用户名已被使用，请换一个。".into(),
        HomeError::Username => "服务器不允许这个用户名。请只使用小写字母、数字和 . _ - =。".into(),
        HomeError::WeakPassword => "服务器认为这个密码太弱，请加长一些。".into(),
        HomeError::Token => "服务器不认识这个注册码，或者它已用完。请另外要一个。".into(),
        HomeError::Terms => "服务器要求先同意它的条款。".into(),
        HomeError::NoRegistration => "这个服务器不能在这里注册。请看看它自己的页面，或换一个服务器。".into(),
        HomeError::SignedOut => "服务器结束了这次登录，请重新登录。".into(),
        HomeError::WrongKey => "恢复密钥不对，请逐字检查。".into(),
        HomeError::Failed { reason } if reason.is_empty() => "服务器出错了。请稍后再试，你输入的内容还在。".into(),
        HomeError::Failed { reason } => {
            format!("服务器出错了，它说：“{reason}”。请稍后再试，你输入的内容还在。")
        }
    }
}

fn wait(seconds: u32) -> String {
    match seconds {
        0 | 1 => "尝试次数太多，服务器要求稍等片刻。然后再试。".into(),
        seconds if seconds < 120 => format!("尝试次数太多，服务器要求等待 {seconds} 秒。然后再试。"),
        seconds => format!("尝试次数太多，服务器要求等待 {} 分钟。然后再试。", seconds.div_ceil(60)),
    }
}
