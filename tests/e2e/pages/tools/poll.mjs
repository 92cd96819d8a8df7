// A poll: one asks, both answer, both see what came of it.
import { expect } from '@playwright/test';

/** Asks a question of a poll that is new. */
export async function ask(program, question, options) {
  await program.getByRole('textbox', { name: 'Question', exact: true }).fill(question);
  for (const [at, option] of options.entries()) await program.getByRole('textbox', { name: `Option ${at + 1}`, exact: true }).fill(option);
  await program.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(program.getByRole('heading', { name: question, exact: true })).toBeVisible();
}

export const answer = (program, option) => program.getByRole('button', { name: new RegExp(`^${option},`) }).click();

const votes = (program, option, words) => expect(program.getByRole('button', { name: `${option}, ${words}`, exact: true })).toBeVisible();

export async function poll(asker, other) {
  await ask(asker.program, 'Which tea?', ['Sencha', 'Oolong']);
  await expect(other.program.getByRole('heading', { name: 'Which tea?', exact: true })).toBeVisible();
  await expect(other.program.getByText(`Asked by ${asker.name}`, { exact: true })).toBeVisible();
  await Promise.all([answer(asker.program, 'Sencha'), answer(other.program, 'Oolong')]);
  for (const { program } of [asker, other]) {
    await expect(program.getByText('2 people have answered', { exact: true })).toBeVisible();
    await votes(program, 'Sencha', '1 vote');
    await votes(program, 'Oolong', '1 vote');
  }
  // A mind can be changed until the poll is closed.
  await answer(other.program, 'Sencha');
  for (const { program } of [asker, other]) {
    await votes(program, 'Sencha', '2 votes');
    await votes(program, 'Oolong', '0 votes');
  }
  await asker.program.getByRole('button', { name: 'Change or close', exact: true }).click();
  await asker.program.getByRole('button', { name: 'Close the poll', exact: true }).click();
  for (const { program } of [asker, other]) {
    await expect(program.getByRole('heading', { name: 'Decided', exact: true })).toBeVisible();
    await expect(program.getByRole('button', { name: /^Sencha,/ })).toHaveCount(0);
  }
}
