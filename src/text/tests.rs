//! What holds for every language.

use std::collections::HashSet;

use super::Locale;
use crate::backend::Failure;
use crate::domain::group::{Refusal, Role};
use crate::domain::message::{MAX_TEXT_BYTES, TextError};
use crate::domain::name::{MAX_NAME_CHARS, NameError};

#[test]
fn the_first_language_with_a_catalogue_is_chosen() {
    assert_eq!(Locale::choose(["fr-CH", "zh-TW", "en"].into_iter()), Locale::Zh);
    assert_eq!(Locale::choose(["EN-gb", "zh"].into_iter()), Locale::En);
    assert_eq!(Locale::choose(["fr"].into_iter()), Locale::En);
    assert_eq!(Locale::choose([].into_iter()), Locale::En);
}

#[test]
fn a_tag_leads_back_to_its_language() {
    for locale in Locale::ALL {
        assert_eq!(Locale::from_tag(locale.tag()), Some(locale));
    }
}

#[test]
fn a_limit_that_was_passed_is_named_with_both_numbers() {
    for locale in Locale::ALL {
        let failure = locale.catalogue().failure;
        let name = failure(&Failure::Name(NameError::TooLong { chars: 57 }));
        assert!(name.contains("57") && name.contains(&MAX_NAME_CHARS.to_string()), "{name}");
        let text = failure(&Failure::Text(TextError::TooLong { bytes: 1 << 20 }));
        assert!(text.contains("1024") && text.contains(&(MAX_TEXT_BYTES / 1024).to_string()), "{text}");
    }
}

#[test]
fn a_failure_never_shows_the_words_of_the_machine() {
    for locale in Locale::ALL {
        let text = (locale.catalogue().failure)(&Failure::StorageBroken { reason: "0x8052000e".into() });
        assert!(!text.contains("0x"), "{text}");
    }
}

#[test]
fn one_is_singular_in_english() {
    let unread = Locale::En.catalogue().chats.unread;
    assert_eq!((unread(1), unread(2)), ("1 unread message".into(), "2 unread messages".into()));
}

#[test]
fn every_refusal_has_a_sentence_of_its_own() {
    use Refusal::*;
    let all = [
        Expired,
        Replaced,
        Full,
        Large,
        Approval,
        Removed,
        AlreadyMember,
        NotInvited,
        OtherBackend,
        Dissolved,
        NotIn,
        Needs(Role::Owner),
        Needs(Role::Admin),
        TooManyAdmins,
        OwnerStays,
        CallsAll,
        Picture,
        Digits,
        MeetingOver,
        Alone,
    ];
    for locale in Locale::ALL {
        let failure = locale.catalogue().failure;
        let sentences: HashSet<String> = all.into_iter().map(|refusal| failure(&Failure::Group(refusal))).collect();
        assert_eq!(sentences.len(), all.len());
        assert!(sentences.iter().all(|sentence| sentence.ends_with(['.', '。'])), "{sentences:?}");
    }
}
