//! 群里发生的事。

use super::super::catalogue::{Acts, Party};
use crate::domain::group::Joined;
use crate::domain::group::act::Act;

pub(super) const ACTS: Acts =
    Acts {
        you_subject: "你", you_object: "你", somebody_subject: "有人", somebody_object: "一位成员", sentence
    };

fn sentence(act: &Act, by: &Party, whom: &Party) -> String {
    let Party { subject: it, object: its } = by;
    let Party { subject: other, object: others } = whom;
    match act {
        Act::Founded | Act::Joined(Joined::Founder) => format!("{it}创建了群聊"),
        Act::Joined(Joined::AddedBy(_)) => format!("{other}邀请{its}加入了群聊"),
        Act::Joined(Joined::InvitedBy(_)) => format!("{it}接受{others}的邀请，加入了群聊"),
        Act::Joined(Joined::CodeOf(_)) => format!("{it}通过{others}分享的二维码加入了群聊"),
        Act::Joined(Joined::Otherwise) => format!("{it}加入了群聊"),
        Act::Joined(Joined::FaceToFace) => format!("{it}面对面加入了群聊"),
        Act::Left => format!("{it}退出了群聊"),
        Act::Removed(_) => format!("{it}将{others}移出了群聊"),
        Act::Approved(_) => format!("{it}同意了对{others}的邀请"),
        Act::Declined(_) => format!("{it}没有同意对{others}的邀请"),
        Act::Renamed(name) => format!("{it}将群名改为“{}”", name.as_str()),
        Act::Pictured => format!("{it}更换了群头像"),
        Act::Announced(text) => format!("{it}发布了群公告：{}", text.as_str()),
        Act::Ruled(1) => format!("{it}写下了群规"),
        Act::Ruled(version) => format!("{it}修改了群规（第 {version} 版）"),
        Act::Recoded => format!("{it}更新了群二维码，旧的已失效"),
        Act::ApprovalSet(true) => format!("{it}开启了入群确认，需群主或管理员同意才能入群"),
        Act::ApprovalSet(false) => format!("{it}关闭了入群确认"),
        Act::AdminMade(_) => format!("{it}将{others}设为管理员"),
        Act::AdminUnmade(_) => format!("{it}取消了{others}的管理员身份"),
        Act::Transferred(_) => format!("{it}将群主转让给了{others}"),
        Act::NextOpened(_) => format!("{it}开设了同一系列的下一个群"),
        Act::Dissolved => format!("{it}解散了群聊"),
    }
}
