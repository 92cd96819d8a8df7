// The host's own interface: docs/mini-programs.
const teahouse = ({ locale, address, chat, guest: name }) =>
  Object.freeze({
    version: 2,
    launch: Object.freeze({ locale, address, name, chat, theme: theme() }),
    storage: Object.freeze({
      get: (key) => call("storage.get", { key }),
      set: (key, value) => call("storage.set", { key, value }),
      remove: (key) => call("storage.remove", { key }),
      keys: () => call("storage.keys"),
      clear: () => call("storage.clear"),
    }),
    openLink: (url) => call("links.open", { url: String(url) }),
    getProfile: () => call("profile.get"),
    sendMessage: (text) => call("chat.send", { text }),
    sendToChat: say("chat.share"),
    shareProgram: () => call("program.share"),
    pickContact: () => call("contacts.pick").then((name) => Object.freeze({ name })),
    scanCode: () => call("code.scan"),
    on: (name, listener) => {
      if (!Object.hasOwn(events, name)) throw new TypeError(`there is no event ${name}`);
      events[name].add(listener);
      return () => void events[name].delete(listener);
    },
    setBackButton: (on) => call("view.back", { on: Boolean(on) }),
    close: () => call("view.close"),
  });
