//! What the SDK calls to clean the HTML of messages. This app shows the plain form only, so HTML is thrown away:
//! no parser for what a stranger wrote, and none of its bytes.
//!
//! Deliberately missing: everything else of `ruma-html`, so that nobody can begin to use HTML without noticing.

/// What would be kept of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlSanitizerMode {
    /// What the specification of Matrix lists.
    Strict,
    /// A little more.
    Compat,
}

/// Whether the quote would go that old clients put before an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoveReplyFallback {
    /// It goes.
    Yes,
    /// It stays.
    No,
}

/// Nothing is left of HTML.
pub fn sanitize_html(_: &str, _: HtmlSanitizerMode, _: RemoveReplyFallback) -> String {
    String::new()
}

/// Nothing is left of HTML.
pub fn remove_html_reply_fallback(_: &str) -> String {
    String::new()
}
