// From a file of the device to a picture that fits into one update.

import { isPicture } from "./picture.js";

/** Below what an update of this messenger holds, with room for the rest of it, and light also where that is much. */
const AIM = Math.min(48_000, (globalThis.webxdc?.sendUpdateMaxSize ?? 128_000) - 4_000);
const SIDES = [480, 360, 240];
const QUALITIES = [0.82, 0.7, 0.55];

function drawn(bitmap, most) {
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  // What can be seen through becomes paper, not black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** The picture as a data: URL, or null if the file is none. */
export async function shrink(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  for (const side of SIDES) {
    const canvas = drawn(bitmap, side);
    for (const quality of QUALITIES) {
      const made = canvas.toDataURL("image/webp", quality);
      // A browser that cannot write WebP writes PNG instead, which is large for photos.
      const picture = made.startsWith("data:image/webp") ? made : canvas.toDataURL("image/jpeg", quality);
      if (picture.length <= AIM && isPicture(picture)) return picture;
    }
  }
  return null;
}
