//! A text as the shapes of a QR code (ISO/IEC 18004), measured in grains, of which a module has [`GRAIN`].
//!
//! Whole numbers only: what writes and reads fractions would weigh more than the code does.
//!
//! The middle can be covered by a mosaic of tiles. That is damage which a reader has to correct, so it is kept far
//! below what the code's correction level can: see [`Cover`].

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// Grains along a side of a module.
pub const GRAIN: usize = 20;

/// The empty edge that readers need, in modules.
pub const QUIET: usize = 4;

/// Most tiles in the middle.
pub const MAX_TILES: usize = 9;

/// How much of a code may be covered, and until when the level of correction is worth its denser picture.
struct Cover {
    level: QrCodeEcc,
    /// In thousandths of all modules, a fourth or less of what the level corrects (30 % and 25 %).
    share: usize,
    largest: u8,
}

const COVERS: [Cover; 2] = [
    // 73 modules along a side.
    Cover { level: QrCodeEcc::High, share: 50, largest: 14 },
    Cover { level: QrCodeEcc::Quartile, share: 25, largest: 40 },
];

/// A square: its corner and its side, in grains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Square {
    /// From the left.
    pub x: usize,
    /// From the top.
    pub y: usize,
    /// Along a side.
    pub side: usize,
}

/// The shapes of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// All of it along a side, with the quiet zone, in grains.
    pub side: usize,
    /// The dark modules, as the data of one SVG path in which a module has the size 1.
    pub path: String,
    /// The ground of the middle; there is none without tiles.
    pub middle: Option<Square>,
    /// The tiles on it.
    pub tiles: Vec<Square>,
}

impl Drawing {
    /// Draws a text, with room for some tiles; nothing when the text is too long for any code.
    pub fn of(text: &str, tiles: usize) -> Option<Self> {
        let (code, cover) = encode(text.as_bytes())?;
        let side = usize::try_from(code.size()).ok()?;
        let covered = (tiles > 0).then(|| covered(side, cover.share));
        let middle = covered.map(|covered| {
            let start = (QUIET + (side - covered) / 2) * GRAIN;
            Square { x: start, y: start, side: covered * GRAIN }
        });
        Some(Self {
            side: (side + 2 * QUIET) * GRAIN,
            path: path(&code),
            middle,
            tiles: middle.map(|middle| mosaic(middle, tiles)).unwrap_or_default(),
        })
    }
}

fn encode(text: &[u8]) -> Option<(QrCode, Cover)> {
    let text = [QrSegment::make_bytes(text)];
    COVERS.into_iter().find_map(|cover| {
        let (smallest, largest) = (Version::new(1), Version::new(cover.largest));
        let code = QrCode::encode_segments_advanced(&text, cover.level, smallest, largest, None, false).ok()?;
        Some((code, cover))
    })
}

/// The side of the largest square in the middle that covers no more than a share of all modules. It is odd, as the
/// sides of codes are, so that it covers whole modules.
fn covered(side: usize, share: usize) -> usize {
    let most = side * side * share / 1000;
    (1..side).step_by(2).take_while(|covered| covered * covered <= most).last().unwrap_or(1)
}

/// One rectangle for each run of dark modules in a row.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let (length, left, top) = (x - start, start + QUIET as i32, y + QUIET as i32);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
            }
            x += 1;
        }
    }
    path
}

/// Tiles in rows of up to three, a short row first and in the middle, as in the picture of a group.
fn mosaic(middle: Square, count: usize) -> Vec<Square> {
    /// Between tiles; around them there is a module.
    const GAP: usize = GRAIN / 2;
    let count = count.min(MAX_TILES);
    let columns = match count {
        0 => return Vec::new(),
        1 => 1,
        2..=4 => 2,
        _ => 3,
    };
    let rows = count.div_ceil(columns);
    let side = (middle.side - 2 * GRAIN - GAP * (columns - 1)) / columns;
    let step = side + GAP;
    let start = |tiles: usize| (middle.side + GAP - step * tiles) / 2;
    let missing = rows * columns - count;
    (missing..rows * columns)
        .map(|place| {
            let (row, column) = (place / columns, place % columns);
            let (column, tiles) = if row == 0 { (column - missing, columns - missing) } else { (column, columns) };
            Square { x: middle.x + start(tiles) + step * column, y: middle.y + start(rows) + step * row, side }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::reading::{Image, read};
    use super::*;

    /// Paints a drawing as a screen would, the middle covered by noise: the worst that tiles can be.
    fn paint(drawing: &Drawing, scale: usize) -> Image {
        let side = drawing.side / GRAIN * scale;
        let mut rgba = vec![255_u8; side * side * 4];
        let mut dot = |x: usize, y: usize, value: u8| rgba[(y * side + x) * 4..][..3].fill(value);
        for rectangle in drawing.path.split('M').skip(1) {
            let (x, rest) = rectangle.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            let [x, y, length] = [x, y, length].map(|number| number.parse::<usize>().unwrap() * scale);
            (x..x + length).for_each(|x| (y..y + scale).for_each(|y| dot(x, y, 20)));
        }
        if let Some(middle) = drawing.middle {
            let [x, y, length] = [middle.x, middle.y, middle.side].map(|number| number / GRAIN * scale);
            for (dx, dy) in (0..length).flat_map(|dx| (0..length).map(move |dy| (dx, dy))) {
                dot(x + dx, y + dy, if (dx / scale * 7 + dy / scale * 3) % 5 < 2 { 60 } else { 230 });
            }
        }
        Image { width: side, height: side, rgba }
    }

    fn text(bytes: usize) -> String {
        let link = "https://tea.example/~somebody/teahouse/join#";
        link.chars().chain("AbCd-_0123456789xyzKLMNOPq".chars().cycle()).take(bytes).collect()
    }

    #[test]
    fn a_covered_code_is_read_again() {
        for bytes in (60..=300).step_by(16) {
            for tiles in [0, 1, 9] {
                let drawing = Drawing::of(&text(bytes), tiles).unwrap();
                assert_eq!(read(&paint(&drawing, 4)), Some(text(bytes)), "{bytes} bytes, {tiles} tiles");
            }
        }
    }

    #[test]
    fn the_middle_covers_little_and_whole_modules() {
        for bytes in [60, 120, 180, 240, 300] {
            let drawing = Drawing::of(&text(bytes), 9).unwrap();
            let (middle, side) = (drawing.middle.unwrap(), drawing.side - 2 * QUIET * GRAIN);
            assert!(20 * middle.side * middle.side <= side * side, "{bytes}");
            assert_eq!(middle.x * 2 + middle.side, drawing.side, "{bytes}");
            assert_eq!(middle.x % GRAIN, 0, "{bytes}");
        }
        assert_eq!(Drawing::of("x", 0).unwrap().middle, None);
    }

    #[test]
    fn tiles_stay_apart_and_inside() {
        for count in 1..=12 {
            let drawing = Drawing::of(&text(120), count).unwrap();
            let (middle, tiles) = (drawing.middle.unwrap(), drawing.tiles);
            assert_eq!(tiles.len(), count.min(MAX_TILES));
            for (at, tile) in tiles.iter().enumerate() {
                let (x, y) = (tile.x - middle.x, tile.y - middle.y);
                assert!(x >= GRAIN && y >= GRAIN && x + tile.side <= middle.side - GRAIN, "{count}: {tile:?}");
                for other in &tiles[at + 1..] {
                    let apart = tile.x.abs_diff(other.x).max(tile.y.abs_diff(other.y));
                    assert!(apart >= tile.side, "{count}: {tile:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn a_text_that_no_code_holds_has_no_drawing() {
        assert!(Drawing::of(&text(1600), 1).is_some());
        assert_eq!(Drawing::of(&text(5000), 1), None);
    }
}
