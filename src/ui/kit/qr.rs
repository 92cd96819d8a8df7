//! A QR code, with a mosaic in its middle. Dark on light whatever the theme is: not every reader takes the other way.

use leptos::prelude::*;

use crate::qr::drawing::{Drawing, GRAIN, Square};

/// One of the tiles in the middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The first letter of a name.
    pub initial: String,
    /// Which of the eight grounds.
    pub hue: u8,
}

/// The code. A text that is too long for any code has no picture.
#[component]
pub fn Qr(
    /// Unique on the page.
    id: &'static str,
    /// What the code says.
    text: String,
    /// Names the picture.
    label: String,
    /// What is in the middle, up to nine.
    tiles: Vec<Tile>,
) -> impl IntoView {
    Drawing::of(&text, tiles.len()).map(|drawing| {
        let ground = drawing.middle.map(|middle| {
            view! { <rect class="qr__ground" x=middle.x y=middle.y width=middle.side height=middle.side rx=GRAIN /> }
        });
        let tiles = drawing.tiles.iter().zip(tiles).map(|(square, tile)| tile_view(*square, tile)).collect_view();
        let side = drawing.side;
        view! {
            <svg class="qr" id=id role="img" aria-label=label viewBox=format!("0 0 {side} {side}")>
                <rect class="qr__ground" width=side height=side rx=2 * GRAIN />
                <path class="qr__modules" transform=format!("scale({GRAIN})") d=drawing.path />
                {ground}
                {tiles}
            </svg>
        }
    })
}

fn tile_view(Square { x, y, side }: Square, tile: Tile) -> impl IntoView {
    let hue = tile.hue.to_string();
    view! {
        <rect class="qr__tile" data-hue=hue.clone() x=x y=y width=side height=side rx=side * 3 / 10 />
        <text class="qr__initial" data-hue=hue x=x + side / 2 y=y + side * 11 / 20 font-size=side / 2>
            {tile.initial}
        </text>
    }
}
