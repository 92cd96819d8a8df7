// Mini-programs: installing, running, what they keep, what they ask for.
import { expect, test } from '@playwright/test';
import { readyForOffline } from '../pages/offline.mjs';
import { Shelf, choose, mini, shelf, xdc } from '../pages/programs.mjs';
import { begin } from '../pages/welcome.mjs';
import { Site } from '../site.mjs';
import { zip } from '../zip.mjs';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A program of many files, which name each other in every way that pages do. */
const MANY = {
  'index.html': `<!doctype html><html><head><title>Tea</title>
    <link rel="stylesheet" href="css/main.css"><script src="js/plain.js"></script>
    <script type="module" src="./js/main.js"></script></head>
    <body><h1 id="title">Tea list</h1><img id="leaf" src="img/leaf.png" alt="A leaf"><p id="out"></p>
    <a href="more.html">More</a></body></html>`,
  'more.html': '<!doctype html><p id="more">Another page</p><a href="index.html">Back</a><script>out = 1</script>',
  'css/main.css': "@import 'colours.css'; h1 { background-image: url(../img/leaf.png) }",
  'css/colours.css': 'h1 { color: rgb(1, 2, 3) }',
  'js/plain.js': 'window.plain = document.readyState;',
  'js/main.js': `import { word } from './lib/word.js';
    const late = await import('./lib/late.js');
    const data = await (await fetch('data/tea.json')).json();
    const asked = await new Promise((done) => { const it = new XMLHttpRequest(); it.onload = () => done(it.responseText); it.open('GET', 'data/tea.json'); it.send(); });
    const image = new Image(); image.src = 'img/leaf.png'; await image.decode();
    const put = document.createElement('div'); put.innerHTML = '<img src="img/leaf.png" alt="">'; document.body.append(put);
    await put.firstChild.decode();
    const worker = new Worker('js/worker.js');
    const worked = await new Promise((done) => { worker.onmessage = (event) => done(event.data); });
    document.getElementById('out').textContent = [word, late.word, data.kind, JSON.parse(asked).kind, image.width, worked, window.plain, import.meta.url].join(' ');`,
  'js/lib/word.js': "export { other as word } from '../other.js';",
  'js/other.js': "export const other = 'green';",
  'js/lib/late.js': "export const word = 'late';",
  'js/worker.js': "importScripts('part.js'); postMessage(part);",
  'js/part.js': "const part = 'worked';",
  'data/tea.json': '{ "kind": "oolong" }',
  'img/leaf.png': PIXEL,
};

test('a program of many files finds all of them under their own names', async ({ page }) => {
  const programs = await shelf(page);
  await programs.install(xdc(MANY), 'Tea list');
  const program = await programs.open('Tea list');
  await expect(program.locator('#out')).toHaveText(
    'green late oolong oolong 1 worked loading https://program.invalid/js/main.js',
  );
  await expect(program.locator('#title')).toHaveCSS('color', 'rgb(1, 2, 3)');
  await expect(program.locator('#title')).toHaveCSS('background-image', /^url\("blob:/);
  expect(await program.locator('#leaf').evaluate((it) => it.naturalWidth)).toBe(1);
  await program.getByRole('link', { name: 'More' }).click();
  await expect(program.locator('#more')).toBeVisible();
  await program.getByRole('link', { name: 'Back' }).click();
  await expect(program.locator('#out')).toContainText('worked');
});

test('what a program keeps is there again, and goes with it', async ({ page }) => {
  const programs = await shelf(page);
  const page1 = `<p id="out"></p><script>(async () => {
    const { storage } = teahouse;
    const count = (await storage.get('count') ?? 0) + 1;
    await storage.set('count', count);
    localStorage.visits = Number(localStorage.visits ?? 0) + 1;
    localStorage.setItem('a', 'b');
    out.textContent = [count, localStorage.visits, localStorage.length, Object.keys(localStorage).sort().join(), (await storage.keys()).join()].join(' ');
  })()</script>`;
  await programs.install(mini({ 'index.html': page1 }), 'Tea timer');
  let program = await programs.open('Tea timer');
  await expect(program.locator('#out')).toHaveText('1 1 2 a,visits count');
  await page.reload();
  program = await programs.running('Tea timer');
  await expect(program.locator('#out')).toHaveText('2 2 2 a,visits count');
  await programs.goto();
  await page.getByRole('link', { name: 'Details of Tea timer', exact: true }).click();
  await page.getByRole('button', { name: 'Delete its data', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete its data', exact: true }).click();
  await expect(page.getByText('0 B')).toBeVisible();
  await programs.goto();
  program = await programs.open('Tea timer');
  await expect(program.locator('#out')).toHaveText('1 1 2 a,visits count');
  await programs.goto();
  await page.getByRole('link', { name: 'Details of Tea timer', exact: true }).click();
  await page.getByRole('button', { name: 'Uninstall', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Uninstall', exact: true }).click();
  await expect(page.getByText('No programs yet')).toBeVisible();
});

test('webxdc: updates are numbered, come to the listener, and are there again', async ({ page }) => {
  const programs = await shelf(page);
  const list = `<p id="out"></p><button onclick="webxdc.sendUpdate({ payload: { tea: 'green' }, info: 'added' }, '')">Add</button><script>
    const seen = [];
    webxdc.setUpdateListener((update) => { seen.push(update.serial + '/' + update.max_serial + ':' + update.payload.tea); out.textContent = seen.join(' '); }, 0)
      .then(() => { document.title = 'caught up'; out.textContent ||= 'nothing of ' + webxdc.selfName.slice(0, 5); });
  </script>`;
  await programs.install(xdc({ 'index.html': list }), 'Tea list');
  let program = await programs.open('Tea list');
  await expect(program.locator('#out')).toHaveText('nothing of Guest');
  await program.getByRole('button', { name: 'Add' }).click();
  await expect(program.locator('#out')).toHaveText('1/1:green');
  await program.getByRole('button', { name: 'Add' }).click();
  await expect(program.locator('#out')).toHaveText('1/1:green 2/2:green');
  await page.reload();
  program = await programs.running('Tea list');
  await expect(program.locator('#out')).toHaveText('1/2:green 2/2:green');
});

test('the person is asked before anything, sees the address, and can take back what was said', async ({ page, context }) => {
  const programs = await shelf(page);
  const asks = `<p id="out"></p><button id="name">Name</button><button id="link">Link</button><script>
    const tell = (it) => it.then((value) => (out.textContent = 'got ' + value), (error) => (out.textContent = error.code));
    document.getElementById('name').onclick = () => tell(teahouse.getProfile());
    document.getElementById('link').onclick = () => tell(teahouse.openLink('https://example.org/rules?tea=1'));
  </script>`;
  const wants = [{ name: 'profile', reason: 'To write your name on the cup' }, { name: 'links' }];
  await programs.install(mini({ 'index.html': asks }, { wants }), 'Tea timer');
  const program = await programs.open('Tea timer');
  const dialog = page.getByRole('dialog', { name: 'Permissions for Tea timer' });
  await program.getByRole('button', { name: 'Name' }).click();
  await expect(dialog).toContainText('To write your name on the cup');
  await page.keyboard.press('Escape');
  await expect(program.locator('#out')).toHaveText('denied');
  await program.getByRole('button', { name: 'Name' }).click();
  await dialog.getByRole('button', { name: 'Always allow', exact: true }).click();
  await expect(program.locator('#out')).toHaveText('got Ada');
  await program.getByRole('button', { name: 'Name' }).click();
  await expect(program.locator('#out')).toHaveText('got Ada');
  await expect(dialog).toBeHidden();

  await context.route('https://example.org/**', (route) => route.fulfill({ body: 'The rules' }));
  await program.getByRole('button', { name: 'Link' }).click();
  await expect(dialog).toContainText('https://example.org/rules?tea=1');
  const popup = context.waitForEvent('page');
  await dialog.getByRole('button', { name: 'Allow once', exact: true }).click();
  const opened = await popup;
  expect(opened.url()).toBe('https://example.org/rules?tea=1');
  await opened.close();

  await choose(page, 'About this program');
  await expect(page.getByRole('list', { name: 'What it asked for' })).toContainText('Your name · refused: you said no');
  await page.getByRole('radiogroup', { name: 'Your name' }).getByRole('radio', { name: 'Never' }).check();
  await programs.goto();
  const again = await programs.open('Tea timer');
  await again.getByRole('button', { name: 'Name' }).click();
  await expect(again.locator('#out')).toHaveText('denied');
  await expect(dialog).toBeHidden();
});

test('a program that was left is there as it was, and four are alive at most', async ({ page }) => {
  const programs = await shelf(page);
  const note = `<input aria-label="Note"><p id="log"></p><script>
    for (const name of ['hide', 'show']) teahouse.on(name, () => (log.textContent += name + ' '));
  </script>`;
  for (let number = 1; number <= 5; number += 1) {
    const manifest = JSON.stringify({ app_id: `org.example.note${number}`, name: `Note ${number}`, version: { code: 1, name: '1' } });
    await programs.install(zip({ 'index.html': note, 'manifest.json': manifest }), `Note ${number}`);
  }
  const type = async (number) => {
    const program = await programs.open(`Note ${number}`);
    await program.getByRole('textbox', { name: 'Note' }).fill(`Tea ${number}`);
    await page.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last().click();
  };
  await type(1);
  const again = await programs.open('Note 1');
  await expect(again.getByRole('textbox', { name: 'Note' })).toHaveValue('Tea 1');
  await expect(again.locator('#log')).toHaveText('hide show');
  await page.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last().click();
  for (const number of [2, 3, 4]) await type(number);
  // They have one room, and beside them one waits there that is empty.
  await expect(page.frameLocator('#program-parking > iframe').locator('iframe')).toHaveCount(4);
  const first = await programs.open('Note 1');
  await expect(first.getByRole('textbox', { name: 'Note' })).toHaveValue('');
  await choose(page, 'Close program');
  const closed = await programs.open('Note 1');
  await expect(closed.getByRole('textbox', { name: 'Note' })).toHaveValue('');
});

test('a program starts without a network', async ({ page, context }) => {
  const site = await Site.open();
  const programs = await shelf(page, site.url);
  await programs.install(xdc(MANY), 'Tea list');
  await readyForOffline(page);
  await page.close();
  await site.down();
  await context.setOffline(true);
  const offline = new Shelf(await context.newPage());
  await offline.goto(site.url);
  const program = await offline.open('Tea list');
  await expect(program.locator('#out')).toContainText('oolong');
});

for (const [what, file, words] of [
  ['that is none', Buffer.from('not a zip'), 'is not a program'],
  ['without a page', zip({ 'a.html': '' }), 'no page to start with'],
  ['that leads out of itself', xdc({ 'index.html': '', '../x': '' }), 'leads out of it'],
  ['whose manifest lies', zip({ 'index.html': '', 'manifest.json': '{ "app_id": "x", "name": 5 }' }), 'cannot be read'],
]) {
  test(`a package ${what} is refused with what is wrong`, async ({ page }) => {
    const programs = await shelf(page);
    await programs.choose(file);
    await expect(programs.alert).toContainText(words);
    await expect(page.getByText('No programs yet')).toBeVisible();
  });
}

test('a program that fails, hangs, floods or is made for later leaves the app as it was', async ({ page }) => {
  const programs = await shelf(page);
  const bad = `<p id="out">here</p><button id="later">Later</button><button id="flood">Flood</button><button id="hang">Hang</button><script>
    later.onclick = () => (teahouse.brew ?? (() => Promise.reject(new Error('no brew'))))().catch((error) => (out.textContent = error.message));
    flood.onclick = () => setTimeout(() => { for (let n = 0; n < 5000; n += 1) teahouse.storage.set('k', n).catch(() => {}); });
    hang.onclick = () => setTimeout(() => { for (;;); });
  </script><script>throw new Error('the kettle is empty')</script>`;
  await programs.install(mini({ 'index.html': bad }), 'Tea timer');
  let program = await programs.open('Tea timer');
  await expect(page.getByText('The program reported an error: the kettle is empty')).toBeVisible();
  await program.getByRole('button', { name: 'Later' }).click();
  await expect(program.locator('#out')).toHaveText('no brew');
  // Whoever presses these themselves waits for an answer of a page that is ended, or never gives one.
  await program.getByRole('button', { name: 'Flood' }).dispatchEvent('click');
  await expect(page.getByText('The program sent more than anybody could read, and was stopped.')).toBeVisible();
  await page.getByRole('button', { name: 'Start again', exact: true }).click();
  program = await programs.running('Tea timer');
  await program.getByRole('button', { name: 'Hang' }).dispatchEvent('click');
  await expect(page.getByText('The program is not responding.')).toBeVisible();
  await page.getByRole('button', { name: 'Close program', exact: true }).click();
  await expect(programs.link('Tea timer')).toBeVisible();
});

test('a program that is taken away while it runs says so', async ({ page, context }) => {
  const programs = await shelf(page);
  await programs.install(mini({ 'index.html': '<p id="out">here</p>' }), 'Tea timer');
  const program = await programs.open('Tea timer');
  await expect(program.locator('#out')).toBeVisible();
  const other = await context.newPage();
  const there = new Shelf(other);
  await there.goto();
  await other.getByRole('link', { name: 'Details of Tea timer', exact: true }).click();
  await other.getByRole('button', { name: 'Uninstall', exact: true }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Uninstall', exact: true }).click();
  await expect(page.getByText('This program is not on this device.')).toBeVisible();
});

test('a link leads to a program, which is installed when the person says so', async ({ page }) => {
  await begin(page);
  await page.goto('/open#programs/poll.xdc');
  await expect(page.getByText('programs/poll.xdc', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Install and open', exact: true }).click();
  await expect(page.locator('#program-frame')).toHaveAttribute('title', 'Poll');
  await page.goto('/open#https://elsewhere.invalid/tea.xdc');
  await page.getByRole('button', { name: 'Install and open', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'could not be fetched' })).toBeVisible();
});
