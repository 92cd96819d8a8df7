//! How much a program may keep.

use std::collections::BTreeMap;

/// Most that is kept under one name, in bytes.
pub const MAX_VALUE_BYTES: usize = 1024 * 1024;
/// Most that a program keeps in all, names included, in bytes.
pub const MAX_KEPT_BYTES: usize = 10 * 1024 * 1024;
/// Longest name that a program gives, in bytes.
pub const MAX_KEY_BYTES: usize = 256;
/// Most names.
pub const MAX_KEYS: usize = 10_000;

/// Why something is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuotaError {
    /// The name has nothing, or too much.
    #[error("a key has 1 to {MAX_KEY_BYTES} bytes")]
    Key,
    /// The value is too long.
    #[error("a value has {MAX_VALUE_BYTES} bytes at most")]
    Value,
    /// There would be too much of it.
    #[error("a program keeps {MAX_KEPT_BYTES} bytes and {MAX_KEYS} keys at most")]
    All,
}

/// What a program keeps: text under names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    values: BTreeMap<String, String>,
    bytes: usize,
}

impl Kept {
    /// What was kept before; what does not fit any more is there all the same.
    pub fn new(values: impl IntoIterator<Item = (String, String)>) -> Self {
        let values: BTreeMap<_, _> = values.into_iter().collect();
        let bytes = values.iter().map(|(key, value)| key.len() + value.len()).sum();
        Self { values, bytes }
    }

    /// What is under a name.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// The names, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// All of it.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// How much it is, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether a value may be kept under a name of the program's, which stands behind a prefix of the host's.
    pub fn may_set(&self, prefix: &str, key: &str, value: &str) -> Result<(), QuotaError> {
        self.may_change(prefix, [(key, Some(value))])
    }

    /// Whether all of this may be kept or taken away together, each name once, after a prefix. What is too much already
    /// may become less.
    pub fn may_change<'a>(
        &self,
        prefix: &str,
        changes: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Result<(), QuotaError> {
        let (mut bytes, mut names) = (self.bytes, self.values.len());
        for (key, value) in changes {
            let whole = format!("{prefix}{key}");
            if !(1..=MAX_KEY_BYTES).contains(&key.len()) {
                return Err(QuotaError::Key);
            }
            if let Some(before) = self.values.get(&whole) {
                (bytes, names) = (bytes - whole.len() - before.len(), names - 1);
            }
            if let Some(value) = value {
                if value.len() > MAX_VALUE_BYTES {
                    return Err(QuotaError::Value);
                }
                (bytes, names) = (bytes + whole.len() + value.len(), names + 1);
            }
        }
        if bytes > MAX_KEPT_BYTES.max(self.bytes) || names > MAX_KEYS.max(self.values.len()) {
            return Err(QuotaError::All);
        }
        Ok(())
    }

    /// Keeps a value, or takes it away.
    pub fn put(&mut self, key: &str, value: Option<&str>) {
        if let Some(before) = self.values.remove(key) {
            self.bytes -= key.len() + before.len();
        }
        if let Some(value) = value {
            self.bytes += key.len() + value.len();
            self.values.insert(key.into(), value.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_keeps_so_much_and_no_more() {
        let mut kept = Kept::default();
        let mega = "x".repeat(MAX_VALUE_BYTES);
        for number in 0..9 {
            let key = number.to_string();
            assert_eq!(kept.may_set("", &key, &mega), Ok(()));
            kept.put(&key, Some(&mega));
        }
        assert_eq!(kept.bytes(), 9 * (MAX_VALUE_BYTES + 1));
        assert_eq!(kept.may_set("", "a", &mega), Err(QuotaError::All));
        assert_eq!(kept.may_set("", "0", &mega), Ok(()), "what is there may be said anew");
        assert_eq!(kept.may_set("", "0", &format!("{mega}x")), Err(QuotaError::Value));
        kept.put("0", None);
        assert_eq!((kept.get("0"), kept.may_set("", "a", &mega)), (None, Ok(())));
        assert_eq!(kept.may_set("", "", "x"), Err(QuotaError::Key));
        assert_eq!(kept.may_set("", &"k".repeat(MAX_KEY_BYTES + 1), "x"), Err(QuotaError::Key));
    }

    #[test]
    fn what_changes_together_is_counted_together() {
        let mega = "x".repeat(MAX_VALUE_BYTES);
        let names: Vec<_> = (0..12).map(|number| number.to_string()).collect();
        let change = |from: usize, to: usize| {
            let each = |(at, name)| -> (&str, Option<&str>) { (name, (at >= from).then_some(&mega)) };
            names.iter().map(String::as_str).take(to).enumerate().map(each).collect::<Vec<_>>()
        };
        let mut kept = Kept::default();
        assert_eq!(kept.may_change("p", change(0, 9)), Ok(()));
        assert_eq!(kept.may_change("p", change(0, 10)), Err(QuotaError::All));
        (0..9).for_each(|number| kept.put(&format!("p{number}"), Some(&mega)));
        assert_eq!(kept.may_change("p", change(3, 12)), Ok(()), "what goes makes room");
        assert_eq!(kept.may_change("p", change(2, 12)), Err(QuotaError::All));
        kept.put("from a chat", Some(&"x".repeat(3 * MAX_VALUE_BYTES)));
        assert_eq!(kept.may_change("p", change(1, 1)), Ok(()), "what is too much may become less");
        assert_eq!(kept.may_change("p", [("", None)]), Err(QuotaError::Key));
    }

    #[test]
    fn names_have_an_end_too() {
        let mut kept = Kept::new((0..MAX_KEYS).map(|number| (number.to_string(), String::new())));
        assert_eq!(kept.may_set("", "one more", ""), Err(QuotaError::All));
        assert_eq!(kept.may_set("", "5", "again"), Ok(()));
        kept.put("5", None);
        assert_eq!(kept.may_set("", "one more", ""), Ok(()));
        assert_eq!(kept.keys().count(), MAX_KEYS - 1);
    }
}
