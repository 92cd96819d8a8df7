//! The accounts of this browser, as they are kept: one line each, so that whatever stands there can be read in part.
//!
//! A line has a store, an id, when the account came, and a name, with tabs between them; what a later version adds
//! comes after those. A line that is only a store says that whatever is in it is to go: nobody has signed in there yet,
//! or somebody has signed out. A line that cannot be read stays where it is.

use std::rc::Rc;

use crate::domain::id::PersonId;
use crate::domain::name::Name;
use crate::domain::person::Profile;
use crate::domain::ticket::Home;
use crate::domain::time::Timestamp;

/// What the name of a store of an account begins with; 32 hexadecimal digits follow.
const PREFIX: &str = "teahouse-matrix-";

/// A store that nobody has used.
pub fn fresh(random: [u8; 16]) -> Rc<str> {
    format!("{PREFIX}{:032x}", u128::from_be_bytes(random)).into()
}

/// An account at a homeserver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Where its engine keeps everything.
    pub store: Rc<str>,
    /// Who it is, as far as this browser knows.
    pub profile: Profile,
}

impl Account {
    fn read(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let (store, id, created, name) = (next()?, next()?, next()?, next()?);
        let (_, server) = id.split_once(':').filter(|_| is_store(store))?;
        let profile = Profile {
            id: PersonId::parse(id).ok()?,
            name: Name::parse(name).ok()?,
            created: Timestamp(created.parse().ok()?),
            account: None,
            home: Home::Server(server.into()),
        };
        Some(Self { store: store.into(), profile })
    }

    /// True if somebody who types this at a sign-in means this account.
    pub fn is_meant(&self, servers: &[&str], username: &str) -> bool {
        let id = self.profile.id.as_str();
        let username = username.trim();
        let local = username.strip_prefix('@').unwrap_or(username);
        match local.split_once(':') {
            Some(_) => id.strip_prefix('@').is_some_and(|id| id.eq_ignore_ascii_case(local)),
            None => servers.iter().any(|server| {
                let (_, server) = server.trim().split_once("://").unwrap_or(("", server.trim()));
                let typed = [local, server.trim_end_matches('/')].join(":");
                id.strip_prefix('@').is_some_and(|id| id.eq_ignore_ascii_case(&typed))
            }),
        }
    }
}

/// True for the name of a store of an account.
fn is_store(name: &str) -> bool {
    let digits =
        |digits: &str| digits.len() == 32 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    name.strip_prefix(PREFIX).is_some_and(digits)
}

/// All of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accounts {
    /// By age.
    pub all: Vec<Account>,
    /// The stores that are to go.
    going: Vec<Rc<str>>,
    strange: Vec<String>,
}

impl Accounts {
    /// Reads what was kept; whatever stands there may be anything.
    pub fn read(text: &str) -> Self {
        let mut accounts = Self::default();
        for line in text.lines().filter(|line| !line.is_empty()) {
            match Account::read(line) {
                Some(account) if accounts.of(&account.profile.id).is_none() => accounts.all.push(account),
                Some(_) => {}
                None if is_store(line) => accounts.mark(line),
                None => accounts.strange.push(line.into()),
            }
        }
        accounts
    }

    /// What is to be kept.
    pub fn write(&self) -> String {
        let lines = self.all.iter().map(|Account { store, profile }| {
            let created = profile.created.0.to_string();
            [store, profile.id.as_str(), &created, profile.name.as_str()].join("\t")
        });
        let going = self.going.iter().map(ToString::to_string);
        lines.chain(going).chain(self.strange.iter().cloned()).collect::<Vec<_>>().join("\n")
    }

    /// Keeps in mind that what is in a store is to go.
    pub fn mark(&mut self, store: &str) {
        if !self.is_marked(store) {
            self.going.push(store.into());
        }
    }

    /// What is in a store is to stay, or has gone.
    pub fn unmark(&mut self, store: &str) {
        self.going.retain(|going| **going != *store);
    }

    /// The stores of accounts that were about to sign out.
    pub fn leaving(&self) -> Vec<Rc<str>> {
        self.going.iter().filter(|store| self.is_named(store)).cloned().collect()
    }

    /// The stores of nobody.
    pub fn orphans(&self) -> Vec<Rc<str>> {
        self.going.iter().filter(|store| !self.is_named(store)).cloned().collect()
    }

    /// True if a store belongs to nobody, and is to go.
    pub fn is_orphan(&self, store: &str) -> bool {
        self.is_marked(store) && !self.is_named(store)
    }

    fn is_named(&self, store: &str) -> bool {
        self.all.iter().any(|account| *account.store == *store)
    }

    fn is_marked(&self, store: &str) -> bool {
        self.going.iter().any(|going| **going == *store)
    }

    /// The account of somebody.
    pub fn of(&self, id: &PersonId) -> Option<&Account> {
        self.all.iter().find(|account| account.profile.id == *id)
    }

    /// The account that lives in a store.
    pub fn at(&mut self, store: &str) -> Option<&mut Account> {
        self.all.iter_mut().find(|account| &*account.store == store)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(digit: char, id: &str, name: &str) -> String {
        format!("{PREFIX}{}\t{id}\t7\t{name}", digit.to_string().repeat(32))
    }

    #[test]
    fn accounts_come_back_as_they_were() {
        let text = [line('a', "@mei:tea.example", "Mei 茶"), line('b', "@zhou:tea.example:8448", "Zhou")].join("\n");
        let accounts = Accounts::read(&text);
        assert_eq!(accounts.all.len(), 2);
        assert_eq!(accounts.all[1].profile.home, Home::Server("tea.example:8448".into()));
        assert_eq!(accounts.write(), text);
    }

    #[test]
    fn whatever_stands_there_is_read_in_part_and_nothing_of_it_is_lost() {
        let known = line('a', "@mei:tea.example", "Mei");
        let later = format!("{}\tmore", line('c', "@li:tea.example", "Li"));
        for strange in ["{\"a\":1}", "\t\t\t", "teahouse-local\t@a:b\t1\tA", "teahouse-matrix-../x\t@a:b\t1\tA", "é"] {
            let accounts = Accounts::read(&format!("{strange}\n{known}\n\n{known}\n{later}"));
            assert_eq!(accounts.all.len(), 2, "{strange}");
            assert!(accounts.write().ends_with(strange));
        }
        assert_eq!(Accounts::read(""), Accounts::default());
    }

    #[test]
    fn stores_that_are_to_go_are_kept_in_mind_until_they_have_gone() {
        let [a, b] = ['a', 'b'].map(|digit| format!("{PREFIX}{}", digit.to_string().repeat(32)));
        let text = [line('a', "@mei:tea.example", "Mei"), a.clone(), b.clone(), "strange".into()].join("\n");
        let mut accounts = Accounts::read(&text);
        assert_eq!(accounts.write(), text);
        assert_eq!((accounts.leaving(), accounts.orphans()), (vec![a.as_str().into()], vec![b.as_str().into()]));
        assert!(!accounts.is_orphan(&a) && accounts.is_orphan(&b));
        accounts.mark(&b);
        accounts.unmark(&a);
        assert_eq!(
            accounts.write(),
            [&line('a', "@mei:tea.example", "Mei"), &b, "strange"].map(String::from).join("\n")
        );
    }

    #[test]
    fn an_account_is_known_by_its_address_or_by_its_name_at_its_server() {
        let accounts = Accounts::read(&line('a', "@mei:tea.example", "Mei"));
        let means = |servers: &[&str], username: &str| accounts.all[0].is_meant(servers, username);
        assert!(means(&["elsewhere.example"], " @mei:tea.example "));
        assert!(means(&["https://Tea.example/"], "Mei"));
        assert!(means(&["https://matrix.tea.example", "tea.example"], "@mei"));
        assert!(!means(&["tea.example"], "zhou"));
        assert!(!means(&["matrix.tea.example"], "mei"));
        assert!(!means(&["tea.example"], "@mei:other.example"));
    }
}
