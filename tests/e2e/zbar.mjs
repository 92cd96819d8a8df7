// What another program reads in a picture: zbar, from Debian's zbar-tools, which shares nothing with the app.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The texts of all codes in a PNG, given as bytes. */
export async function read(png) {
  const folder = await mkdtemp(join(tmpdir(), 'zbar-'));
  try {
    const file = join(folder, 'code.png');
    await writeFile(file, png);
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file]);
    return stdout.trim().split('\n');
  } catch (error) {
    // Its way to say that there is no code in the picture.
    if (error.code === 4) return [];
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}
