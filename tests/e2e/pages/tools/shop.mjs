// A shop with a group-buy: the price falls for both once both have ordered, and the keeper takes the order on.
import { expect } from '@playwright/test';

const button = ({ program }, name) => program.getByRole('button', { name, exact: true });
const field = ({ program }, name) => program.getByRole('textbox', { name, exact: true });
const says = ({ program }, text) => expect(program.getByText(text, { exact: true })).toBeVisible();

/** Opens the shop and puts one thing in, which costs less as soon as two want it. */
async function furnish(keeper) {
  await field(keeper, 'What is it called?').fill('Friday bread');
  await keeper.program.getByRole('combobox', { name: 'Currency', exact: true }).selectOption('EUR');
  await button(keeper, 'Open the shop').click();
  await button(keeper, 'Add something').click();
  await field(keeper, 'What is it?').fill('Rye loaf');
  await keeper.program.getByRole('checkbox', { name: 'Cheaper the more people join', exact: true }).click();
  await field(keeper, 'Price for one alone').fill('6');
  await field(keeper, 'Step 1: from how many people?').fill('2');
  await field(keeper, 'Step 1: price').fill('4.50');
  await keeper.program.getByLabel('Until when can people join?', { exact: true }).fill('2090-01-01T12:00');
  await button(keeper, 'Save').click();
}

async function order(person, price) {
  await button(person, 'Add Rye loaf to the basket').click();
  await button(person, `Basket · 1 thing · ${price}`).click();
  await button(person, `Order for ${price}`).click();
}

/** The orders that somebody sees, and what each of them costs. */
const orders = ({ program }) => program.getByRole('listitem').filter({ has: program.getByText('Total for now', { exact: true }) });

export async function shop(keeper, buyer) {
  await furnish(keeper);
  await says(buyer, `Kept by ${keeper.name}`);
  await order(buyer, '€6.00');
  await expect(orders(buyer)).toContainText('Total for now€6.00');
  await expect(keeper.program.getByText('With you it is €4.50')).toBeVisible();
  await order(keeper, '€4.50');
  // Whoever ordered earlier pays less as well.
  await expect(orders(buyer)).toContainText('Total for now€4.50');
  await expect(orders(keeper)).toHaveCount(2);
  await expect(orders(keeper).filter({ hasText: 'Total for now€4.50' })).toHaveCount(2);
  await button(keeper, `Accept: ${buyer.name}`).click();
  await says(buyer, 'The keeper is on it.');
}
