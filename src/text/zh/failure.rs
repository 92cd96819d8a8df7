//! What failed and what to do, in Simplified Chinese.

use crate::backend::Failure;
use crate::domain::file::MAX_FILE_BYTES;
use crate::domain::home::HomeError;
use crate::domain::message::{MAX_TEXT_BYTES, SendError, TextError};
use crate::domain::name::{MAX_NAME_CHARS, NameError};

pub(super) fn failure(failure: &Failure) -> String {
    match failure {
        Failure::StorageFull => "这台设备的空间不足。请先清理一些空间，再重试。没有内容被改动。".into(),
        Failure::StorageBlocked => "浏览器不允许本站保存数据。请允许本站使用网站数据，或退出无痕浏览，再重试。".into(),
        Failure::StorageNewer { found, known } => format!(
            "你的数据由更新版本的 Teahouse 写入（格式 {found}，当前最高支持 {known}）。请关闭其所有标签页后重新加载，以使用新版本。没有内容被改动。"
        ),
        Failure::StorageBroken { .. } => {
            "浏览器的存储出错了。请关闭本站的其他标签页后重试；重启浏览器通常也有帮助。".into()
        }
        Failure::EngineBusy => "另一个标签页仍在使用你的数据。请关闭其他 Teahouse 标签页，再重试。".into(),
        Failure::EngineMissing { .. } => {
            "Teahouse 的一部分无法启动。请检查网络并重新加载页面。已保存的内容是安全的。".into()
        }
        Failure::TimedOut => "没有及时得到回应。请重试，重复操作不会造成影响。".into(),
        Failure::OtherProtocol { .. } => "同时打开了两个不同版本的 Teahouse。请关闭其他标签页，再重新加载本页。".into(),
        Failure::Malformed => "Teahouse 内部通信出错。请重新加载页面。已保存的内容是安全的。".into(),
        Failure::NotOpen => "此标签页没有打开任何身份。请重新加载页面。".into(),
        Failure::NotFound => "它已经不在了，可能在另一个标签页中被移除。".into(),
        Failure::Name(NameError::Empty) => "请输入名字。".into(),
        Failure::Name(NameError::TooLong { chars }) => {
            format!("这个名字有 {chars} 个字符，最多 {MAX_NAME_CHARS} 个。")
        }
        Failure::Name(NameError::Invisible) => "这个名字含有不可见的字符。请直接输入，不要粘贴。".into(),
        Failure::Text(TextError::Empty) => "请先写点内容。".into(),
        Failure::Text(TextError::TooLong { bytes }) => format!(
            "这条消息有 {} KB，一次最多发送 {} KB。请分几次发送，你的文字还在。",
            bytes.div_ceil(1024),
            MAX_TEXT_BYTES / 1024
        ),
        Failure::Group(refusal) => super::refusal::refusal(*refusal),
        Failure::Quiet { .. } => "这个公众号近期已群发够了。你的文字还在，页面上写着何时可以再发。".into(),
        Failure::NoAnswer => "公众号只能回复 48 小时内给它写过消息的人。".into(),
        Failure::Home(error) => home(error).into(),
        Failure::Unable => "这个账号做不到这一点。".into(),
        Failure::FileTooLarge { bytes } => {
            format!("这个文件有 {} MB，最多可以发送 {} MB。", bytes.div_ceil(1 << 20), MAX_FILE_BYTES >> 20)
        }
    }
}

/// What a homeserver says no to, outside of the pages that are about homeservers.
fn home(error: &HomeError) -> &'static str {
    match error {
        HomeError::Offline => "设备没有联网。请在有网络时重试。",
        HomeError::SignedOut => "服务器结束了这次登录。请重新登录，这台设备上的内容还在。",
        HomeError::Wait { .. } => "服务器正忙。请稍等片刻再试。",
        _ => "服务器未能完成操作。请检查网络后重试。",
    }
}

pub(super) fn send_error(error: SendError) -> &'static str {
    match error {
        SendError::Refused => "未送达：对方没有接收。可以重新发送，或放弃。",
        SendError::Storage => "未送达：设备空间不足。请清理后重新发送。",
        SendError::NotIn => "未送达：你已不在这个群里。请放弃这条消息。",
        SendError::Changed => "未送达：这里有人换了密钥。请先与对方核对，再重新发送。",
        SendError::TooLarge => "未送达：服务器不接收这么大的内容。请放弃这条消息。",
    }
}
