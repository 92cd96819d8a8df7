// The programs that ship, in an encrypted chat at a homeserver.
import { expect, test } from '@playwright/test';
import { twoAtHome } from '../pages/account.mjs';
import { STORIES, openTool, play, sendTool } from '../pages/tools.mjs';
import { answer, ask } from '../pages/tools/poll.mjs';

test.describe.configure({ timeout: 180_000 });

// Signing in takes longer than a story: all of them are told in one chat.
test('two people use each program that ships in an encrypted chat, also whoever was away', async ({ browser }) => {
  const { mei, zhou, meis, zhous } = await twoAtHome(browser);
  for (const tool of STORIES) {
    await test.step(tool.does, async () => {
      await sendTool(meis, tool.name);
      await play(tool, [mei.page, zhou.page]);
    });
  }
  // None of it is a message.
  for (const chat of [meis, zhous]) await expect(chat.messages).toHaveCount(1 + STORIES.length);
  await test.step('whoever was away finds what was said, and goes on with it', async () => {
    const there = zhou.page.url();
    await zhou.page.goto('about:blank');
    await sendTool(meis, 'Poll');
    const asker = await openTool(mei.page, 'Poll');
    await ask(asker.program, 'Who brings cake?', ['I do', 'You do']);
    await answer(asker.program, 'You do');
    await zhou.page.goto(there);
    const { program } = await openTool(zhou.page, 'Poll');
    await expect(program.getByRole('button', { name: 'You do, 1 vote', exact: true })).toBeVisible();
    await answer(program, 'I do');
    for (const each of [asker.program, program]) await expect(each.getByText('2 people have answered', { exact: true })).toBeVisible();
  });
  await Promise.all([mei.context.close(), zhou.context.close()]);
});
