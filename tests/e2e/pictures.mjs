// Pictures for specs, made as they are needed.
import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/**
 * A PNG of this size: noise, which no compression makes small, or what `paint` gives for a place, both from 0 to 1, as
 * red, green and blue.
 */
export function png(width, height, paint) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of red, green and blue each.
  head.set([8, 2, 0, 0, 0], 8);
  const line = width * 3 + 1;
  const points = randomBytes(line * height);
  // Each line begins with how it is filtered: not at all.
  for (let y = 0; y < height; y += 1) {
    points[y * line] = 0;
    for (let x = 0; paint && x < width; x += 1) points.set(paint(x / width, y / height), y * line + 1 + x * 3);
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(points, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The size of a picture that is on the screen, once it is there. */
export const sizeOf = (image) =>
  image.evaluate(async (element) => {
    await element.decode();
    return [element.naturalWidth, element.naturalHeight];
  });
