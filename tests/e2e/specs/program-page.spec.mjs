// What programs that come from elsewhere take for granted of the page that they run in.
import { expect, test } from '@playwright/test';
import { shelf, xdc } from '../pages/programs.mjs';

test('a form is checked and told to the program, and is never sent', async ({ page }) => {
  const programs = await shelf(page);
  const forms = `<form id="told"><input aria-label="What" name="what" required></form><form><input aria-label="Other" name="other"></form>
    <p id="out"></p><script>
      told.addEventListener('submit', (event) => {
        event.preventDefault();
        out.textContent += new FormData(told).get('what') + ' ';
      });
    </script>`;
  await programs.install(xdc({ 'index.html': forms }), 'Tea list');
  const program = await programs.open('Tea list');
  const what = program.getByRole('textbox', { name: 'What' });
  await what.press('Enter');
  await what.fill('Tea');
  await what.press('Enter');
  await expect(program.locator('#out')).toHaveText('Tea ');
  // What a page of its own would be sent to is nothing here.
  const other = program.getByRole('textbox', { name: 'Other' });
  await other.fill('Cake');
  await other.press('Enter');
  await what.press('Enter');
  await expect(program.locator('#out')).toHaveText('Tea Tea ');
  await expect(other).toHaveValue('Cake');
});

test('a program that keeps its place in its address, and has its page load again, goes on with what it kept', async ({ page }) => {
  const programs = await shelf(page);
  const steps = `<p id="out"></p><button id="on">On</button><button id="again">Again</button><script>
    const show = () => (out.textContent = [location.hash, history.state?.at, localStorage.loads].join(' '));
    localStorage.loads = 1 + Number(localStorage.loads ?? 0);
    history.replaceState({ at: 0 }, '', '#/first');
    show();
    on.onclick = () => { history.pushState({ at: 1 }, '', 'index.html?x=1#/second'); history.pushState({ at: 2 }, ''); show(); };
    again.onclick = () => location.reload();
  </script>`;
  await programs.install(xdc({ 'index.html': steps }), 'Tea list');
  const program = await programs.open('Tea list');
  await expect(program.locator('#out')).toHaveText('#/first 0 1');
  await program.getByRole('button', { name: 'On', exact: true }).click();
  await expect(program.locator('#out')).toHaveText('#/second 2 1');
  await program.getByRole('button', { name: 'Again', exact: true }).click();
  await expect(program.locator('#out')).toHaveText('#/first 0 2');
});

test('a program that says nothing of colours is dark on white, and one that knows both has those of the app', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const programs = await shelf(page);
  await programs.install(xdc({ 'index.html': '<p id="here">Tea</p>' }, 'Plain'), 'Plain');
  await programs.install(xdc({ 'index.html': '<meta name="color-scheme" content="light dark"><p id="here">Tea</p>' }, 'Both'), 'Both');
  for (const [name, colour] of [['Plain', 'rgb(0, 0, 0)'], ['Both', 'rgb(255, 255, 255)']]) {
    await programs.goto();
    await expect((await programs.open(name)).locator('#here')).toHaveCSS('color', colour);
  }
});

test('the keyboard comes to a program that was opened', async ({ page }) => {
  const programs = await shelf(page);
  await programs.install(xdc({ 'index.html': '<input aria-label="Note">' }), 'Tea list');
  const program = await programs.open('Tea list');
  await expect(page.locator('#program-frame')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('Tea');
  await expect(program.getByRole('textbox', { name: 'Note' })).toHaveValue('Tea');
});

test('a page that opens its document anew hears what happens, and one that goes elsewhere is there again', async ({ page }) => {
  const programs = await shelf(page);
  const anew = `<p id="here">here</p><button id="anew">Anew</button><button id="away">Away</button><script>
    away.onclick = () => (location.href = 'https://example.org/');
    anew.onclick = () => {
      document.open();
      document.write('<p id="seen"></p><button id="again" onclick="location.reload()">Again</button>');
      document.close();
      document.addEventListener('visibilitychange', () => (seen.textContent += document.visibilityState + ' '));
    };
  </script>`;
  await programs.install(xdc({ 'index.html': anew }), 'Tea list');
  const program = await programs.open('Tea list');
  await program.getByRole('button', { name: 'Away', exact: true }).click();
  await expect(program.locator('#here')).toBeHidden();
  await program.getByRole('button', { name: 'Anew', exact: true }).click();
  await page.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last().click();
  await programs.open('Tea list');
  await expect(program.locator('#seen')).toHaveText('hidden visible');
  await program.getByRole('button', { name: 'Again', exact: true }).click();
  await expect(program.locator('#here')).toBeVisible();
});

test('the keyboard stays with whoever has moved it while a program loads', async ({ page }) => {
  const programs = await shelf(page);
  const late = `<p id="out">loading</p><img src="x.svg"><script>addEventListener('load', () => (out.textContent = 'loaded'));
    const end = Date.now() + 1500; while (Date.now() < end);</script>`;
  await programs.install(xdc({ 'index.html': late }), 'Tea list');
  await programs.link('Tea list').click();
  const back = page.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last();
  await back.focus();
  await expect((await programs.running('Tea list')).locator('#out')).toHaveText('loaded');
  await expect(back).toBeFocused();
});

test('a page speaks the language of the app, hears when it is out of sight, and leads to mail', async ({ page, context }) => {
  const programs = await shelf(page);
  const about = `<p id="out"></p><p id="seen"></p><a href="mailto:tea@example.org?subject=Sunday">Write</a><script>
    out.textContent = [navigator.language, navigator.languages, document.visibilityState].join(' ');
    document.addEventListener('visibilitychange', () => (seen.textContent += document.visibilityState + document.hidden + ' '));
  </script>`;
  await programs.install(xdc({ 'index.html': about }), 'Tea list');
  const program = await programs.open('Tea list');
  await expect(program.locator('#out')).toHaveText('en en visible');
  await page.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last().click();
  await programs.open('Tea list');
  await expect(program.locator('#seen')).toHaveText('hiddentrue visiblefalse');
  await program.getByRole('link', { name: 'Write', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('mailto:tea@example.org?subject=Sunday');
  await dialog.getByRole('button', { name: "Don't allow", exact: true }).click();
  await expect(dialog).toBeHidden();
  expect(context.pages()).toHaveLength(1);
});
