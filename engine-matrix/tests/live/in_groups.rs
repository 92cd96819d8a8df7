//! Groups.

#[path = "groups/doorway.rs"]
mod doorway;
#[path = "groups/elsewhere.rs"]
mod elsewhere;

use crate::{groups, in_groups};

in_groups!(groups, tests);

tests! {
    doorway;
    a_code_lets_in_while_nobody_of_the_group_is_online,
    nothing_of_a_group_is_published,
    a_new_code_kills_the_old_one_at_the_server,
    another_admin_kills_a_code_too_and_its_door_goes_with_it,
    approval_kills_the_code_at_the_server,
    after_seven_days_any_admin_that_is_there_shuts_the_door,
    the_hundredth_member_shuts_the_door,
    a_code_that_died_while_nobody_was_there_is_dead_when_somebody_comes,
}

tests! {
    elsewhere;
    a_group_made_elsewhere_has_its_own_rules,
    others_read_what_happens_in_a_group,
    nobody_is_inside_who_did_not_accept,
}
