//! Several people as one square of small tiles.

use leptos::prelude::*;

/// The letter and the ground of one tile.
pub type Tile = (String, u8);

/// The mosaic, of up to nine tiles. It says nothing to those who cannot see it: the name stands beside it.
#[component]
pub fn Mosaic(
    /// The tiles, in reading order.
    tiles: Vec<Tile>,
    /// `s`, `m` or `l`, as an avatar's.
    #[prop(default = "m")]
    size: &'static str,
) -> impl IntoView {
    let columns = match tiles.len() {
        0 | 1 => 1,
        2..=4 => 2,
        _ => 3,
    };
    let tile = |(letter, hue): &Tile| {
        view! {
            <span class="mosaic__tile" data-hue=hue.to_string()>
                {letter.clone()}
            </span>
        }
    };
    // A row that is not full is the first one, in the middle.
    let (first, rest) = tiles.split_at(tiles.len() % columns);
    let rows = Some(first).filter(|first| !first.is_empty()).into_iter().chain(rest.chunks(columns));
    let rows = rows.map(|row| view! { <span class="mosaic__row">{row.iter().map(tile).collect_view()}</span> });
    view! {
        <span class="avatar mosaic" data-size=size data-columns=columns.to_string() aria-hidden="true">
            {rows.collect_view()}
        </span>
    }
}
