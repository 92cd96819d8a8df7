// Screens of people.
import { expect } from '@playwright/test';

export const sizes = {
  phone: { width: 360, height: 740 },
  tablet: { width: 820, height: 1180 },
  wide: { width: 1440, height: 900 },
};

/** Nothing is wider than the screen. */
export async function expectToFit(page) {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: innerWidth,
  }));
  expect(content, page.url()).toBeLessThanOrEqual(screen);
}
