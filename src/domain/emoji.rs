//! The 64 pictures that two devices compare, by their numbers in the table of the Matrix specification
//! (client-server API, "SAS method: emoji").

/// The pictures.
pub const EMOJI: [&str; 64] = [
    "🐶", "🐱", "🦁", "🐎", "🦄", "🐷", "🐘", "🐰", "🐼", "🐓", "🐧", "🐢", "🐟", "🐙", "🦋", "🌷", "🌳", "🌵", "🍄",
    "🌏", "🌙", "☁️", "🔥", "🍌", "🍎", "🍓", "🌽", "🍕", "🎂", "❤️", "😀", "🤖", "🎩", "👓", "🔧", "🎅", "👍", "☂️",
    "⌛", "⏰", "🎁", "💡", "📕", "✏️", "📎", "✂️", "🔒", "🔑", "🔨", "☎️", "🏁", "🚂", "🚲", "✈️", "🚀", "🏆", "⚽",
    "🎸", "🎺", "🔔", "⚓", "🎧", "📁", "📌",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pictures_are_the_same() {
        assert_eq!(EMOJI.into_iter().collect::<std::collections::HashSet<_>>().len(), 64);
    }
}
