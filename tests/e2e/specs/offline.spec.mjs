// After one visit the app needs no host: here it is really gone, for pages and workers alike.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { House } from '../pages/house.mjs';
import { readyForOffline } from '../pages/offline.mjs';
import { begin } from '../pages/welcome.mjs';
import { Site } from '../site.mjs';

for (const base of ['/', '/~somebody/teahouse/']) {
  test(`a whole visit works without a network, under ${base}`, async ({ page, context }) => {
    const site = await Site.open(base);
    const guide = await begin(page, 'Ada', site.url);
    await guide.say('Said with a network');
    await expect(guide.message('Said with a network')).toContainText('Sent');
    await readyForOffline(page);
    await page.close();
    await site.down();
    await context.setOffline(true);

    const offline = await context.newPage();
    await offline.goto(site.url);
    const house = new House(offline);
    await house.row('Teahouse guide').click();
    const chat = new Conversation(offline);
    await expect(chat.words('Said with a network')).toBeVisible();
    await chat.say('Does it work offline?');
    await expect(chat.message('Does it work offline?')).toContainText('Sent');
    await expect(chat.messages.last()).toContainText('need no network at all');
    await offline.reload();
    await expect(chat.words('Does it work offline?')).toBeVisible();

    await site.up();
    await context.setOffline(false);
    await offline.reload();
    await expect(chat.messages).toHaveCount(5);
    await chat.say('Back again');
    await expect(chat.message('Back again')).toContainText('Sent');
    await site.down();
  });
}

test('a first visit without a network fails, so the visits above did use what was kept', async ({ page }) => {
  const site = await Site.open();
  await site.down();
  await expect(page.goto(site.url)).rejects.toThrow('ERR_CONNECTION_REFUSED');
});
