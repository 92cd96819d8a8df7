//! The groups that one keeps or looks after, gathered into sets; one word to several of them, and the next of a set.

use leptos::prelude::*;

use super::Session;
use super::chats::title;
use super::rows::Row;
use super::session::Notice;
use super::text_form::{Fit, TextForm};
use crate::backend::{Answer, Command, Failure};
use crate::domain::chat::{Chat, GroupRow};
use crate::domain::group::power::{Power, may};
use crate::domain::group::{CAP, Standing};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::name::MAX_NAME_CHARS;
use crate::domain::person::Title;
use crate::route::Route;

/// From this many members on, the next group of a set can be opened: fifty before the cap is time to tell everybody.
pub const NEXT_FROM: u32 = CAP - 50;

/// The first group of a set and those after it; a group alone is a set of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSet {
    /// The first group of the set, which need not be among the groups of the reader.
    pub first: ChatId,
    /// Its groups, by their numbers.
    pub groups: Vec<ChatId>,
    /// How many people are in all of them.
    pub people: u32,
    /// The group that the next one can follow, if it is time for one.
    pub next: Option<ChatId>,
}

/// A group of the reader, as far as sets are concerned.
struct Kept {
    id: ChatId,
    set: ChatId,
    name: String,
    members: u32,
    opens: bool,
}

impl Session {
    /// The groups among the contacts.
    pub fn saved_groups(&self) -> Vec<Row<Chat>> {
        let saved = |chat: &Chat| chat.with.group().is_some_and(|group| group.saved && is_in(group));
        self.chats.with(|rows| rows.iter().filter(|row| row.value.with(saved)).cloned().collect())
    }

    /// The groups that the reader owns or administers, gathered into their sets.
    pub fn sets(&self) -> Vec<GroupSet> {
        let mut kept: Vec<Kept> = self.chats.with(|rows| rows.iter().filter_map(|row| row.value.with(kept)).collect());
        kept.sort_by_cached_key(|group| {
            let (name, number) = numbered(&group.name);
            (group.id != group.set, number, name.to_owned(), group.id.clone())
        });
        let mut sets: Vec<GroupSet> = Vec::new();
        for group in kept {
            let next = (group.opens && group.members >= NEXT_FROM).then(|| group.id.clone());
            match sets.iter_mut().find(|set| set.first == group.set) {
                // Only the last one of a set has a next one.
                Some(set) => {
                    set.groups.push(group.id);
                    set.people += group.members;
                    set.next = next;
                }
                None => {
                    sets.push(GroupSet { first: group.set, groups: vec![group.id], people: group.members, next });
                }
            }
        }
        sets
    }
}

fn is_in(group: &GroupRow) -> bool {
    group.standing == Standing::In
}

fn kept(chat: &Chat) -> Option<Kept> {
    let group = chat.with.group().filter(|group| is_in(group) && may(group.role, Power::Announce).is_ok())?;
    let name = match &chat.title {
        Title::Group(name) => name.as_str().into(),
        _ => String::new(),
    };
    Some(Kept {
        id: chat.id.clone(),
        set: group.set.clone().unwrap_or_else(|| chat.id.clone()),
        name,
        members: group.members,
        opens: may(group.role, Power::Next).is_ok(),
    })
}

/// A name without the number at its end, and the number; the first of a set has none.
fn numbered(name: &str) -> (&str, u32) {
    let bare = name.trim_end_matches(|char: char| char.is_ascii_digit());
    match name[bare.len()..].parse() {
        Ok(number) if number > 0 && !bare.trim().is_empty() => (bare, number),
        _ => (name, 1),
    }
}

/// What the group after this one could be called.
pub fn next_name(name: &str) -> String {
    let (bare, number) = numbered(name);
    let number = number.saturating_add(1).to_string();
    // Chinese needs no space before a number, and a name that had none before its number gets none.
    let space = bare.len() == name.len() && bare.chars().next_back().is_some_and(|char| char.is_ascii());
    let end = if space { format!(" {number}") } else { number };
    let room = MAX_NAME_CHARS.saturating_sub(end.chars().count());
    let kept: String = bare.chars().take(room).collect();
    format!("{kept}{end}")
}

/// One word to several groups; a clone is the same form.
#[derive(Debug, Clone)]
pub struct AnnounceForm {
    /// What is to be said.
    pub form: TextForm,
    /// Where it is not to be said.
    unchosen: ArcRwSignal<Vec<ChatId>>,
    session: Session,
}

impl AnnounceForm {
    /// A form in which all groups are chosen.
    pub fn new(session: &Session) -> Self {
        let form = TextForm::kept(session, Fit::Words, "announce", "");
        Self { form, unchosen: ArcRwSignal::new(Vec::new()), session: session.clone() }
    }

    /// Chooses a group, or no longer.
    pub fn choose(&self, group: &ChatId, on: bool) {
        self.unchosen.update(|unchosen| {
            unchosen.retain(|other| other != group);
            if !on {
                unchosen.push(group.clone());
            }
        });
        self.form.reopen();
    }

    /// True for a group in which it is to be said.
    pub fn is_chosen(&self, group: &ChatId) -> bool {
        self.unchosen.with(|unchosen| !unchosen.contains(group))
    }

    /// The groups in which it is to be said.
    pub fn chosen(&self) -> Vec<ChatId> {
        let groups = self.session.sets().into_iter().flat_map(|set| set.groups);
        groups.filter(|group| self.is_chosen(group)).collect()
    }

    /// What the button is called, or what to do before.
    pub fn submit_label(&self) -> String {
        let texts = &self.session.texts().groups;
        match self.chosen().len() {
            0 => texts.choose_one.into(),
            count => (texts.announce_to)(u32::try_from(count).unwrap_or(u32::MAX)),
        }
    }

    /// Says it.
    pub fn submit(&self) {
        let groups = untrack(|| self.chosen());
        if groups.is_empty() {
            return;
        }
        let (session, written) = (self.session.clone(), self.form.text.clone());
        self.form.submit(|text| async move {
            let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
            let id = MessageId::random((session.platform.random)());
            session.client.run(Command::Announce { groups, id, text }).await?;
            written.set(String::new());
            session.notice.set(Some(Notice::Status((session.texts().groups.announced)(count))));
            Ok(())
        });
    }
}

/// The next group of a set; a clone is the same form.
#[derive(Debug, Clone)]
pub struct NextForm {
    /// What it is to be called.
    pub form: TextForm,
    session: Session,
    after: ChatId,
    // One form makes one group, however often it is handed in.
    id: ChatId,
}

impl NextForm {
    /// A form with a name proposed.
    pub fn new(session: &Session, after: ChatId) -> Self {
        let name = untrack(|| session.chat(&after)).map(|chat| title(&chat.title, session.texts())).unwrap_or_default();
        Self {
            form: TextForm::new(session, Fit::Name, &next_name(&name)),
            id: ChatId::random((session.platform.random)()),
            session: session.clone(),
            after,
        }
    }

    /// Opens it and goes there.
    pub fn submit(&self) {
        let Self { session, after, id, .. } = self.clone();
        let onward = session.onward();
        self.form.submit(|title| async move {
            let command = Command::CreateGroup { id, title, people: Vec::new(), after: Some(after) };
            let Answer::Chat(chat) = session.client.run(command).await? else { return Err(Failure::Malformed) };
            onward.go(Route::Chat(chat));
            Ok(())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Event, Update};
    use crate::domain::chat;
    use crate::domain::group::{Refusal, Role};
    use crate::domain::name::Name;
    use crate::view_model::fake::{self, ENTROPY, Script};
    use crate::view_model::name_form::FormState;

    fn id(n: u8) -> ChatId {
        fake::chat(n).id
    }

    fn group(n: u8, name: &str, role: Role, members: u32, set: Option<u8>) -> Chat {
        let row = GroupRow { role, members, set: set.map(id), ..fake::group_row() };
        Chat { with: chat::With::Group(row), title: Title::Group(Name::parse(name).unwrap()), ..fake::chat(n) }
    }

    fn tell(backend: &mut Script, chats: Vec<Chat>) {
        backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(chats)])));
    }

    #[test]
    fn groups_are_gathered_into_sets_and_the_last_full_one_has_a_next() {
        let (session, mut backend) = fake::open_session();
        let chats = vec![
            group(4, "Other", Role::Member, 9, None),
            group(3, "Tea 10", Role::Owner, 450, Some(1)),
            group(2, "Tea 2", Role::Owner, 500, Some(1)),
            group(5, "School", Role::Admin, 500, None),
            group(1, "Tea", Role::Owner, 500, Some(1)),
            fake::chat(6),
        ];
        tell(&mut backend, chats);
        let tea = GroupSet { first: id(1), groups: vec![id(1), id(2), id(3)], people: 1450, next: Some(id(3)) };
        let school = GroupSet { first: id(5), groups: vec![id(5)], people: 500, next: None };
        let mut sets = session.sets();
        sets.sort_by_key(|set| set.groups.len());
        assert_eq!(sets, [school, tea]);
    }

    #[test]
    fn only_groups_that_were_saved_are_kept() {
        let (session, mut backend) = fake::open_session();
        let mut saved = group(1, "Tea", Role::Member, 9, None);
        if let chat::With::Group(row) = &mut saved.with {
            row.saved = true;
        }
        tell(&mut backend, vec![saved, group(2, "Other", Role::Member, 9, None)]);
        assert_eq!(session.saved_groups().iter().map(|row| row.key.clone()).collect::<Vec<_>>(), [id(1)]);
    }

    #[test]
    fn the_next_name_has_the_next_number_and_fits() {
        for (name, next) in [
            ("Tea", "Tea 2"),
            ("Tea 2", "Tea 3"),
            ("Tea 9", "Tea 10"),
            ("茶友群", "茶友群2"),
            ("茶友群2", "茶友群3"),
            ("2024", "2024 2"),
        ] {
            assert_eq!(next_name(name), next);
        }
        let long = next_name(&"茶".repeat(MAX_NAME_CHARS));
        assert!(Name::parse(&long).is_ok() && long.ends_with('2'));
    }

    #[test]
    fn one_word_goes_to_all_that_are_chosen_and_stays_if_one_refuses() {
        let (session, mut backend) = fake::open_session();
        tell(&mut backend, vec![group(1, "Tea", Role::Owner, 9, None), group(2, "Cups", Role::Admin, 9, None)]);
        let form = AnnounceForm::new(&session);
        form.form.typed("Closed today".into());
        let command = |groups: Vec<ChatId>| Command::Announce {
            groups,
            id: MessageId::random(ENTROPY),
            text: "Closed today".into(),
        };
        form.submit();
        let mut all = [id(1), id(2)];
        all.sort_by_key(|id| !form.chosen().starts_with(std::slice::from_ref(id)));
        backend.answer(command(all.to_vec()), Err(Refusal::NotIn.into()));
        assert!(form.form.error().is_some());
        assert_eq!(form.form.text.get(), "Closed today");
        form.choose(&id(2), false);
        assert_eq!((form.form.error(), form.submit_label().as_str()), (None, "Announce to 1 group"));
        form.submit();
        backend.answer(command(vec![id(1)]), Ok(Answer::Done));
        assert_eq!(session.notice.get(), Some(Notice::Status("Announced in 1 group.".into())));
        assert_eq!(form.form.text.get(), "");
        form.choose(&id(1), false);
        form.submit();
        backend.expect_nothing();
        assert_eq!(form.form.state.get(), FormState::Open);
    }

    #[test]
    fn the_next_group_is_opened_once_and_is_where_one_is_then() {
        let (session, mut backend) = fake::open_session();
        tell(&mut backend, vec![group(1, "Tea", Role::Owner, 500, None)]);
        let form = NextForm::new(&session, id(1));
        form.submit();
        form.submit();
        let made = ChatId::random(ENTROPY);
        let command =
            Command::CreateGroup { id: made.clone(), title: "Tea 2".into(), people: Vec::new(), after: Some(id(1)) };
        backend.answer(command, Ok(Answer::Chat(made.clone())));
        backend.expect_nothing();
        assert_eq!(session.window.route.get(), Route::Chat(made));
    }
}
