//! The icons: strokes of one width on a grid of 24, in the colour of the text around.

use leptos::prelude::*;

/// An icon of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Speech bubble.
    Chats,
    /// Two people.
    Contacts,
    /// Compass.
    Discover,
    /// One person.
    Me,
    /// Plus sign.
    Plus,
    /// Paper plane.
    Send,
    /// The letter i in a circle.
    Info,
    /// Arrow to the beginning of the line.
    Back,
    /// Arrow head to the end of the line.
    Chevron,
    /// Arrow down.
    Down,
    /// Three dots.
    More,
    /// Pencil.
    Edit,
    /// Two sheets.
    Copy,
    /// Cross.
    Close,
    /// Pin.
    Pin,
    /// Bell with a line through it.
    Mute,
    /// Check mark.
    Check,
    /// Clock.
    Clock,
    /// Two sliders.
    Settings,
    /// The corners of a QR code.
    Code,
    /// A box with a lid.
    Fold,
    /// Speaking trumpet.
    Announce,
    /// Four corners and a line between them.
    Scan,
    /// Two check marks.
    Checks,
    /// Arrow that turns back.
    Reply,
    /// A face with a smile.
    Smile,
    /// Arrow round to its beginning.
    Recall,
    /// Paper clip.
    Attach,
    /// Arrow down into a tray.
    Save,
    /// A sheet with a corner folded.
    File,
    /// A padlock that is closed.
    Lock,
    /// A padlock that is open.
    Unlock,
    /// A shield.
    Shield,
    /// Three tiles and a round one.
    Programs,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Chats => {
                "M12 4.5c4.7 0 8.5 3.1 8.5 7s-3.8 7-8.5 7c-1 0-2-.1-2.9-.4L4.5 20l1-3.6a6.4 6.4 0 0 1-2-4.9c0-3.9 3.8-7 8.5-7z"
            }
            Self::Programs => {
                "M5.5 4h4A1.5 1.5 0 0 1 11 5.5v4A1.5 1.5 0 0 1 9.5 11h-4A1.5 1.5 0 0 1 4 9.5v-4A1.5 1.5 0 0 1 5.5 4zM5.5 13h4a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 9.5 20h-4A1.5 1.5 0 0 1 4 18.5v-4A1.5 1.5 0 0 1 5.5 13zM14.5 13h4a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1-1.5 1.5h-4a1.5 1.5 0 0 1-1.5-1.5v-4a1.5 1.5 0 0 1 1.5-1.5zM16.5 3.8a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4z"
            }
            Self::Contacts => {
                "M9 11.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3 19.5c.4-3.3 2.8-5.2 6-5.2s5.6 1.9 6 5.2M15.8 5.3a3.1 3.1 0 0 1 0 5.9M17.8 14.8c1.8.7 2.9 2.3 3.2 4.7"
            }
            Self::Discover => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM15.6 8.4l-1.9 5.3-5.3 1.9 1.9-5.3z",
            Self::Me => "M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM4.8 20c.6-3.7 3.4-5.7 7.2-5.7s6.6 2 7.2 5.7",
            Self::Plus => "M12 5.5v13M5.5 12h13",
            Self::Send => "M4.5 12L19.5 5l-4.3 14-3.7-5.5zM11.5 13.5l3.5-3.5",
            Self::Info => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11.2v4.9M12 7.9v.1",
            Self::Back => "M19 12H5.5M11 6.5L5.5 12l5.5 5.5",
            Self::Chevron => "M9.5 6l6 6-6 6",
            Self::Down => "M12 5.5v13M6.5 13l5.5 5.5 5.5-5.5",
            Self::More => "M6 12v.01M12 12v.01M18 12v.01",
            Self::Edit => "M5 19l.9-3.7L16 5.2a1.7 1.7 0 0 1 2.4 0l.4.4a1.7 1.7 0 0 1 0 2.4L8.7 18.1zM14.3 7l2.7 2.7",
            Self::Copy => "M9 9h9.5v10.5H9zM15 9V4.5H5.5V15H9",
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Pin => "M9 4.5h6l-.8 5.8 3 2.9v1.3H6.8v-1.3l3-2.9zM12 14.5v5",
            Self::Mute => {
                "M6.8 16.5V11c0-.8.2-1.6.5-2.3M9.2 6.3A5.2 5.2 0 0 1 17.2 11v3M5.5 16.5h11M10.3 19.5h3.4M4.5 4.5l15 15"
            }
            Self::Check => "M5.5 12.8l4 4 9-9.5",
            Self::Clock => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
            Self::Code => {
                "M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h2.5v2.5M19.5 13.5v2M13.5 19.5h2M18.5 19.5h1v-1"
            }
            Self::Settings => {
                "M4.5 8h7M15.5 8h4M13.5 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4.5 16h3M11.5 16h8M9.5 18a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
            }
            Self::Fold => "M4.5 5h15v4.5h-15zM6 9.5v9h12v-9M10 13.5h4",
            Self::Announce => "M4.5 10v4l11 4.5v-13zM15.5 9.4a2.7 2.7 0 0 1 0 5.2M7.3 15.2v3.3h3v-2",
            Self::Scan => "M4.5 8.5v-4h4M15.5 4.5h4v4M19.5 15.5v4h-4M8.5 19.5h-4v-4M7.5 12h9",
            Self::Checks => "M2.5 12.8l4 4 9-9.5M11.5 16l.8.8 9-9.5",
            Self::Reply => "M9.5 6L4.5 11l5 5M4.5 11h9a6 6 0 0 1 6 6v1.5",
            Self::Smile => {
                "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8.5 14.2c.8 1.3 2 2 3.5 2s2.7-.7 3.5-2M9.2 9.8v.1M14.8 9.8v.1"
            }
            Self::Recall => "M5 5.5v4.8h4.8M5.4 10.2a7.3 7.3 0 1 1-.6 4.3",
            Self::Attach => {
                "M19 11.2l-7.4 7.4a4.4 4.4 0 0 1-6.2-6.2l7.9-7.9a2.9 2.9 0 0 1 4.1 4.1l-7.7 7.7a1.4 1.4 0 0 1-2-2l6.8-6.8"
            }
            Self::Save => "M12 4.5v10M7.8 10.5l4.2 4.2 4.2-4.2M4.5 15.5v4h15v-4",
            Self::File => "M13.5 4h-7v16h11V8zM13.5 4v4h4",
            Self::Lock => "M6 10.5h12v9H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5",
            Self::Unlock => "M6 10.5h12v9H6zM8.5 10.5V7.5a3.5 3.5 0 0 1 6.7-1.4",
            Self::Shield => "M12 4l6.8 2.4v5.2c0 4-2.8 6.8-6.8 8.4-4-1.6-6.8-4.4-6.8-8.4V6.4z",
        }
    }

    /// Draws the icon. It says nothing to those who cannot see it: the words beside it do.
    pub fn view(self) -> AnyView {
        view! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d=self.path() />
            </svg>
        }
        .into_any()
    }
}
