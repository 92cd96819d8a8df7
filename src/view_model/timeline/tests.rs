use super::*;
use crate::view_model::fake::{DAY, NOW, message, platform};

fn timeline(messages: &[(u8, i64)]) -> Timeline {
    let timeline = Timeline::new(platform().day);
    let messages = messages.iter().zip(1..).map(|((who, at), seq)| message(seq, *who, Timestamp(NOW.0 + at))).collect();
    timeline.apply(vec![VectorDiff::Reset(messages)], false).unwrap();
    timeline
}

fn places(timeline: &Timeline) -> String {
    let letter = |place: Place| match place {
        Place { new_day: true, .. } => '|',
        Place { first: true, last: true, .. } => 'o',
        Place { first: true, .. } => '(',
        Place { last: true, .. } => ')',
        Place { .. } => '-',
    };
    timeline.rows.get().iter().map(|row| letter(row.value.get().place)).collect()
}

#[test]
fn messages_of_one_person_within_five_minutes_belong_together() {
    let timeline =
        timeline(&[(1, 0), (2, 1), (2, 2), (2, TOGETHER_MS + 2), (2, 2 * TOGETHER_MS + 3), (1, 2 * TOGETHER_MS + 4)]);
    assert_eq!(places(&timeline), "|(-)oo");
}

#[test]
fn a_new_day_begins_anew() {
    assert_eq!(places(&timeline(&[(1, 0), (1, 1), (1, DAY), (1, DAY + 1)])), "|)|)");
}

#[test]
fn a_message_that_arrives_changes_the_place_of_the_one_before_and_no_other() {
    let timeline = timeline(&[(1, 0), (2, 1), (2, 2)]);
    let row = timeline.rows.get()[1].value.clone();
    assert_eq!(places(&timeline), "|()");
    timeline.apply(vec![VectorDiff::Append(vec![message(4, 2, Timestamp(NOW.0 + 3))])], true).unwrap();
    assert_eq!(places(&timeline), "|(-)");
    assert_eq!(timeline.rows.get()[1].value, row);
    assert!(timeline.has_older.get());
}

#[test]
fn what_is_new_and_what_can_be_changed_are_found_from_the_end() {
    let timeline = timeline(&[(1, 0), (2, 1), (2, 2)]);
    assert_eq!(timeline.last_seq(), 3);
    assert_eq!(timeline.count_after(1, &PersonId::random([1; 16])), 2);
    assert_eq!(timeline.last_of(&PersonId::random([2; 16])).map(|found| found.seq), Some(Some(3)));
    assert_eq!(timeline.last_of(&PersonId::random([3; 16])), None);
}
