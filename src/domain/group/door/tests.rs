use proptest::prelude::*;

use super::*;
use crate::domain::group::code::CODE_LIFE_MS;

const SECRET: Secret = Secret([3; 16]);
const DAY: i64 = CODE_LIFE_MS / 7;

fn mei() -> PersonId {
    PersonId::random([1; 16])
}

fn house(members: u32) -> House {
    House { members, approval: false, dissolved: false }
}

fn code() -> Code {
    Code { number: 1, secret: SECRET, issued: Timestamp(0), home: Default::default() }
}

fn with_code(house: House, standing: Option<&Standing>, now: i64) -> Result<Entry, Refusal> {
    by_code(house, standing, Some(&code()), SECRET, &mei(), Timestamp(now))
}

fn invited() -> Standing {
    Standing::Invited { by: mei() }
}

fn asking() -> Standing {
    Standing::Asking { by: mei(), reason: "a neighbour".into() }
}

#[test]
fn a_code_lets_in_up_to_the_hundredth_member_and_up_to_the_seventh_day() {
    let inside = Ok(Entry::In(Joined::CodeOf(mei())));
    let table = [
        (house(1), 0, inside.clone()),
        (house(99), 0, inside.clone()),
        (house(100), 0, Err(Refusal::Large)),
        (house(101), 0, Err(Refusal::Large)),
        (house(499), 0, Err(Refusal::Large)),
        (house(500), 0, Err(Refusal::Full)),
        (house(50), 7 * DAY - 1, inside),
        (house(50), 7 * DAY, Err(Refusal::Expired)),
        (house(50), 8 * DAY, Err(Refusal::Expired)),
        (House { approval: true, ..house(5) }, 0, Err(Refusal::Approval)),
        (House { dissolved: true, ..house(5) }, 0, Err(Refusal::Dissolved)),
        // What no new code could mend is said first.
        (house(100), 8 * DAY, Err(Refusal::Large)),
        (House { approval: true, ..house(100) }, 8 * DAY, Err(Refusal::Approval)),
    ];
    for (house, now, expected) in table {
        assert_eq!(with_code(house, None, now), expected, "{house:?} {now}");
    }
}

#[test]
fn who_holds_the_code_matters() {
    let table = [
        (Some(Standing::In), Err(Refusal::AlreadyMember)),
        (Some(Standing::Removed), Err(Refusal::Removed)),
        (Some(Standing::Left), Ok(Entry::In(Joined::CodeOf(mei())))),
        (Some(asking()), Ok(Entry::In(Joined::CodeOf(mei())))),
        (Some(invited()), Ok(Entry::In(Joined::InvitedBy(mei())))),
    ];
    for (standing, expected) in table {
        assert_eq!(with_code(house(5), standing.as_ref(), 0), expected, "{standing:?}");
    }
    // An invitation is worth more than the code that it came with.
    assert!(with_code(house(200), Some(&invited()), 9 * DAY).is_ok());
    assert_eq!(with_code(house(500), Some(&invited()), 0), Err(Refusal::Full));
}

#[test]
fn a_code_that_was_replaced_says_only_that() {
    let old = |house| by_code(house, None, Some(&code()), Secret([4; 16]), &mei(), Timestamp(0));
    assert_eq!(old(house(5)), Err(Refusal::Replaced));
    assert_eq!(old(house(500)), Err(Refusal::Replaced));
    assert_eq!(old(House { dissolved: true, ..house(0) }), Err(Refusal::Dissolved));
    assert_eq!(by_code(house(5), None, None, SECRET, &mei(), Timestamp(0)), Err(Refusal::Replaced));
}

#[test]
fn below_forty_people_are_added_and_from_forty_on_they_are_asked() {
    let table = [
        (house(1), Role::Member, Ok(Entry::In(Joined::AddedBy(mei())))),
        (house(39), Role::Member, Ok(Entry::In(Joined::AddedBy(mei())))),
        (house(40), Role::Member, Ok(Entry::Invited)),
        (house(41), Role::Owner, Ok(Entry::Invited)),
        (house(150), Role::Member, Ok(Entry::Invited)),
        (house(499), Role::Member, Ok(Entry::Invited)),
        (house(500), Role::Owner, Err(Refusal::Full)),
        (House { approval: true, ..house(5) }, Role::Member, Ok(Entry::Asking)),
        (House { approval: true, ..house(5) }, Role::Admin, Ok(Entry::In(Joined::AddedBy(mei())))),
        (House { approval: true, ..house(60) }, Role::Owner, Ok(Entry::Invited)),
        (House { dissolved: true, ..house(5) }, Role::Owner, Err(Refusal::Dissolved)),
    ];
    for (house, role, expected) in table {
        assert_eq!(invite(house, &mei(), role, None), expected, "{house:?} {role:?}");
    }
}

#[test]
fn inviting_twice_is_inviting_once_and_the_removed_come_back_through_admins_only() {
    for standing in [Standing::In, invited()] {
        assert_eq!(invite(house(500), &mei(), Role::Member, Some(&standing)), Ok(Entry::Nothing));
    }
    assert_eq!(invite(house(5), &mei(), Role::Member, Some(&asking())), Ok(Entry::Nothing));
    assert_eq!(invite(house(5), &mei(), Role::Member, Some(&Standing::Removed)), Err(Refusal::Removed));
    assert!(matches!(invite(house(5), &mei(), Role::Admin, Some(&Standing::Removed)), Ok(Entry::In(_))));
}

#[test]
fn an_approval_follows_the_same_numbers_and_comes_once() {
    assert_eq!(approve(house(39), Some(&asking())), Ok(Entry::In(Joined::AddedBy(mei()))));
    assert_eq!(approve(house(40), Some(&asking())), Ok(Entry::Invited));
    assert_eq!(approve(house(500), Some(&asking())), Err(Refusal::Full));
    for standing in [None, Some(Standing::In), Some(Standing::Left), Some(invited())] {
        assert_eq!(approve(house(500), standing.as_ref()), Ok(Entry::Nothing));
    }
}

#[test]
fn an_invitation_is_accepted_once_and_while_there_is_room() {
    assert_eq!(accept(house(499), Some(&invited())), Ok(Entry::In(Joined::InvitedBy(mei()))));
    assert_eq!(accept(house(500), Some(&invited())), Err(Refusal::Full));
    assert_eq!(accept(house(500), Some(&Standing::In)), Ok(Entry::Nothing));
    assert_eq!(accept(house(5), Some(&Standing::Left)), Err(Refusal::NotInvited));
    assert_eq!(accept(house(5), None), Err(Refusal::NotInvited));
}

fn standing() -> impl Strategy<Value = Option<Standing>> {
    let any =
        [None, Some(Standing::In), Some(invited()), Some(asking()), Some(Standing::Left), Some(Standing::Removed)];
    proptest::sample::select(any.to_vec())
}

proptest! {
    /// Whoever comes, and however: nobody passes the cap, and no code passes a hundred.
    #[test]
    fn the_limits_hold_whatever_happens(
        start in 1..CAP,
        approval: bool,
        steps in proptest::collection::vec((0..4_u8, standing(), 0..9 * DAY), 0..600),
    ) {
        let mut house = House { members: start, approval, dissolved: false };
        for (kind, standing, now) in steps {
            let entry = match kind {
                0 => with_code(house, standing.as_ref(), now),
                1 => invite(house, &mei(), Role::Member, standing.as_ref()),
                2 => approve(house, standing.as_ref()),
                _ => accept(house, standing.as_ref()),
            };
            if let Ok(Entry::In(joined)) = entry {
                match joined {
                    Joined::CodeOf(_) => prop_assert!(!approval && house.members < CODE_LIMIT && now < 7 * DAY),
                    Joined::AddedBy(_) => prop_assert!(house.members < ACCEPT_FROM),
                    _ => {}
                }
                prop_assert!(standing != Some(Standing::In), "nobody comes in twice");
                house.members += 1;
            }
            prop_assert!(house.members <= CAP);
        }
    }
}
