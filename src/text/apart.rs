//! Texts that only the code that shows them holds.
//!
//! A catalogue is one value, so whatever holds a catalogue holds all that is in it. The texts of pages that are
//! fetched when they are wanted are better fetched together with them: of these a catalogue only says in which
//! language they are, and each use leads to the texts themselves.

use std::marker::PhantomData;
use std::ops::Deref;

use super::catalogue::{
    Accounts, Code, Composer, Conversation, Exchange, Group, Groups, Guide, Info, Join, Meet, NewGroup, People, Picker,
    Profiles, Programs, Scan, Security, Settings, SignIn, Talk,
};
use super::{Locale, en, zh};

/// Texts of a language, used like the texts themselves.
pub struct Apart<T>(Locale, PhantomData<T>);

impl<T> Apart<T> {
    /// The texts in this language.
    pub(super) const fn new(locale: Locale) -> Self {
        Self(locale, PhantomData)
    }
}

/// Texts that are in every language.
pub trait Texts: Sized + 'static {
    /// In this one.
    fn of(locale: Locale) -> &'static Self;
}

impl<T: Texts> Deref for Apart<T> {
    type Target = T;

    fn deref(&self) -> &T {
        T::of(self.0)
    }
}

macro_rules! apart {
    ($($texts:ident: $($place:ident)::+;)*) => {
        $(impl Texts for $texts {
            fn of(locale: Locale) -> &'static Self {
                match locale {
                    Locale::En => &en::$($place)::+,
                    Locale::Zh => &zh::$($place)::+,
                }
            }
        })*
    };
}

apart! {
    Accounts: accounts::ACCOUNTS;
    Code: code::CODE;
    Composer: COMPOSER;
    Conversation: CONVERSATION;
    Exchange: exchange::EXCHANGE;
    Group: group::GROUP;
    Groups: people::GROUPS;
    Guide: guide::GUIDE;
    Info: INFO;
    Join: ways_in::JOIN;
    Meet: ways_in::MEET;
    NewGroup: ways_in::NEW_GROUP;
    People: people::PEOPLE;
    Picker: ways_in::PICKER;
    Profiles: PROFILES;
    Programs: programs::PROGRAMS;
    Scan: scan::SCAN;
    Security: security::SECURITY;
    Settings: SETTINGS;
    SignIn: sign_in::SIGN_IN;
    Talk: talk::TALK;
}
