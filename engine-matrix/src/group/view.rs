//! A group as the port tells it.

use teahouse::domain::group::act::{Act, LogEntry};
use teahouse::domain::group::{Face, Group, Mine, Standing};
use teahouse::domain::name::Name;

use super::event;
use super::hall::Hall;
use crate::keep::Own;
use crate::{ids, words};

impl Hall {
    /// The group, as its reader sees it.
    pub(super) fn group(&self, own: &Own, title: Option<Name>, face: Option<Face>) -> Group {
        let chat = ids::chat(&self.room);
        let mine = own.groups.get(&chat).cloned().unwrap_or_default();
        let standing = self.standing(&self.me).unwrap_or(Standing::Left);
        let inside = standing == Standing::In;
        let rules = self.rules();
        Group {
            title: title.or_else(|| self.title()).unwrap_or_else(|| words::title("")),
            face: face.unwrap_or_else(|| self.mosaic()),
            members: self.count(),
            founded: self.founded(),
            announcement: self.announcement(),
            approval: self.approval(),
            code: self.code().map(|at| at.code).filter(|_| inside && !self.dissolved()),
            set: self.set(),
            dissolved: self.dissolved(),
            mine: Mine {
                role: if inside { self.role(&self.me) } else { Default::default() },
                standing,
                alias: self.called(&self.me).alias,
                show_aliases: !mine.plain_names,
                saved: mine.saved,
                folded: own.folded.contains(&chat),
                announcement_seen: mine.announcement_seen,
                rules_seen: mine.rules_seen,
            },
            rules,
            chat,
        }
    }

    /// The public log. What was written under one key twice counts once, and whoever wrote it is who did it.
    pub(super) fn log(&self) -> Vec<LogEntry> {
        let founded = self.get("m.room.create", "").and_then(|create| {
            let by = ids::person(create.sender.as_deref()?);
            Some(LogEntry { number: 0, at: create.at, by, act: Act::Founded })
        });
        let mut lines: Vec<(&str, LogEntry)> = self
            .all(event::ACT)
            .filter_map(|line| {
                let act = event::read_act(&line.content).filter(|act| act.is_for_the_log() && *act != Act::Founded)?;
                let by = ids::person(line.sender.as_deref()?);
                Some((line.key.as_str(), LogEntry { number: 0, at: line.at, by, act }))
            })
            .collect();
        lines.sort_by(|a, b| (a.1.at, a.0).cmp(&(b.1.at, b.0)));
        let lines = founded.into_iter().chain(lines.into_iter().map(|(_, line)| line));
        lines.zip(1..).map(|(line, number)| LogEntry { number, ..line }).collect()
    }
}
