//! Types that are written down as a text: what is read is checked like what comes from outside.

/// Writes a type around a text as this text, and reads it with its own `parse`, for
/// `#[serde(try_from = "String", into = "String")]`.
macro_rules! written_as_text {
    ($name:ty, $error:ty) => {
        impl TryFrom<String> for $name {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(it: $name) -> Self {
                Self::from(&*it.0)
            }
        }
    };
}
pub(super) use written_as_text;
