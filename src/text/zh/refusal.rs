//! 不能加入或不能操作的原因。

use crate::domain::group::{CAP, CODE_LIMIT, MAX_ADMINS, Refusal, Role};

pub(super) fn refusal(refusal: Refusal) -> String {
    match refusal {
        Refusal::Expired => "这个群二维码已过期。二维码 7 天内有效，请向群成员要新的。".into(),
        Refusal::Replaced => "这个群二维码已被新的取代。请向群成员要新的。".into(),
        Refusal::Full => format!("这个群已满：共有 {CAP} 人，这是人数上限。"),
        Refusal::Large => format!("这个群已有 {CODE_LIMIT} 人或更多，不能再扫码加入。请让群成员邀请你。"),
        Refusal::Approval => "群主开启了入群确认，不能扫码加入。请让群成员邀请你。".into(),
        Refusal::Removed => "你已被移出这个群。只有群主或管理员可以再邀请你。".into(),
        Refusal::AlreadyMember => "你已经在这个群里了。".into(),
        Refusal::NotInvited => "这个邀请已失效。请让邀请你的人重新邀请。".into(),
        Refusal::OtherBackend => {
            "这个二维码属于别的后端或别的浏览器，从这里无法找到这个群。请在它生成的地方打开。".into()
        }
        Refusal::Dissolved => "这个群已被群主解散，不能再加入。".into(),
        Refusal::NotIn => "对方不在这个群里，或已经离开。".into(),
        Refusal::Needs(Role::Owner) => "只有群主可以这样做。".into(),
        Refusal::Needs(_) => "只有群主和管理员可以这样做。".into(),
        Refusal::TooManyAdmins => format!("一个群最多有 {MAX_ADMINS} 位管理员。请先取消其中一位。"),
        Refusal::OwnerStays => "群不能没有群主。请先转让给其他成员，或解散群。".into(),
        Refusal::CallsAll => "只有群主和管理员可以@所有人。请去掉后再发送，你的文字还在。".into(),
        Refusal::Picture => "这张图片不能使用。请选择 JPEG、PNG 或 WebP 照片。".into(),
        Refusal::Digits => "请输入四位数字。".into(),
        Refusal::MeetingOver => "这次面对面的时间已过。请换四位新的数字。".into(),
        Refusal::Alone => "请至少选择一个人。".into(),
    }
}
