// The way in.
import { Conversation } from './conversation.mjs';

export class Welcome {
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: 'Teahouse', exact: true });
    this.start = page.getByRole('button', { name: 'Start on this device', exact: true });
    this.signIn = page.getByRole('button', { name: 'Sign in to a homeserver', exact: true });
    this.name = page.getByRole('textbox', { name: 'Your name', exact: true });
    this.continue = page.getByRole('button', { name: 'Continue', exact: true });
  }
}

/** Makes the first profile of the device and gives its chat with the guide, open. */
export async function begin(page, name = 'Ada', address = './') {
  await page.goto(address);
  return enter(page, name);
}

/** The same from a welcome that is there already. */
export async function enter(page, name) {
  const welcome = new Welcome(page);
  await welcome.start.click();
  await welcome.name.fill(name);
  await welcome.continue.click();
  const guide = new Conversation(page);
  await guide.messages.first().waitFor();
  return guide;
}
