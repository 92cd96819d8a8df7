// A checklist: one writes, the other checks off, each sees who did what.
import { expect } from '@playwright/test';

/** Puts one thing on the list. */
export async function add(program, text) {
  await program.getByRole('textbox', { name: 'What is to be done or bought?', exact: true }).fill(text);
  await program.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(box(program, text)).toBeVisible();
}

const box = (program, text) => program.getByRole('checkbox', { name: new RegExp(`^${text}`) });

export async function checklist(writer, doer) {
  await add(writer.program, 'Tea');
  await add(writer.program, 'Cake');
  await box(doer.program, 'Tea').click();
  for (const { program } of [writer, doer]) {
    await expect(program.getByText('1 of 2 done', { exact: true })).toBeVisible();
    await expect(program.getByRole('list', { name: 'Checklist', exact: true }).getByRole('listitem')).toHaveText([/Cake/]);
    await program.getByText('Done (1)', { exact: true }).click();
    await expect(box(program, 'Tea')).toBeChecked();
  }
  await expect(writer.program.getByText(`Done by ${doer.name}`, { exact: true })).toBeVisible();
  await expect(doer.program.getByText('Done by you', { exact: true })).toBeVisible();
  await writer.program.getByRole('button', { name: 'More for “Cake”', exact: true }).click();
  await writer.program.getByRole('button', { name: 'I do it', exact: true }).click();
  await expect(doer.program.getByText(`${writer.name} does it`, { exact: true })).toBeVisible();
}
