// Pictures of screens, to look at. They are taken when somebody wants them (`TEAHOUSE_LOOKS=1`): each takes longer than
// what is checked beside it.
import { fileURLToPath } from 'node:url';

const shots = fileURLToPath(new URL('./results/shots/', import.meta.url));

/** Takes a picture of the page: results/shots/<name>.png. */
export async function picture(page, name) {
  if (process.env.TEAHOUSE_LOOKS === '1') await page.screenshot({ path: `${shots}${name}.png`, caret: 'hide' });
}
