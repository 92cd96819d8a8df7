// What is around every screen once somebody has come in: the four places, and the list of chats.

/** Matches a name that begins like this. */
export const startsWith = (text) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

export class House {
  constructor(page) {
    this.page = page;
    this.nav = page.getByRole('navigation', { name: 'Main', exact: true });
    this.list = page.getByRole('list', { name: 'Chats', exact: true });
    this.rows = this.list.getByRole('link');
    this.newMenu = page.getByRole('button', { name: 'New', exact: true });
  }

  /** The link of a chat; its name goes on with the preview, what is unread and the time. */
  row(title) {
    return this.list.getByRole('link', { name: startsWith(title) });
  }

  /** One of the four places; Chats may be followed by how much is unread. */
  place(name) {
    return this.nav.getByRole('link', { name: startsWith(name) });
  }

  async go(name) {
    await this.place(name).click();
  }
}
