//! The address of a widget: what the template in it asks for, and what is filled in (matrix-widget-api, `runTemplate`).

use super::RemoteWidget;

/// Longest address that is opened, in bytes.
const MAX_FILLED_BYTES: usize = 16_000;

/// What an address can ask for by a `$` before its name. What a widget says of itself never takes its place.
const KNOWN: [(&str, Fill); 9] = [
    ("matrix_user_id", Fill::Learns(Learns::Id)),
    ("matrix_display_name", Fill::Learns(Learns::Name)),
    ("matrix_room_id", Fill::Learns(Learns::Chat)),
    ("matrix_widget_id", Fill::Widget),
    ("org.matrix.msc2873.client_language", Fill::Language),
    ("org.matrix.msc2873.client_id", Fill::Nothing),
    // A picture here has no address, a device none of its keys, and the homeserver is the person's own business.
    ("matrix_avatar_url", Fill::Nothing),
    ("org.matrix.msc3819.matrix_device_id", Fill::Nothing),
    ("org.matrix.msc4039.matrix_base_url", Fill::Nothing),
];

/// Left as it is: whether it is dark only the frame knows.
const THEME: &str = "org.matrix.msc2873.client_theme";

/// Something that the host of a widget learns from its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Learns {
    /// Who the person is.
    Id,
    /// What they are called.
    Name,
    /// In which chat they are.
    Chat,
}

/// Who opens a widget, and where.
#[derive(Debug, Clone, Copy)]
pub struct Visitor<'a> {
    /// Who.
    pub id: &'a str,
    /// What they are called.
    pub name: &'a str,
    /// In which chat.
    pub chat: &'a str,
    /// The language, by its name in BCP 47.
    pub language: &'a str,
    /// The address of the app.
    pub app: &'a str,
}

#[derive(Clone, Copy)]
enum Fill<'a> {
    Learns(Learns),
    Widget,
    Language,
    Nothing,
    Theme,
    Data(&'a str),
}

enum Piece<'a> {
    Text(&'a str),
    Fill(Fill<'a>),
}

impl RemoteWidget {
    /// What its host learns of the person, each once.
    pub fn learns(&self) -> Vec<Learns> {
        let pieces = self.pieces();
        let asked = |what: &Learns| pieces.iter().any(|it| matches!(it, Piece::Fill(Fill::Learns(it)) if it == what));
        [Learns::Name, Learns::Id, Learns::Chat].into_iter().filter(asked).collect()
    }

    /// Its whole address for somebody; nothing if it would be too long. The theme is not filled in.
    pub fn address(&self, visitor: &Visitor) -> Option<String> {
        let mut filled = String::new();
        for piece in self.pieces() {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Fill(fill) => match fill {
                    Fill::Learns(Learns::Id) => encode(visitor.id, &mut filled),
                    Fill::Learns(Learns::Name) => encode(visitor.name, &mut filled),
                    Fill::Learns(Learns::Chat) => encode(visitor.chat, &mut filled),
                    Fill::Widget => encode(self.id.as_str(), &mut filled),
                    Fill::Language => encode(visitor.language, &mut filled),
                    Fill::Data(value) => encode(value, &mut filled),
                    Fill::Theme => filled.extend(["$", THEME]),
                    Fill::Nothing => {}
                },
            }
            if filled.len() > MAX_FILLED_BYTES {
                return None;
            }
        }
        Some(with_parameters(filled, &[("widgetId", self.id.as_str()), ("parentUrl", visitor.app)]))
    }

    /// The address in pieces. What is filled in is not looked at again.
    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = self.url.as_str();
        while let Some(at) = rest.find('$') {
            let (text, marked) = rest.split_at(at);
            let behind = &marked[1..];
            let (fill, taken) = match self.named(behind) {
                Some((name, fill)) => (Piece::Fill(fill), name.len()),
                None => (Piece::Text("$"), 0),
            };
            pieces.extend([Piece::Text(text), fill]);
            rest = &behind[taken..];
        }
        pieces.push(Piece::Text(rest));
        pieces
    }

    /// The longest name that a text begins with.
    fn named(&self, text: &str) -> Option<(&str, Fill<'_>)> {
        let data = self.data.iter().map(|(name, value)| (name.as_str(), Fill::Data(value)));
        // Of two of the same length the later one is taken.
        let all = data.chain(KNOWN).chain([(THEME, Fill::Theme)]);
        all.filter(|(name, _)| text.starts_with(name)).max_by_key(|(name, _)| name.len())
    }
}

/// Adds what a page may look for in its address, unless it is there.
fn with_parameters(address: String, parameters: &[(&str, &str)]) -> String {
    let (mut whole, fragment) = match address.split_once('#') {
        Some((before, fragment)) => (before.to_owned(), Some(fragment)),
        None => (address, None),
    };
    for (name, value) in parameters {
        let query = whole.split_once('?').map(|(_, query)| query);
        let is_it = |pair: &str| pair.split('=').next() == Some(name);
        if query.is_some_and(|query| query.split('&').any(is_it)) {
            continue;
        }
        whole.push(match query {
            None => '?',
            Some(_) => '&',
        });
        whole.extend([name, "="]);
        encode(value, &mut whole);
    }
    if let Some(fragment) = fragment {
        whole.extend(["#", fragment]);
    }
    whole
}

/// Writes a text so that it stays in its place (ECMA-262, `encodeURIComponent`).
fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEI: Visitor = Visitor {
        id: "@mei:tea.example",
        name: "Mei & 茶",
        chat: "!a/b:tea.example",
        language: "en",
        app: "https://tea.example/house/",
    };

    fn widget(url: &str, data: &[(&str, &str)]) -> RemoteWidget {
        let data = data.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        RemoteWidget::read("a b", url, "Pad", data).unwrap()
    }

    fn filled(url: &str, data: &[(&str, &str)]) -> String {
        let address = widget(url, data).address(&MEI).unwrap();
        address.replace("widgetId=a%20b&parentUrl=https%3A%2F%2Ftea.example%2Fhouse%2F", "…")
    }

    #[test]
    fn what_the_address_asks_for_is_filled_in_and_stays_in_its_place() {
        for (url, address) in [
            ("https://pad.example", "https://pad.example?…"),
            ("https://pad.example/?a=b#c", "https://pad.example/?a=b&…#c"),
            ("https://pad.example/$matrix_room_id", "https://pad.example/!a%2Fb%3Atea.example?…"),
            ("https://pad.example/#n=$matrix_display_name", "https://pad.example/?…#n=Mei%20%26%20%E8%8C%B6"),
            ("https://pad.example/?i=$matrix_widget_id&p=$matrix_avatar_url", "https://pad.example/?i=a%20b&p=&…"),
            ("https://pad.example/?$x&$", "https://pad.example/?$x&$&…"),
            (
                "https://pad.example/?t=$org.matrix.msc2873.client_theme",
                "https://pad.example/?t=$org.matrix.msc2873.client_theme&…",
            ),
        ] {
            assert_eq!(filled(url, &[]), address);
        }
        let own = "https://pad.example/?widgetId=x&parentUrl=y";
        assert_eq!(filled(own, &[]), own);
    }

    #[test]
    fn what_a_widget_says_of_itself_asks_for_nothing_and_takes_no_other_place() {
        let data = [("room", "$matrix_user_id"), ("roomy", "y"), ("matrix_user_id", "@eve:tea.example")];
        assert_eq!(filled("https://pad.example/$room/$roomy", &data), "https://pad.example/%24matrix_user_id/y?…");
        assert_eq!(filled("https://pad.example/$matrix_user_id", &data), "https://pad.example/%40mei%3Atea.example?…");
        assert!(widget("https://pad.example/$room", &data).learns().is_empty());
    }

    #[test]
    fn what_the_host_learns_is_what_is_filled_in() {
        let url = "https://pad.example/$matrix_user_id/$matrix_room_id/$matrix_user_id?n=$matrix_display_name";
        assert_eq!(widget(url, &[]).learns(), [Learns::Name, Learns::Id, Learns::Chat]);
        let url = "https://pad.example/matrix_user_id?$matrix_widget_id$org.matrix.msc2873.client_language";
        assert!(widget(url, &[]).learns().is_empty());
    }

    #[test]
    fn an_address_that_grows_too_long_is_not_opened() {
        let long = "x".repeat(500);
        let url = format!("https://pad.example/{}", "$x".repeat(100));
        assert_eq!(widget(&url, &[("x", &long)]).address(&MEI), None);
    }
}
