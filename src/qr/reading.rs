//! A picture in, the text of a code in it out.
//!
//! Pictures come from cameras and from strangers: any size, either polarity, often no code at all.

use rqrr::PreparedImage;

/// Longest side at which a picture is looked at; a larger one is made smaller first.
pub const MAX_SIDE: usize = 1600;

/// At half of that, noise and the grid of a photographed screen are gone; a small picture stays as it is.
const HALVED_ABOVE: usize = 600;

/// A picture: four bytes per pixel, row by row from the top.
#[derive(Debug, Clone)]
pub struct Image {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Red, green, blue and opacity of each pixel.
    pub rgba: Vec<u8>,
}

impl Image {
    /// A picture from outside; nothing if its bytes are not what its size says.
    pub fn new(width: usize, height: usize, rgba: Vec<u8>) -> Option<Self> {
        let bytes = width.checked_mul(height)?.checked_mul(4)?;
        (bytes > 0 && bytes == rgba.len()).then_some(Self { width, height, rgba })
    }
}

/// Light and dark of a picture.
struct Grey {
    width: usize,
    height: usize,
    light: Vec<u8>,
}

/// The text of the first code in a picture that can be read.
pub fn read(image: &Image) -> Option<String> {
    let step = image.width.max(image.height).div_ceil(MAX_SIDE).max(1);
    let grey = grey(image, step);
    let find = |grey: &Grey| decode(grey, false);
    find(&grey)
        .or_else(|| (grey.width.max(grey.height) > HALVED_ABOVE).then(|| find(&halved(&grey))).flatten())
        .or_else(|| decode(&grey, true))
}

/// The luma of BT.601 in whole numbers, over white where the picture is transparent; each pixel of the result is the
/// mean of a block.
fn grey(image: &Image, step: usize) -> Grey {
    let (width, height) = ((image.width / step).max(1), (image.height / step).max(1));
    let pixel = |x: usize, y: usize| {
        let at = (y.min(image.height - 1) * image.width + x.min(image.width - 1)) * 4;
        let Some(&[r, g, b, a]) = image.rgba.get(at..at + 4) else { return 255 };
        let [r, g, b, a] = [r, g, b, a].map(u32::from);
        ((r * 77 + g * 150 + b * 29) / 256 * a + 255 * (255 - a)) / 255
    };
    let mut light = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let block = (0..step * step).map(|at| pixel(x * step + at % step, y * step + at / step)).sum::<u32>();
            // A mean of bytes is a byte.
            light.push((block / (step * step) as u32).min(255) as u8);
        }
    }
    Grey { width, height, light }
}

fn halved(grey: &Grey) -> Grey {
    let (width, height) = ((grey.width / 2).max(1), (grey.height / 2).max(1));
    let at = |x: usize, y: usize| u32::from(grey.light.get(y * grey.width + x).copied().unwrap_or(255));
    let mean = |x: usize, y: usize| {
        ((at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1)) / 4) as u8
    };
    let light = (0..height).flat_map(|y| (0..width).map(move |x| mean(x, y))).collect();
    Grey { width, height, light }
}

fn decode(grey: &Grey, inverted: bool) -> Option<String> {
    let light = |x: usize, y: usize| {
        let light = grey.light.get(y * grey.width + x).copied().unwrap_or(255);
        if inverted { 255 - light } else { light }
    };
    let mut prepared = PreparedImage::prepare_from_greyscale(grey.width, grey.height, light);
    prepared.detect_grids().into_iter().find_map(|grid| grid.decode().ok().map(|(_, text)| text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qr::drawing::{Drawing, GRAIN};
    use proptest::prelude::*;

    const TEXT: &str = "https://tea.example/join#AbCdEfGhIjKlMnOpQrStUvWxYz0123456789";

    /// A code seen by a camera: turned by an angle, farther away at the top, on a grey ground.
    fn seen(width: usize, height: usize, angle: f32, dark: u8, light: u8) -> Image {
        let drawing = Drawing::of(TEXT, 4).unwrap();
        let side = drawing.side / GRAIN;
        let mut modules = vec![false; side * side];
        for rectangle in drawing.path.split('M').skip(1) {
            let (x, rest) = rectangle.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let [x, y, length] = [x, y, rest.split_once('v').unwrap().0].map(|number| number.parse::<usize>().unwrap());
            modules[y * side + x..][..length].fill(true);
        }
        let size = height as f32 * 0.62;
        let (sin, cos) = angle.sin_cos();
        let mut rgba = Vec::with_capacity(width * height * 4);
        for y in 0..height {
            for x in 0..width {
                let (dx, dy) = (x as f32 - width as f32 / 2.0, y as f32 - height as f32 / 2.0);
                let depth = 1.0 - dy / height as f32 * 0.25;
                let (dx, dy) = (dx * depth, dy * depth);
                let u = ((dx * cos + dy * sin) / size + 0.5) * side as f32;
                let v = ((dy * cos - dx * sin) / size + 0.5) * side as f32;
                let inside = |at: f32| at >= 0.0 && at < side as f32;
                let value = if !(inside(u) && inside(v)) {
                    (light / 2).saturating_add(dark / 2)
                } else if modules[v as usize * side + u as usize] {
                    dark
                } else {
                    light
                };
                rgba.extend([value, value, value, 255]);
            }
        }
        Image::new(width, height, rgba).unwrap()
    }

    #[test]
    fn a_turned_and_slanted_code_is_read() {
        for angle in [0.0, 0.4, 1.6, 2.9] {
            assert_eq!(read(&seen(1280, 720, angle, 30, 220)).as_deref(), Some(TEXT), "{angle}");
        }
    }

    #[test]
    fn a_photograph_of_twelve_megapixels_is_read() {
        assert_eq!(read(&seen(4000, 3000, 0.3, 30, 220)).as_deref(), Some(TEXT));
    }

    #[test]
    fn light_on_dark_is_read_too() {
        assert_eq!(read(&seen(800, 600, 0.0, 220, 30)).as_deref(), Some(TEXT));
    }

    #[test]
    fn a_transparent_picture_lies_on_white() {
        let mut image = seen(600, 600, 0.0, 0, 255);
        for pixel in image.rgba.chunks_mut(4) {
            pixel[3] = if pixel[0] == 0 { 255 } else { 0 };
            pixel[..3].fill(0);
        }
        assert_eq!(read(&image).as_deref(), Some(TEXT));
    }

    #[test]
    fn where_there_is_no_code_there_is_no_text() {
        assert_eq!(read(&Image::new(1, 1, vec![0; 4]).unwrap()), None);
        assert_eq!(read(&Image::new(640, 480, vec![128; 640 * 480 * 4]).unwrap()), None);
    }

    #[test]
    fn bytes_that_do_not_fit_their_size_are_refused() {
        assert!(Image::new(2, 2, vec![0; 15]).is_none());
        assert!(Image::new(0, 9, Vec::new()).is_none());
        assert!(Image::new(usize::MAX, usize::MAX, Vec::new()).is_none());
    }

    proptest! {
        #[test]
        fn any_picture_is_looked_at(width in 1_usize..90, height in 1_usize..90, seed in any::<u64>()) {
            let mut state = seed | 1;
            let mut next = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 32) as u8
            };
            let rgba = (0..width * height * 4).map(|_| next()).collect();
            let _ = read(&Image::new(width, height, rgba).unwrap());
        }
    }
}
