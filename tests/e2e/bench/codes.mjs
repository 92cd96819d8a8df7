// What codes cost: drawing one, and finding one in a frame of a camera.

const WARM = 5;
const TIMES = 20;

/** Drawing one's own code, by the app's own measure, once the program is warm. */
export async function measureDrawing(context) {
  const page = await context.newPage();
  for (let time = 0; time < WARM + TIMES; time++) {
    await page.goto('./#/me/code');
    await page.getByRole('img', { name: /^QR code: / }).waitFor();
    await page.goto('./#/me');
    await page.getByRole('img', { name: /^QR code: / }).waitFor({ state: 'detached' });
  }
  const times = await page.evaluate(() => performance.getEntriesByName('teahouse:code', 'measure').map(({ duration }) => duration));
  await page.close();
  return { 'code rendering': middle(times.slice(WARM)) };
}

/** The scanner that ships, on a frame of 1280x720 with a code that is turned and farther away at the top. */
export async function measureScanning(context) {
  const page = await context.newPage();
  await page.goto('./#/me/code');
  await page.getByRole('img', { name: /^QR code: / }).waitFor();
  const { times, text, link } = await page.evaluate(lookForCode, WARM + TIMES);
  await page.close();
  if (text !== link) throw new Error(`The scanner read ${text} instead of ${link}.`);
  return { 'scan 1280x720': middle(times.slice(WARM)) };
}

/** Runs in the page. */
async function lookForCode(count) {
  const [width, height] = [1280, 720];
  const drawing = document.querySelector('.qr');
  const path = new Path2D(drawing.querySelector('path').getAttribute('d'));
  const side = Number(drawing.getAttribute('viewBox').split(' ')[2]) / 20;
  const flat = new OffscreenCanvas(600, 600);
  const code = flat.getContext('2d');
  code.fillStyle = '#e8e4dc';
  code.fillRect(0, 0, 600, 600);
  code.fillStyle = '#2a2622';
  code.setTransform(600 / side, 0, 0, 600 / side, 0, 0);
  code.fill(path);
  const frame = new OffscreenCanvas(width, height).getContext('2d');
  frame.fillStyle = '#9a9488';
  frame.fillRect(0, 0, width, height);
  // A plane that leans back, row by row: what is narrower is farther away, so its rows are lower as well.
  frame.setTransform(Math.cos(0.3), Math.sin(0.3), -Math.sin(0.3), Math.cos(0.3), 450, -20);
  const [top, bottom, rows] = [460, 560, 540];
  for (let y = 0; y < rows; y++) {
    const wide = top + ((bottom - top) * y) / rows;
    frame.drawImage(flat, 0, Math.min(599, (600 * y * bottom) / (rows * wide)), 600, 1, 280 - wide / 2, 40 + y, wide, 1.5);
  }
  const pixels = frame.getImageData(0, 0, width, height).data;
  const address = document.querySelector('meta[name=teahouse-part-scanner]').content;
  const worker = new Worker(new URL(address, document.baseURI), { type: 'module' });
  const times = [];
  let text;
  for (let id = 1; id <= count; id++) {
    const rgba = pixels.slice().buffer;
    const before = performance.now();
    const heard = new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data.text)));
    worker.postMessage({ id, width, height, rgba }, [rgba]);
    text = await heard;
    times.push(performance.now() - before);
  }
  worker.terminate();
  return { times, text, link: document.querySelector('#code-link').value };
}

function middle(times) {
  return times.sort((one, other) => one - other)[times.length >> 1];
}
