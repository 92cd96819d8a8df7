// A game of Gomoku: both take a chair and play in turn until one of them has five in a row.
import { expect } from '@playwright/test';

const button = ({ program }, name) => program.getByRole('button', { name, exact: true });
const title = ({ program }, name) => expect(program.getByRole('heading', { name, exact: true })).toBeVisible();
const point = ({ program }, name) => program.getByRole('gridcell', { name: new RegExp(`^${name},`) });

/** Places a stone that both see. */
async function move(player, other, name, colour) {
  await point(player, name).click();
  for (const one of [player, other]) await expect(point(one, name)).toHaveAccessibleName(new RegExp(`^${name}, ${colour}, last move`));
}

export async function gomoku(black, white) {
  await button(black, 'Set up a board').click();
  await button(black, 'Play black').click();
  await white.program.getByRole('button', { name: new RegExp(`${black.name} is waiting`) }).click();
  await button(white, 'Play white').click();
  await title(black, 'Your move');
  await title(white, `${black.name} to move`);
  await point(white, 'C3').click();
  await expect(white.program.getByText(`It is ${black.name}’s move.`, { exact: true })).toBeVisible();
  await expect(point(white, 'C3')).toHaveAccessibleName('C3, empty');
  for (const row of [3, 4, 5, 6]) {
    await move(black, white, `E${row}`, 'black');
    await title(white, 'Your move');
    await move(white, black, `F${row}`, 'white');
    await title(black, 'Your move');
  }
  await move(black, white, 'E7', 'black');
  await title(black, 'You win');
  await title(white, `${black.name} wins`);
  // Nobody plays on.
  await point(white, 'F7').click();
  for (const one of [black, white]) await expect(point(one, 'F7')).toHaveAccessibleName('F7, empty');
}
