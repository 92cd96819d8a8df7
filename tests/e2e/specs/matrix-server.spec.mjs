// The homeserver that specs use, and the other client: that they are what the other specs take them for.
import { expect, test } from '@playwright/test';
import { Other, homeserver, register } from '../matrix.mjs';

const json = async (path) => (await fetch(`${homeserver()}${path}`)).json();

test('the homeserver says who it is and whom to ask', async () => {
  const client = await json('/.well-known/matrix/client');
  expect(client['m.homeserver'].base_url).toBe(`${homeserver()}/`);
  const { contacts } = await json('/.well-known/matrix/support');
  expect(contacts[0].role).toBe('m.role.admin');
  const { unstable_features } = await json('/_matrix/client/versions');
  expect(unstable_features['org.matrix.simplified_msc3575']).toBe(true);
});

for (const encrypted of [false, true]) {
  test(`two others talk, ${encrypted ? 'encrypted' : 'in the clear'}`, async () => {
    const [ann, bob] = await Promise.all(['ann', 'bob'].map(async (name) => Other.signedIn(await register(name))));
    const { room } = await ann.do('create', { name: 'Tea', invite: [bob.person.id], encrypted });
    await bob.wait({ room, type: 'm.room.member', content: { membership: 'invite' } });
    await bob.do('accept', { room });
    await ann.wait({ room, type: 'm.room.member', sender: bob.person.id, content: { membership: 'join' } });
    const { event } = await ann.do('send', { room, text: 'Hello' });
    const heard = await bob.wait({ event, content: { body: 'Hello' } });
    expect(heard.decrypted).toBe(encrypted);
    const data = Buffer.from('leaves').toString('base64');
    const file = await bob.do('send_file', { room, name: 'tea.txt', media_type: 'text/plain', data });
    await ann.wait({ event: file.event });
    expect(await ann.do('download', { event: file.event })).toEqual({ data });
    const edit = await ann.do('edit', { room, event, text: 'Good morning' });
    await bob.wait({ event: edit.event, content: { 'm.new_content': { body: 'Good morning' } } });
    const reaction = await bob.do('react', { room, event, key: '🍵' });
    await ann.wait({ event: reaction.event, type: 'm.reaction' });
    const { event: redaction } = await ann.do('redact', { room, event });
    await bob.wait({ event: redaction, type: 'm.room.redaction' });
    await Promise.all([ann.leave(), bob.leave()]);
  });
}
