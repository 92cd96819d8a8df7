//! What people look like: the picture that each has at the server, made small there, fetched once and kept.
//!
//! Whoever meets somebody says so; what is new is fetched in turn and told to every tab. A person without a picture,
//! or with one that cannot be shown, stays the first letter of a name.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Weak;
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use matrix_sdk::media::{MediaFormat, MediaRequestParameters, MediaThumbnailSettings};
use matrix_sdk::ruma::events::room::MediaSource;
use matrix_sdk::ruma::media::Method;
use matrix_sdk::ruma::serde::{Base64, base64::Standard};
use matrix_sdk::ruma::{MxcUri, OwnedMxcUri, OwnedRoomId, OwnedUserId, RoomId, UserId};
use matrix_sdk::{Client, Room};
use teahouse::backend::Event;
use teahouse::domain::file::picture_type;
use teahouse::domain::group::picture::Picture;
use teahouse::domain::id::PersonId;

use crate::account::Account;
use crate::ids;
use crate::runtime::within;

/// Edges of the pictures that are asked for, in points: what servers have ready. The second one if the first is large.
const EDGES: [u32; 2] = [96, 32];
/// The most people whose pictures are kept in memory; the others stay letters.
const MOST: usize = 2000;
/// How many are fetched at once.
const AT_ONCE: usize = 4;
/// How long one may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The pictures of people.
pub(crate) struct Faces {
    known: RefCell<HashMap<PersonId, Face>>,
    news: UnboundedSender<News>,
    heard: RefCell<Option<UnboundedReceiver<News>>>,
}

struct Face {
    at: OwnedMxcUri,
    /// The room that said so; none for what the server itself says of an account.
    by: Option<OwnedRoomId>,
    picture: Option<Picture>,
    /// It could not be fetched, for a reason that may pass.
    missed: bool,
}

/// What is to be looked after.
enum News {
    /// Somebody's picture is there.
    At(PersonId, OwnedMxcUri),
    /// Somebody is in a room, which may know their picture.
    In(Room, OwnedUserId),
}

impl Default for Faces {
    fn default() -> Self {
        let (news, heard) = unbounded();
        Self { known: RefCell::default(), news, heard: RefCell::new(Some(heard)) }
    }
}

impl Faces {
    /// Somebody was met in a room, with a picture at an address or without one. `tell` hears of those who have none
    /// any more.
    pub(crate) fn met(&self, user: &UserId, at: Option<&MxcUri>, by: Option<&RoomId>, tell: impl FnOnce(Event)) {
        let (person, mut known) = (ids::person(user), self.known.borrow_mut());
        let Some(at) = at.filter(|at| at.is_valid()) else {
            // A room that never knew their picture, an old invitation perhaps, cannot say that it is gone.
            let gone = known.get(&person).is_some_and(|face| by.is_none() || face.by.as_deref() == by);
            if gone && known.remove(&person).is_some_and(|face| face.picture.is_some()) {
                tell(Event::Faces(vec![(person, None)]));
            }
            return;
        };
        if known.get(&person).is_some_and(|face| face.at == at) || known.len() >= MOST {
            return;
        }
        // Until the new one is here, the old one is shown.
        let picture = known.remove(&person).and_then(|face| face.picture);
        let by = by.map(ToOwned::to_owned);
        known.insert(person.clone(), Face { at: at.to_owned(), by, picture, missed: false });
        self.look_after(News::At(person, at.to_owned()));
    }

    /// Somebody is in a room: their picture is looked up there when there is time.
    pub(crate) fn is_in(&self, room: &Room, user: OwnedUserId) {
        self.look_after(News::In(room.clone(), user));
    }

    /// The network is back: what was missed is fetched.
    pub(crate) fn again(&self) {
        for (person, face) in self.known.borrow_mut().iter_mut().filter(|(_, face)| face.missed) {
            face.missed = false;
            self.look_after(News::At(person.clone(), face.at.clone()));
        }
    }

    /// Everybody whose picture is here, if there is anybody.
    pub(crate) fn all(&self) -> Option<Event> {
        let known = self.known.borrow();
        let here = known.iter().filter_map(|(person, face)| Some((person.clone(), Some(face.picture.clone()?))));
        let here: Vec<_> = here.collect();
        (!here.is_empty()).then_some(Event::Faces(here))
    }

    fn look_after(&self, news: News) {
        // Nobody hears it only when the account is about to end.
        let _ = self.news.unbounded_send(news);
    }

    /// Takes in what was fetched. True if it is still wanted, and different.
    fn came(&self, person: &PersonId, at: &MxcUri, fetched: &Fetched) -> bool {
        let mut known = self.known.borrow_mut();
        let Some(face) = known.get_mut(person).filter(|face| face.at == at) else { return false };
        match fetched {
            Fetched::Here(picture) => {
                let new = face.picture.as_ref() != Some(picture);
                face.picture = Some(picture.clone());
                new
            }
            Fetched::Never => face.picture.take().is_some(),
            Fetched::Missed => {
                face.missed = true;
                false
            }
        }
    }
}

/// What came of fetching a picture.
enum Fetched {
    Here(Picture),
    /// There is none that can be shown.
    Never,
    /// Perhaps another time.
    Missed,
}

/// Fetches what is wanted, for as long as the account lives.
pub(crate) async fn keep(client: Client, account: Weak<Account>) {
    let heard = account.upgrade().and_then(|account| account.faces.heard.borrow_mut().take());
    let Some(heard) = heard else { return };
    let fetched = heard.map(|news| look_up(&client, &account, news)).buffer_unordered(AT_ONCE);
    let mut fetched = std::pin::pin!(fetched.ready_chunks(AT_ONCE));
    while let Some(some) = fetched.next().await {
        let Some(account) = account.upgrade() else { return };
        let different = some.into_iter().flatten().filter(|(person, at, it)| account.faces.came(person, at, it));
        let told: Vec<_> = different
            .map(|(person, _, fetched)| match fetched {
                Fetched::Here(picture) => (person, Some(picture)),
                _ => (person, None),
            })
            .collect();
        if !told.is_empty() {
            account.each_seat(|seat| seat.tell(Event::Faces(told.clone())));
        }
    }
}

async fn look_up(client: &Client, account: &Weak<Account>, news: News) -> Option<(PersonId, OwnedMxcUri, Fetched)> {
    match news {
        News::At(person, at) => {
            let fetched = within(PATIENCE, fetch(client, &at)).await.unwrap_or(Fetched::Missed);
            Some((person, at, fetched))
        }
        News::In(room, user) => {
            let member = room.get_member_no_sync(&user).await.ok().flatten();
            // Where the members are not known yet, the server has named those after whom the room is called.
            let hero = || room.clone_info().heroes().iter().find(|hero| hero.user_id == user)?.avatar_url.clone();
            let at = match &member {
                Some(member) => member.avatar_url().map(ToOwned::to_owned),
                None => Some(hero()?),
            };
            account.upgrade()?.met(&user, at.as_deref(), Some(room.room_id()));
            None
        }
    }
}

async fn fetch(client: &Client, at: &MxcUri) -> Fetched {
    for edge in EDGES {
        let small = MediaThumbnailSettings::with_method(Method::Crop, edge.into(), edge.into());
        let source = MediaSource::Plain(at.to_owned());
        let request = MediaRequestParameters { source, format: MediaFormat::Thumbnail(small) };
        let bytes = match client.media().get_media_content(&request, true).await {
            Ok(bytes) => bytes,
            Err(error) if is_final(&error) => return Fetched::Never,
            Err(_) => return Fetched::Missed,
        };
        let Some(kind) = picture_type(&bytes) else { return Fetched::Never };
        let data = format!("data:{kind};base64,{}", Base64::<Standard, _>::new(bytes).encode());
        if let Ok(picture) = Picture::parse(&data) {
            return Fetched::Here(picture);
        }
    }
    Fetched::Never
}

/// What the server refuses, it refuses the next time too, unless it was asked too often.
fn is_final(error: &matrix_sdk::Error) -> bool {
    let status = error.as_client_api_error().map(|error| error.status_code.as_u16());
    status.is_some_and(|status| (400..500).contains(&status) && status != 429)
}
