//! Matrix addresses, `@name:server`, as the ids of people.
//!
//! An id goes into addresses of pages, so letters that would change those cross as `~` and two hexadecimal digits.

use super::id::PersonId;

/// What may stand before an address in a link that people share, in small letters.
const LINKS: [&str; 4] = ["https://matrix.to/#/", "http://matrix.to/#/", "matrix:u/", "web+matrix://u/"];

/// Whose address this is: `@name:server`, or a link to it. `None` if it is none.
pub fn person_at(text: &str) -> Option<PersonId> {
    let text = text.trim();
    let link = LINKS.into_iter().find(|link| text.get(..link.len()).is_some_and(|it| it.eq_ignore_ascii_case(link)));
    let address = match link {
        Some(link) => text[link.len()..].split(['?', '#']).next()?.replace("%40", "@"),
        None => text.into(),
    };
    let (name, server) = address.strip_prefix('@').unwrap_or(&address).split_once(':')?;
    let marked = link.is_some_and(|link| !link.contains("matrix.to")) || address.starts_with('@');
    (marked && !name.is_empty() && is_server(server)).then(|| escaped(&format!("@{name}:{server}")))?
}

/// The address of somebody, if they have one.
pub fn address_of(person: &PersonId) -> Option<String> {
    let text = unescaped(person.as_str())?;
    let (name, server) = text.strip_prefix('@')?.split_once(':')?;
    (!name.is_empty() && is_server(server)).then_some(text)
}

/// A host with a dot or a port, or `localhost`: enough to tell a server from a word.
fn is_server(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    !text.is_empty() && text.bytes().all(fits) && !text.starts_with(['.', ':', '-']) && !text.ends_with(['.', ':'])
}

fn escaped(text: &str) -> Option<PersonId> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"/#?%\"<>\\~".contains(&byte);
    let escaped = text.bytes().fold(String::new(), |mut out, byte| {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("~{byte:02x}"));
        }
        out
    });
    PersonId::parse(&escaped).ok()
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'~' {
            let (digits, after) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Option<String> {
        person_at(text).map(String::from)
    }

    #[test]
    fn an_address_is_read_in_every_way_that_people_share_it() {
        let ways = [
            " @mei:tea.example ",
            "https://matrix.to/#/@mei:tea.example",
            "https://matrix.to/#/%40mei:tea.example?via=tea.example",
            "matrix:u/mei:tea.example?action=chat",
        ];
        for way in ways {
            assert_eq!(id(way).as_deref(), Some("@mei:tea.example"), "{way}");
        }
        assert_eq!(id("@mei:localhost:8448").as_deref(), Some("@mei:localhost:8448"));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in [
            "",
            "mei",
            "@mei",
            "@:tea.example",
            "@mei:",
            "mei:tea.example",
            "@mei:tea example",
            "@mei:.x",
            "matrix:r/a:b",
        ] {
            assert_eq!(id(text), None, "{text}");
        }
    }

    #[test]
    fn letters_that_would_change_an_address_come_back() {
        let person = person_at("@a/b~c:tea.example").unwrap();
        assert_eq!(person.as_str(), "@a~2fb~7ec:tea.example");
        assert_eq!(address_of(&person).as_deref(), Some("@a/b~c:tea.example"));
        assert_eq!(address_of(&PersonId::random([1; 16])), None);
    }
}
