// A homeserver that can be gone, slow or lose answers: what is asked of it goes on to the real one.
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { homeserver } from './matrix.mjs';

/** Where whoever is led on comes to. */
const AWAY = '/elsewhere';

/** Answers with what a lie makes of an answer: a text, or parts that come one after the other. */
async function change(answer, outgoing, { lie, told }) {
  const { 'content-length': _, ...headers } = answer.headers;
  outgoing.writeHead(200, headers);
  const parts = Readable.from(lie(JSON.parse(await text(answer))));
  outgoing.on('close', () => parts.destroy());
  parts.pipe(outgoing);
  told();
}

export class Gate {
  #server;
  #port = 0;
  #held = [];
  #lost = [];
  #delayed = [];
  #lies = [];
  #leadsOn = false;
  #token = undefined;

  static async open() {
    const gate = new Gate();
    await gate.up();
    return gate;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Comes up, at the same address as before if there was one. */
  async up() {
    this.#server = createServer((request, response) => this.#pass(request, response));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = this.#server.address().port;
  }

  /** Is gone, in the middle of whatever was asked. */
  async down() {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  /** From now on nothing whose path has this part is answered; resolves when it is asked for the first time. */
  hold(part) {
    return new Promise((asked) => this.#held.push({ part, asked }));
  }

  /** From now on everything is answered again, but for what was asked meanwhile. */
  answer() {
    this.#held = [];
  }

  /** Whatever is asked whose path has this part waits until the function that is given is called. */
  delay(part) {
    let goOn;
    const until = new Promise((done) => (goOn = done));
    this.#delayed.push({ part, until });
    return goOn;
  }

  /** The next request with this method whose path has this part arrives, but its answer does not: all is gone then. */
  lose(method, part) {
    return new Promise((lost) => this.#lost.push({ method, part, lost }));
  }

  /** From now on whoever asks for a path with this part gets what `lie` makes of the answer; resolves with the first one. */
  lie(part, lie) {
    return new Promise((told) => this.#lies.push({ part, lie, told }));
  }

  /** From now on whoever asks for what is new is led to another address first; lies may be told there. */
  leadOn() {
    this.#leadsOn = true;
  }

  /** From now on the answers are those of the homeserver. */
  tellTheTruth() {
    this.#lies = [];
    this.#leadsOn = false;
  }

  /** From now on this token is over, and the device is not: a soft logout. Any other one is as good as before. */
  endSoftly(token) {
    this.#token = token;
  }

  async #pass(incoming, outgoing) {
    await this.#delayed.find(({ part }) => incoming.url.includes(part))?.until;
    if (this.#token && incoming.headers.authorization === `Bearer ${this.#token}`) {
      outgoing.writeHead(401, { 'access-control-allow-origin': '*', 'content-type': 'application/json' });
      return outgoing.end(JSON.stringify({ errcode: 'M_UNKNOWN_TOKEN', error: 'It is over.', soft_logout: true }));
    }
    const held = this.#held.find(({ part }) => incoming.url.includes(part));
    // A browser asks first whether it may ask.
    if (held && incoming.method !== 'OPTIONS') return held.asked();
    if (this.#leadsOn && incoming.method !== 'OPTIONS' && incoming.url.includes('/sync')) {
      outgoing.writeHead(307, { 'access-control-allow-origin': '*', location: incoming.url.replace('/sync', AWAY) });
      return outgoing.end();
    }
    const lies = incoming.method !== 'OPTIONS' && this.#lies.find(({ part }) => incoming.url.includes(part));
    const { hostname, port } = new URL(homeserver());
    const { method, url, headers } = incoming;
    const path = url.replace(AWAY, '/sync');
    const onward = ask({ hostname, port, method, path, headers }, async (answer) => {
      const at = this.#lost.findIndex((it) => it.method === method && path.includes(it.part));
      if (at >= 0) {
        const [{ lost }] = this.#lost.splice(at, 1);
        await this.down();
        return lost();
      }
      if (lies && answer.statusCode === 200) return change(answer, outgoing, lies);
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }
}
