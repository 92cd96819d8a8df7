//! Signing in to a homeserver, in English.

use super::super::catalogue::{Missing, SignIn};
use crate::domain::home::HomeError;

pub(in crate::text) const SIGN_IN: SignIn = SignIn {
    title: "Sign in to a homeserver",
    title_new: "Create an account",
    text: "A homeserver keeps your account and passes messages on. You choose whose; any Matrix homeserver will do.",
    text_new: "The account lives at the homeserver that you name, and follows its rules.",
    server: "Homeserver",
    server_hint: "What stands behind the colon of a Matrix address, for example tea.example.",
    username: "Username",
    username_new_hint: |server| format!("Others reach you at @username:{server}. It cannot be changed later."),
    password: "Password",
    password_new_hint: "A long one that you use nowhere else. Whoever has it can sign in as you.",
    show_password: "Show what I type",
    token: "Registration token",
    token_hint: "A word that whoever runs the server gives out.",
    agree: "I have read the terms and agree to them",
    submit: "Sign in",
    submit_new: "Create account",
    to_new: "Create an account",
    to_known: "I have an account",
    card: |server| format!("About {server}"),
    looking: "Looking up the homeserver…",
    signing_in: "Signing in…",
    creating: "Creating the account…",
    reached_at: |url| format!("Reached at {url}"),
    keepers: "Run by",
    for_security: "for questions of safety",
    nobody_known: "It does not say who runs it. Whoever does can see who talks with whom, and when.",
    support: "Help of this server",
    terms: "Terms",
    offers: "What it offers",
    by_password: "Signing in with a password",
    by_browser: "This server signs people in on its own pages only. Teahouse cannot do that yet; it comes in a later version.",
    no_way: "This server offers no way to sign in that Teahouse knows.",
    open: "New accounts, for everybody",
    with_token: "New accounts, for those who have a token",
    elsewhere: "No new accounts here. If it gives any, then on pages of its own.",
    kept: "The password goes to the homeserver and is not kept on this device.",
    missing: |missing| match missing {
        Missing::Server => "Enter the name of a homeserver, for example tea.example.",
        Missing::Username => "Enter your username.",
        Missing::Password => "Enter the password.",
        Missing::Token => "Enter the token. Whoever runs the server gives it out.",
        Missing::Agreement => "Read the terms and agree to them to go on.",
    },
    refused,
};

fn refused(error: &HomeError) -> String {
    match error {
        HomeError::Address => "This is not the name of a homeserver. It looks like tea.example, without spaces.".into(),
        HomeError::Offline => {
            "This device is offline. What you typed is still here; try again when there is a network.".into()
        }
        HomeError::NoHost => "No homeserver answers there. Check the spelling, and whether you are online.".into(),
        HomeError::Closed => {
            "A server answers there, but it does not let apps in browsers in. Whoever runs it can change that (CORS)."
                .into()
        }
        HomeError::NotMatrix => "A server answers there, but it is not a Matrix homeserver. Check the name.".into(),
        HomeError::TooOld { newest } => {
            format!(
                "This homeserver is too old for Teahouse: it speaks Matrix {newest} at most. Whoever runs it can update it."
            )
        }
        HomeError::Credentials => {
            "The username or the password is wrong. Check both, and whether the account is at this homeserver.".into()
        }
        HomeError::Deactivated => "This account was closed. Whoever runs the homeserver can say more.".into(),
        HomeError::Wait { seconds } => wait(*seconds),
        HomeError::Taken => "This username is taken. Choose another one.".into(),
        HomeError::Username => {
            "The homeserver does not allow this username. Use small letters, digits and . _ - = only.".into()
        }
        HomeError::WeakPassword => "The homeserver finds this password too weak. Make it longer.".into(),
        HomeError::Token => "The homeserver does not know this token, or it was used up. Ask for another one.".into(),
        HomeError::Terms => "The homeserver wants you to agree to its terms first.".into(),
        HomeError::NoRegistration => {
            "This homeserver does not make accounts from here. Look at its own pages, or choose another homeserver."
                .into()
        }
        HomeError::SignedOut => "The homeserver ended this session. Sign in again.".into(),
        HomeError::WrongKey => "This recovery key does not fit. Check it letter by letter.".into(),
        HomeError::Failed { reason } if reason.is_empty() => {
            "The homeserver failed. Try again later; what you typed is still here.".into()
        }
        HomeError::Failed { reason } => {
            format!("The homeserver failed, and says: “{reason}”. Try again later; what you typed is still here.")
        }
    }
}

fn wait(seconds: u32) -> String {
    match seconds {
        0 | 1 => "The homeserver asks to wait a moment after so many tries. Then try again.".into(),
        seconds if seconds < 120 => {
            format!("The homeserver asks to wait {seconds} seconds after so many tries. Then try again.")
        }
        seconds => {
            format!("The homeserver asks to wait {} minutes after so many tries. Then try again.", seconds.div_ceil(60))
        }
    }
}
