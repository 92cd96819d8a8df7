//! Which name of a person shows where: the one place that decides it.

use super::name::Name;

/// Where a name is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// In the reader's own lists, and in a chat of two.
    Mine,
    /// Among the members of a group, for a reader who sees aliases or not.
    Group {
        /// Members are shown under their aliases.
        aliases: bool,
    },
    /// On something that others will see too: a code, a sheet of paper, a page that is not the reader's own.
    Public,
}

/// What is known of a person's names.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// What they call themselves.
    pub own: &'a Name,
    /// What they call themselves in the group.
    pub alias: Option<&'a Name>,
    /// What the reader calls them. It is the reader's secret.
    pub remark: Option<&'a Name>,
}

/// The name to show. A reader's remark comes first wherever only they look, and never leaves for where others do.
pub fn shown<'a>(names: &Names<'a>, place: Where) -> &'a Name {
    match place {
        Where::Mine => names.remark.unwrap_or(names.own),
        Where::Group { aliases: true } => names.remark.or(names.alias).unwrap_or(names.own),
        Where::Group { aliases: false } => names.remark.unwrap_or(names.own),
        Where::Public => names.own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_its_name() {
        let [own, alias, remark] = ["Lin Mei", "Mei of the teapots", "Aunt Mei"].map(|name| Name::parse(name).unwrap());
        let (aliases, plain) = (Where::Group { aliases: true }, Where::Group { aliases: false });
        // Place, with an alias, with a remark, shown.
        let table = [
            (Where::Mine, false, false, &own),
            (Where::Mine, true, false, &own),
            (Where::Mine, false, true, &remark),
            (Where::Mine, true, true, &remark),
            (aliases, false, false, &own),
            (aliases, true, false, &alias),
            (aliases, false, true, &remark),
            (aliases, true, true, &remark),
            (plain, false, false, &own),
            (plain, true, false, &own),
            (plain, false, true, &remark),
            (plain, true, true, &remark),
            (Where::Public, false, false, &own),
            (Where::Public, true, false, &own),
            (Where::Public, false, true, &own),
            (Where::Public, true, true, &own),
        ];
        for (place, has_alias, has_remark, expected) in table {
            let names = Names { own: &own, alias: has_alias.then_some(&alias), remark: has_remark.then_some(&remark) };
            assert_eq!(shown(&names, place), expected, "{place:?} {has_alias} {has_remark}");
        }
    }
}
