//! An account that is signed in: the SDK's client, what keeps it in step with the server, and what of it is shown.

mod sync;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::{Rc, Weak};

use futures::lock::Mutex;
use matrix_sdk::cross_process_lock::CrossProcessLockConfig;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::ruma::{MxcUri, OwnedRoomId, OwnedUserId, RoomId, UserId};
use matrix_sdk::sliding_sync::Version;
use matrix_sdk::{Client, SessionChange};
use matrix_sdk_ui::sync_service::SyncService;
use teahouse::backend::{Event, Failure};
use teahouse::domain::chat::Chat;
use teahouse::domain::home::Link;
use teahouse::domain::id::PersonId;
use teahouse::domain::person::Profile;
use teahouse::domain::ticket::Home;
use teahouse::domain::time::Timestamp;

use crate::chats::{Chats, shown};
use crate::faces::{self, Faces};
use crate::group::Groups;
use crate::keep::{Keep, Kept, OWN, Own, SESSION};
use crate::live::{self, Live};
use crate::outgoing::Outgoing;
use crate::runtime::{Task, task};
use crate::safety::{self, Protection};
use crate::session::Seat;
use crate::{Shared, failure, ids, words};

/// An account; it keeps in step with its server for as long as it lives.
pub(crate) struct Account {
    pub(crate) client: Client,
    pub(crate) me: OwnedUserId,
    pub(crate) chats: Chats,
    pub(crate) groups: Groups,
    pub(crate) faces: Faces,
    /// The rooms whose end was compared with that of the server since this engine was started.
    pub(crate) mended: RefCell<HashSet<OwnedRoomId>>,
    pub(crate) outgoing: Outgoing,
    pub(crate) live: Live,
    pub(crate) own: RefCell<Own>,
    pub(crate) safety: Protection,
    pub(crate) link: Cell<Link>,
    pub(crate) sync: RefCell<Option<SyncService>>,
    /// What is changed at the server is changed in the order in which it was asked for.
    pub(crate) turn: Mutex<()>,
    /// What is of this device only is changed by one after the other.
    changing: Mutex<()>,
    kept: RefCell<Kept>,
    keep: Rc<Keep>,
    shared: Weak<Shared>,
    tasks: RefCell<Vec<Task>>,
}

/// A client on the store of an account, which nobody has signed in to yet.
pub(crate) async fn client(keep: &Keep, store: &str, homeserver: &str, sliding: bool) -> Result<Client, Failure> {
    let builder = Client::builder()
        .homeserver_url(homeserver)
        .cross_process_store_config(CrossProcessLockConfig::SingleProcess)
        .with_encryption_settings(EncryptionSettings {
            auto_enable_cross_signing: true,
            backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
            auto_enable_backups: false,
        });
    #[cfg(target_arch = "wasm32")]
    let (builder, _) = (builder.indexeddb_store(&format!("{store}-sdk"), None), keep);
    #[cfg(not(target_arch = "wasm32"))]
    let (builder, _) = (builder.store_config(keep.stores()), store);
    let client = builder.build().await.map_err(|error| failure::of_build(&error))?;
    client.set_sliding_sync_version(if sliding { Version::Native } else { Version::None });
    Ok(client)
}

impl Account {
    /// Brings an account to life whose client is signed in: what the store has is shown before the server is asked.
    /// Where the list is known as it was last, it is worked out anew while the account is used already.
    pub(crate) async fn open(
        shared: &Rc<Shared>,
        client: Client,
        kept: Kept,
        shown: Vec<Chat>,
    ) -> Result<Rc<Self>, Failure> {
        let keep = shared.keep().await?;
        let own: Own = keep.read(OWN).await?.unwrap_or_default();
        if kept.ended {
            client.send_queue().set_enabled(false).await;
        }
        client.event_cache().subscribe().map_err(|error| failure::stored(&error))?;
        let account = Rc::new(Self {
            me: kept.session.meta.user_id.clone(),
            chats: Chats::default(),
            groups: Groups::default(),
            faces: Faces::default(),
            mended: RefCell::default(),
            outgoing: Box::pin(Outgoing::open(&client, &keep)).await?,
            live: Live::default(),
            own: RefCell::new(own),
            safety: Protection::default(),
            link: Cell::new(if kept.ended { Link::SignedOut } else { Link::Connecting }),
            sync: RefCell::default(),
            turn: Mutex::new(()),
            changing: Mutex::new(()),
            kept: RefCell::new(kept),
            keep,
            shared: Rc::downgrade(shared),
            tasks: RefCell::default(),
            client,
        });
        crate::rooms::recall_quiet(&account.client).await;
        let rooms = account.client.rooms().into_iter().map(|room| room.room_id().to_owned());
        if shown.is_empty() {
            account.chats.refresh(&account.client, &account.own, &account.groups, &account.faces, rooms).await;
        } else {
            rooms.for_each(|room| account.chats.touch(room));
            account.chats.begin(shown);
        }
        account.begin();
        Ok(account)
    }

    fn begin(self: &Rc<Self>) {
        let rows = Rc::downgrade(self);
        let session = Rc::downgrade(self);
        let mut all = vec![
            task(sync::follow_rooms(self.client.clone(), Rc::downgrade(self))),
            task(async move { sync::keep_rows(&rows).await }),
            task(shown::keep(Rc::downgrade(self))),
            task(follow_session(self.client.clone(), session)),
            task(safety::follow(self.client.clone(), Rc::downgrade(self))),
            task(faces::keep(self.client.clone(), Rc::downgrade(self))),
            task(show_own_face(Rc::downgrade(self))),
        ];
        if self.link.get() != Link::SignedOut {
            all.push(task(sync::keep_in_step(self.client.clone(), Rc::downgrade(self))));
            all.push(task(fetch_name(Rc::downgrade(self))));
            all.push(task(live::follow(self.client.clone(), Rc::downgrade(self))));
            all.push(task(crate::group::keep(Rc::downgrade(self))));
        }
        *self.tasks.borrow_mut() = all;
    }

    /// The records of the account.
    pub(crate) fn keep(&self) -> &Keep {
        &self.keep
    }

    /// Who this is.
    pub(crate) fn profile(&self) -> Profile {
        let kept = self.kept.borrow();
        Profile {
            id: self.id(),
            name: words::name_of(kept.name.as_deref(), &self.me),
            created: Timestamp::default(),
            account: None,
            home: Home::Server(self.me.server_name().to_string()),
        }
    }

    /// The id of the person.
    pub(crate) fn id(&self) -> PersonId {
        ids::person(&self.me)
    }

    /// Changes what the person calls themselves here; the server has been told.
    pub(crate) async fn named(&self, name: String) -> Result<(), Failure> {
        let changed = {
            let mut kept = self.kept.borrow_mut();
            kept.name.replace(name.clone()) != Some(name)
        };
        if changed {
            let kept = self.kept.borrow().clone();
            self.keep.write(SESSION, &kept).await?;
            self.each_seat(|seat| seat.tell_profile(&self.profile()));
        }
        Ok(())
    }

    /// Changes what is of this device only.
    pub(crate) async fn change_own(&self, change: impl FnOnce(&mut Own)) -> Result<(), Failure> {
        let _turn = self.changing.lock().await;
        let before = self.own.borrow().clone();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.keep.write(OWN, &after).await?;
            *self.own.borrow_mut() = after;
        }
        Ok(())
    }

    /// Tells how this device and the server get on.
    pub(crate) fn set_link(&self, link: Link) {
        if self.link.replace(link) != link {
            self.each_seat(|seat| seat.tell(Event::Link(link)));
            if link == Link::Live {
                self.faces.again();
                self.groups.live.notify_one();
                self.each_seat(Seat::look_after);
            }
        }
    }

    /// Somebody was met in a room, with a picture at an address or without one.
    pub(crate) fn met(&self, user: &UserId, at: Option<&MxcUri>, by: Option<&RoomId>) {
        self.faces.met(user, at, by, |event| self.each_seat(|seat| seat.tell(event.clone())));
    }

    /// Does something with everybody who has this account open.
    pub(crate) fn each_seat(&self, act: impl Fn(&crate::session::Seat)) {
        let Some(shared) = self.shared.upgrade() else { return };
        shared.seats().iter().filter(|seat| seat.is_open()).for_each(|seat| act(seat));
    }

    /// Does something with the room of every conversation that somebody has open.
    fn for_each_open(&self, mut act: impl FnMut(&RoomId)) {
        let Some(shared) = self.shared.upgrade() else { return };
        shared.seats().iter().for_each(|seat| seat.for_each_open(&mut act));
    }

    /// The server does not know simplified sliding sync (any more).
    async fn is_classic(&self) {
        self.kept.borrow_mut().sliding = false;
        let kept = self.kept.borrow().clone();
        // If this cannot be written, the server says it again after the next start.
        let _ = self.keep.write(SESSION, &kept).await;
    }

    /// The server has ended the session; everything here stays.
    async fn ended(&self) {
        self.set_link(Link::SignedOut);
        // What is written from now on waits, instead of being refused.
        self.client.send_queue().set_enabled(false).await;
        self.kept.borrow_mut().ended = true;
        let kept = self.kept.borrow().clone();
        // If this cannot be written, the server says it again after the next start.
        let _ = self.keep.write(SESSION, &kept).await;
    }

    /// Stops everything that goes on by itself.
    pub(crate) async fn stop(&self) {
        self.tasks.borrow_mut().clear();
        let sync = self.sync.borrow_mut().take();
        if let Some(sync) = sync {
            sync.stop().await;
        }
    }
}

async fn follow_session(client: Client, account: Weak<Account>) {
    let mut changes = client.subscribe_to_session_changes();
    while let Ok(change) = changes.recv().await {
        let Some(account) = account.upgrade() else { return };
        if matches!(change, SessionChange::UnknownToken(_)) {
            account.ended().await;
        }
    }
}

/// One's own picture as it was last seen.
async fn show_own_face(account: Weak<Account>) {
    let Some(account) = account.upgrade() else { return };
    if let Ok(at) = account.client.account().get_cached_avatar_url().await {
        account.met(&account.me, at.as_deref(), None);
    }
}

async fn fetch_name(account: Weak<Account>) {
    let Some(account) = account.upgrade() else { return };
    if let Ok(at) = account.client.account().get_avatar_url().await {
        account.met(&account.me, at.as_deref(), None);
    }
    if let Ok(Some(name)) = account.client.account().get_display_name().await {
        let _ = account.named(name).await;
    }
}
