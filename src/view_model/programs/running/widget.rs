//! A program that speaks the widget API of Matrix: what it says is handed to the shelf, what the shelf makes of it is
//! done here.

use leptos::prelude::*;

use super::Running;
use crate::backend::protocol::TalkCommand;
use crate::backend::shelf::widget::{RunId, Told, WidgetAct, WidgetSaid};
use crate::backend::shelf::{ShelfAnswer, ShelfCommand};
use crate::backend::{Command, Watch};
use crate::domain::mini::widget::Access;

impl Running {
    /// Its page is there: it may be a widget, which waits to be asked what it wants.
    pub(super) fn greet(&self) {
        let (dark, language) = (self.dark.get_value(), self.session.settings.locale().tag().into());
        self.widget(WidgetSaid::Loaded);
        self.widget(WidgetSaid::Looks { dark, language });
    }

    /// It has become dark, or light.
    pub(super) fn looks(&self, dark: bool) {
        self.dark.set_value(dark);
        if *self.phase.read_untracked() == super::Phase::Running {
            let language = self.session.settings.locale().tag().into();
            self.widget(WidgetSaid::Looks { dark, language });
        }
    }

    /// Tells the shelf something, and does what comes of it.
    pub(super) fn widget(&self, said: WidgetSaid) {
        let command = match (self.site(), self.id.get_untracked()) {
            (Some(at), _) => ShelfCommand::Remote { at, said },
            (None, Some(program)) => ShelfCommand::Widget { program, card: self.place.card(), said },
            (None, None) => return,
        };
        let answer = self.session.shelf(&command);
        let (running, stays) = (self.clone(), self.stays());
        self.session.spawn(async move {
            // A shelf that fails answers no page: it waits for ten seconds, and says so by itself.
            if let Ok(ShelfAnswer::Widget(acts)) = answer.await
                && stays()
            {
                acts.into_iter().for_each(|act| running.act(act));
            }
        });
    }

    fn act(&self, act: WidgetAct) {
        match act {
            WidgetAct::Post(json) => {
                if let Some((frames, frame)) = self.session.frames().zip(self.frame.get_value()) {
                    (frames.widget)(frame, &json);
                }
            }
            WidgetAct::Ask(accesses) => self.accesses.set(Some(accesses)),
            WidgetAct::Run { id, act } => self.run(id, act.into()),
            WidgetAct::Follow => self.follow(true),
            WidgetAct::Close => self.finish(),
        }
    }

    /// The person has decided what of it the program may do with the chat, from now on.
    pub fn decide(&self, accesses: &[Access]) {
        if self.accesses.try_update(Option::take).flatten().is_some() {
            self.widget(WidgetSaid::Decided(accesses.iter().map(|it| it.name.clone()).collect()));
        }
    }

    fn run(&self, id: RunId, act: TalkCommand) {
        let Some(chat) = self.place.chat().cloned() else { return };
        let answer = self.session.client.run(Command::Talk { chat, act });
        let (running, stays) = (self.clone(), self.stays());
        self.session.spawn(async move {
            let told = Told::from(answer.await);
            if stays() {
                running.widget(WidgetSaid::Answered { id, told });
            }
        });
    }

    /// Hears from now on what happens in the chat, or no longer.
    pub(super) fn follow(&self, on: bool) {
        let Some(chat) = self.place.chat().cloned() else { return };
        if self.follows.get_value() != on {
            self.follows.set_value(on);
            let watch = Watch::Events(chat);
            self.session.client.tell(if on { Command::Watch(watch) } else { Command::Unwatch(watch) });
        }
    }
}
