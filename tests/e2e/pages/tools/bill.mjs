// A bill: one opens it and pays, the other takes part by looking, and both see the same sums.
import { expect } from '@playwright/test';

const button = ({ program }, name) => program.getByRole('button', { name, exact: true });
const field = ({ program }, name) => program.getByRole('textbox', { name, exact: true });
const says = ({ program }, text) => expect(program.getByText(text, { exact: true })).toBeVisible();

/** The line of somebody among the people. */
const person = ({ program }, name) => program.getByRole('region', { name: 'People', exact: true }).getByRole('listitem').filter({ hasText: name });

export async function bill(payer, other) {
  await field(payer, 'What is it for?').fill('Weekend by the lake');
  await payer.program.getByRole('combobox', { name: 'Currency', exact: true }).selectOption('EUR');
  await button(payer, 'Start the bill').click();
  // Whoever opens it takes part.
  await expect(person(payer, other.name)).toBeVisible();
  await expect(person(other, payer.name)).toBeVisible();
  await button(payer, 'Add an expense').click();
  await field(payer, 'What was it?').fill('Dinner');
  await field(payer, 'How much, in EUR?').fill('31.50');
  await button(payer, 'Save').click();
  await says(payer, 'You get back');
  await says(other, 'You owe');
  await expect(person(payer, other.name)).toContainText('€15.75');
  await expect(person(payer, other.name)).toContainText('owes');
  await expect(person(other, payer.name)).toContainText('€15.75');
  await expect(person(other, payer.name)).toContainText('gets back');
  await expect(button(payer, `Mark as paid: ${other.name} pays you`)).toBeVisible();
  await button(other, `Mark as paid: You pay ${payer.name}`).click();
  for (const one of [payer, other]) {
    await says(one, 'All settled. Nobody owes anybody.');
    await says(one, 'Payments made (1)');
  }
}
