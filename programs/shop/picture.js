// What may be a picture: one that a canvas made, small in bytes and in points, and nothing else that an address can hold.

/** Where an update holds most it holds 128,000 bytes, and a picture is all of one but its frame. */
export const MOST_PICTURE = 100_000;
/** A few bytes can unpack to millions of points: more than this on a side is refused before anything draws it. */
export const MOST_SIDE = 1024;

const FORM = /^data:image\/(png|jpeg|webp);base64,((?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;

const text = (bytes, at, length) => String.fromCharCode(...bytes.subarray(at, at + length));

function sideOfPng(view, bytes) {
  return text(bytes, 0, 8) === "\x89PNG\r\n\x1a\n" && text(bytes, 12, 4) === "IHDR" ? Math.max(view.getUint32(16), view.getUint32(20)) : 0;
}

/** The frame of a JPEG stands in one of its segments; the others are skipped by their length. */
function sideOfJpeg(view, bytes) {
  if (view.getUint16(0) !== 0xffd8) return 0;
  for (let at = 2; ; at += 2 + Math.max(2, view.getUint16(at + 2))) {
    if (bytes[at] !== 0xff) return 0;
    const kind = bytes[at + 1];
    const isFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc;
    if (isFrame) return Math.max(view.getUint16(at + 5), view.getUint16(at + 7));
  }
}

function sideOfWebp(view, bytes) {
  if (text(bytes, 0, 4) !== "RIFF" || text(bytes, 8, 4) !== "WEBP") return 0;
  switch (text(bytes, 12, 4)) {
    case "VP8 ": return Math.max(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return Math.max(bits & 0x3fff, (bits >>> 14) & 0x3fff) + 1;
    }
    case "VP8X": return Math.max(view.getUint32(24, true) & 0xffffff, view.getUint32(26, true) >>> 8) + 1;
    default: return 0;
  }
}

const SIDES = { png: sideOfPng, jpeg: sideOfJpeg, webp: sideOfWebp };

export function isPicture(value) {
  if (typeof value !== "string" || value.length > MOST_PICTURE) return false;
  const parts = FORM.exec(value);
  if (!parts) return false;
  const bytes = Uint8Array.from(atob(parts[2]), (char) => char.charCodeAt(0));
  try {
    const side = SIDES[parts[1]](new DataView(bytes.buffer), bytes);
    return side > 0 && side <= MOST_SIDE;
  } catch {
    // It ends before it says how large it is.
    return false;
  }
}
