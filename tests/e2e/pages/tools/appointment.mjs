// A book of appointments: its keeper offers times, the other takes one, and the keeper sees whose it is.
import { expect } from '@playwright/test';

const button = ({ program }, name) => program.getByRole('button', { name, exact: true });
const field = ({ program }, name) => program.getByRole('textbox', { name, exact: true });
const heading = ({ program }, name) => program.getByRole('heading', { name, exact: true });

/** The times that can be booked; how they are written is up to each device. */
const times = ({ program }) => program.getByRole('button', { name: /^Book ./ });

export async function appointments(keeper, guest) {
  await field(keeper, 'What for?').fill('Haircut');
  await button(keeper, 'Open the book').click();
  await expect(guest.program.getByText(`With ${keeper.name}`, { exact: true })).toBeVisible();
  await expect(heading(guest, 'No times yet')).toBeVisible();
  await button(keeper, 'Offer times').click();
  // From nine to twelve tomorrow is what the form begins with.
  await button(keeper, 'Offer 6 times').click();
  await expect(keeper.program.getByText('0 of 6 booked', { exact: true })).toBeVisible();
  await expect(times(guest)).toHaveCount(6);
  await times(guest).nth(1).click();
  await field(guest, 'A note for the keeper').fill('The beard too');
  await button(guest, 'Book').click();
  // The device of the keeper confirms what it sees.
  await expect(heading(guest, 'Your appointment')).toBeVisible();
  await expect(guest.program.getByText('Confirmed', { exact: true })).toBeVisible();
  await expect(keeper.program.getByText('1 of 6 booked', { exact: true })).toBeVisible();
  const second = keeper.program.getByRole('listitem').filter({ has: keeper.program.getByRole('button', { name: /^(Close|Free) \d/ }) }).nth(1);
  await expect(second.getByRole('button', { name: new RegExp(`, booked by ${guest.name}$`) })).toBeVisible();
  await expect(second).toContainText('The beard too');
  await button(guest, 'Cancel it').click();
  await expect(keeper.program.getByText('0 of 6 booked', { exact: true })).toBeVisible();
  await expect(times(guest)).toHaveCount(6);
}
