//! The guide: a contact that answers simple questions about this app, the same way every time.
//!
//! It looks for words, in English and Chinese. There is no model, no network and no memory.
//! The engine stores only the topic; the reader's language gives the words.

use serde::{Deserialize, Serialize};

/// What the guide can talk about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topic {
    /// The first message of all.
    Welcome,
    /// A greeting came back.
    Hello,
    /// Thanks came back.
    Thanks,
    /// Where messages are kept, and who can read them.
    Privacy,
    /// Working without a network, and installing the app.
    Offline,
    /// Several profiles on one device.
    Profiles,
    /// The keyboard.
    Keyboard,
    /// Changing a message after it was sent.
    Editing,
    /// Pinning and muting.
    Lists,
    /// Language and theme.
    Settings,
    /// Groups and their codes.
    Groups,
    /// Paying.
    Payments,
    /// Mini-programs.
    Programs,
    /// Other backends.
    Backends,
    /// What happens to a message that cannot be sent.
    Failure,
    /// Nothing above fits.
    Unknown,
}

/// A message with this text is refused at the first try and taken at the second,
/// so that anybody can see what that looks like.
pub const FAIL_ONCE: &str = "/fail";

/// The words that lead to each topic, most specific topics first. Lower case.
const WORDS: &[(Topic, &[&str])] = &[
    (Topic::Failure, &["fail", "retry", "not sent", "error", "失败", "重试", "发不出"]),
    (Topic::Keyboard, &["keyboard", "shortcut", "enter", "shift", "快捷键", "键盘", "回车", "换行"]),
    (Topic::Editing, &["edit", "change a message", "correct", "typo", "编辑", "修改", "改消息", "错字"]),
    (Topic::Lists, &["pin", "mute", "quiet", "unread", "draft", "置顶", "免打扰", "静音", "未读", "草稿"]),
    (
        Topic::Settings,
        &["language", "theme", "dark", "chinese", "english", "setting", "语言", "主题", "深色", "设置", "英文", "中文"],
    ),
    (
        Topic::Profiles,
        &["profile", "second person", "another tab", "switch", "contact", "身份", "资料", "切换", "联系人", "标签页"],
    ),
    (Topic::Groups, &["group", "qr", "code", "群", "二维码", "扫"]),
    (Topic::Payments, &["pay", "money", "wallet", "packet", "钱", "付", "红包", "转账"]),
    (Topic::Programs, &["mini", "program", "app store", "webxdc", "小程序", "程序"]),
    (
        Topic::Backends,
        &["matrix", "homeserver", "server", "account", "sign in", "login", "服务器", "账号", "帐号", "登录"],
    ),
    (Topic::Offline, &["offline", "network", "install", "internet", "update", "离线", "断网", "网络", "安装", "更新"]),
    (
        Topic::Privacy,
        &[
            "privacy",
            "private",
            "who can read",
            "encrypt",
            "secure",
            "safe",
            "store",
            "data",
            "where",
            "delete",
            "隐私",
            "加密",
            "安全",
            "数据",
            "保存",
            "存在",
            "删除",
        ],
    ),
    (Topic::Thanks, &["thank", "thx", "great", "谢", "太好了"]),
    (
        Topic::Hello,
        &["hello", "hi", "hey", "good morning", "who are you", "你好", "您好", "早上好", "晚上好", "你是谁"],
    ),
];

/// What the guide answers to a text.
pub fn answer(text: &str) -> Topic {
    // The words are ASCII or have no capitals; all letters of the world would be 12 kB of tables.
    let text = text.to_ascii_lowercase();
    // Chinese has no spaces between words; English words must begin where a word begins.
    let begins = |word: &str| {
        text.match_indices(word)
            .any(|(start, _)| !word.is_ascii() || !text[..start].ends_with(|char: char| char.is_ascii_alphanumeric()))
    };
    let whole = |word: &str| text.split(|char: char| !char.is_ascii_alphanumeric()).any(|part| part == word);
    let said = |word: &str| if word.is_ascii() && word.len() <= 3 { whole(word) } else { begins(word) };
    let fits = |words: &[&str]| words.iter().any(|word| said(word));
    WORDS.iter().find(|(_, words)| fits(words)).map_or(Topic::Unknown, |(topic, _)| *topic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_find_their_topic_in_both_languages() {
        let cases = [
            ("Who can read this?", Topic::Privacy),
            ("Does it work OFFLINE?", Topic::Offline),
            ("Hi", Topic::Hello),
            ("你好", Topic::Hello),
            ("怎么换成深色主题？", Topic::Settings),
            ("how do I pin a chat", Topic::Lists),
            ("Can I pay here?", Topic::Payments),
            ("谢谢！", Topic::Thanks),
            ("离线能用吗", Topic::Offline),
            ("/fail", Topic::Failure),
            ("42", Topic::Unknown),
        ];
        for (text, topic) in cases {
            assert_eq!(answer(text), topic, "{text}");
        }
    }

    #[test]
    fn a_word_inside_another_word_is_not_that_word() {
        assert_eq!(answer("this"), Topic::Unknown, "`hi` is not in `this`");
        assert_eq!(answer("spinning"), Topic::Unknown, "`pin` is not in `spinning`");
    }
}
