// A household with something to talk about, for pictures.
import { expect } from '@playwright/test';
import { Conversation } from './conversation.mjs';
import { House } from './house.mjs';
import { addProfile, tabOf, writeTo } from './profiles.mjs';
import { begin } from './welcome.mjs';

/** Who wrote what, in order; `me` is Ada. */
const TALKS = {
  Mei: [
    ['Mei', '周六要不要一起喝茶？我拿到了今年的龙井。'],
    ['me', '好呀！几点？'],
    ['Mei', '三点，老地方。带上你的棋。'],
    ['me', 'Deal. I still owe you a game from March.'],
    ['Mei', 'You owe me three 🙂'],
    ['me', 'Then I bring cake as well.\nLemon or walnut?'],
    ['Mei', '核桃的！See you on Saturday.'],
  ],
  Jonas: [
    ['me', 'Did the train leave on time?'],
    ['Jonas', 'Ten minutes late, but I caught the connection. Home at eight.'],
  ],
  Amina: [
    ['Amina', 'The slides are ready: https://slides.example/autumn'],
    ['me', 'Read them on the way. Page 7 is the one people will remember.'],
    ['Amina', 'Then I put it first.'],
    ['Amina', 'Can you look at the last page once more?'],
  ],
};

/** Ada's tab at her chat with Mei; Amina's last two messages are not read, and a draft waits for Jonas. */
export async function tellStory(page) {
  const guide = await begin(page, 'Ada');
  await guide.say('Does this work offline?');
  await expect(guide.messages).toHaveCount(3);
  for (const name of Object.keys(TALKS)) await addProfile(page, name);
  for (const name of ['Amina', 'Jonas', 'Mei']) await talk(page, name, TALKS[name]);
  await guideToTop(page);
  const jonas = await writeTo(page, 'Jonas');
  await jonas.field.fill('Shall I cook?');
  await expect(new House(page).row('Jonas')).toHaveAccessibleName(/Draft/);
  await new House(page).go('Chats');
}

async function talk(page, name, lines) {
  await page.goto('./#/me/profiles');
  const other = await tabOf(page, name);
  const theirs = await writeTo(other, 'Ada');
  const mine = await writeTo(page, name);
  const toRead = lines.findLastIndex(([who]) => who === 'me');
  for (const [index, [who, text]] of lines.entries()) {
    if (name === 'Amina' && index > toRead) await page.goto('./#/discover');
    await (who === 'me' ? mine : theirs).say(text);
    const heard = who === 'me' ? theirs : mine;
    if (name !== 'Amina' || index <= toRead) await expect(heard.messages).toHaveCount(index + 1);
  }
  await other.close();
}

async function guideToTop(page) {
  const house = new House(page);
  await house.go('Chats');
  await house.row('Teahouse guide').click();
  const guide = new Conversation(page);
  await expect(guide.messages).toHaveCount(3);
  await guide.turn('Keep at the top');
}

/** Opens the chat with somebody, without the draft's own chat in the way. */
export async function openChat(page, name) {
  await page.goto('./#/chats');
  await new House(page).row(name).click();
}
