// Shared state: https://webxdc.org/docs/spec/
const webxdc = ({ address, guest: name }) => {
  let listener = null;
  let heard = 0;
  let turn = Promise.resolve();
  // They come in pages.
  async function* since(serial) {
    for (let more = true; more; ) {
      const { last: max_serial, updates } = await call("updates.since", { serial });
      for (const [at, update] of updates) yield { ...update, serial: (serial = at), max_serial };
      more = updates.length > 0 && serial < max_serial;
    }
  }
  const deliver = async () => {
    for await (const update of since(heard)) {
      heard = update.serial;
      // What a listener makes of one is no reason to keep the next from it.
      try {
        listener?.(update);
      } catch (error) {
        reportError(error);
      }
    }
  };
  const catchUp = () => (turn = turn.then(deliver).catch(() => {}));
  news = () => listener && catchUp();
  return Object.freeze({
    selfAddr: address,
    selfName: name,
    sendUpdateInterval: 1000,
    sendUpdateMaxSize: 32000,
    sendUpdate: (update) => void call("updates.send", { update }).then(() => listener && catchUp(), (error) => console.warn(error)),
    setUpdateListener: (hearer, serial = 0) => {
      listener = hearer;
      heard = serial;
      return catchUp();
    },
    getAllUpdates: async () => {
      const all = [];
      for await (const update of since(0)) all.push(update);
      return all;
    },
    importFiles: chooseFiles,
    sendToChat: say("chat.share"),
    joinRealtimeChannel: channel,
  });
};
// Those who are there right now. What is said before the person has let the program in is lost, as it may be anyway.
let joined = false;
const channel = () => {
  if (joined) throw new Error("the channel is joined already");
  joined = true;
  let left = false;
  const still = () => {
    if (left) throw new Error("the channel was left");
  };
  quietly("live.join");
  return Object.freeze({
    setListener: (listener) => {
      still();
      live = (data) => listener(data);
    },
    send: (data) => {
      still();
      if (!(data instanceof Uint8Array)) throw new TypeError("what is sent is a Uint8Array");
      if (data.length > 128_000) throw new RangeError("at most 128,000 bytes are sent at once");
      const { buffer } = data.slice();
      post([0, "live", buffer], [buffer]);
    },
    leave: () => {
      still();
      left = true;
      joined = false;
      live = () => {};
      quietly("live.leave");
    },
  });
};
