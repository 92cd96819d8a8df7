// A homeserver and people on it, for specs: `cargo xtask test e2e` starts one, and says where it is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLIENT = fileURLToPath(new URL('../interop/client.py', import.meta.url));

function told(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run this with \`cargo xtask test e2e\`.`);
  return value;
}

/** The address of the homeserver. */
export const homeserver = () => told('TEAHOUSE_HOMESERVER');

let people = 0;

/** A name and a password that nobody has yet. */
export const somebody = (name) => ({
  user: `${name}-${process.pid}-${Date.now().toString(36)}-${(people += 1)}`,
  password: 'a word that is long enough',
});

/** Makes an account, without a device. */
export async function register(name) {
  const person = somebody(name);
  const body = { username: person.user, password: person.password, inhibit_login: true, auth: { type: 'm.login.dummy' } };
  const answer = await fetch(`${homeserver()}/_matrix/client/v3/register`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`There is no account for ${name}: ${await answer.text()}`);
  return { ...person, id: (await answer.json()).user_id };
}

/** A way to ask the homeserver as somebody, on a device of its own. */
export async function ask(person) {
  const at = `${homeserver()}/_matrix/client/v3/`;
  const login = { type: 'm.login.password', identifier: { type: 'm.id.user', user: person.user }, password: person.password };
  const answer = await fetch(`${at}login`, { method: 'POST', body: JSON.stringify(login) });
  if (!answer.ok) throw new Error(`${person.user} cannot sign in: ${await answer.text()}`);
  const { access_token: token } = await answer.json();
  return async (path, method = 'GET', body = undefined) => {
    const answer = await fetch(`${at}${path}`, { method, headers: { authorization: `Bearer ${token}` }, body: body && JSON.stringify(body) });
    return answer.json();
  };
}

/** Somebody whose client shares nothing with the app; `tests/interop/client.py` says what they can do. */
export class Other {
  /** Signs in; `person` as `register` gives it. */
  static async signedIn(person) {
    const other = new Other();
    other.person = person;
    other.process = spawn(told('TEAHOUSE_MATRIX_CLIENT'), [CLIENT], { stdio: ['pipe', 'pipe', 'inherit'] });
    other.answers = createInterface({ input: other.process.stdout })[Symbol.asyncIterator]();
    const { device } = await other.do('login', { homeserver: homeserver(), user: person.user, password: person.password });
    other.device = device;
    return other;
  }

  /** One command, and its answer; commands are answered in order. */
  async do(name, options = {}) {
    this.process.stdin.write(`${JSON.stringify({ do: name, ...options })}\n`);
    const { value } = await this.answers.next();
    const answer = JSON.parse(value ?? '{"error":"It has ended."}');
    if ('error' in answer) throw new Error(`${name}: ${answer.error} ${JSON.stringify(answer.last ?? '')}`);
    return answer.ok;
  }

  /** The first event that has all of these fields. */
  wait(event, seconds = 20) {
    return this.do('wait', { event, seconds });
  }

  /** Goes, and leaves no process behind. */
  async leave() {
    const ended = once(this.process, 'exit');
    this.process.stdin.end();
    await ended;
  }
}
