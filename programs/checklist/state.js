// What is on the list, from what people sent. Pure: the same operations give the same list, on every device.

export const MAX_ITEMS = 500;
/** How many of the deleted ones can be put back. */
const MAX_GONE = 50;

export const shapes = ({ text, flag, ref, list }) => ({
  title: { title: text(80, 0) },
  add: { texts: list(text(200), 50, 1) },
  check: { item: ref, done: flag },
  rename: { item: ref, text: text(200) },
  take: { item: ref, mine: flag },
  // To the place behind another one, or behind "", which is the top.
  move: { item: ref, behind: (value) => (value === "" ? "" : ref(value)) },
  remove: { items: list(ref, MAX_ITEMS, 1), gone: flag },
});

const steps = {
  title(state, { title }) {
    state.title = title;
  },
  add(state, { id, by, texts }) {
    texts.forEach((text, at) => {
      if (state.here >= MAX_ITEMS) return;
      const item = { id: `${id}-${at}`, text, by, done: false, doneBy: "", who: "", gone: false };
      if (state.byId.has(item.id)) return;
      state.here += 1;
      state.byId.set(item.id, item);
      state.all.push(item);
    });
  },
  check({ byId }, { item, done, by }) {
    const it = byId.get(item);
    if (it) Object.assign(it, { done, doneBy: done ? by : "" });
  },
  rename({ byId }, { item, text }) {
    const it = byId.get(item);
    if (it) it.text = text;
  },
  take({ byId }, { item, mine, by }) {
    const it = byId.get(item);
    // Nobody gives back what somebody else has taken.
    if (it && (mine || it.who === by)) it.who = mine ? by : "";
  },
  move(state, { item, behind }) {
    const it = state.byId.get(item);
    if (!it || item === behind || (behind && !state.byId.has(behind))) return;
    state.all.splice(state.all.indexOf(it), 1);
    state.all.splice(behind ? state.all.indexOf(state.byId.get(behind)) + 1 : 0, 0, it);
  },
  remove(state, { items, gone }) {
    for (const id of new Set(items)) {
      const it = state.byId.get(id);
      if (!it || it.gone === gone || (!gone && state.here >= MAX_ITEMS)) continue;
      it.gone = gone;
      state.here += gone ? -1 : 1;
      state.gone = state.gone.filter((each) => each !== it);
      if (gone) state.gone.unshift(it);
    }
    for (const it of state.gone.splice(MAX_GONE)) {
      state.byId.delete(it.id);
      state.all.splice(state.all.indexOf(it), 1);
    }
  },
};

export function fold(ops) {
  const state = { title: "", all: [], byId: new Map(), gone: [], here: 0 };
  for (const op of ops) steps[op.op](state, op);
  const here = state.all.filter((item) => !item.gone);
  return { title: state.title, open: here.filter((item) => !item.done), done: here.filter((item) => item.done), gone: state.gone };
}

/** Behind which item this one goes when it moves up or down by one among those that are shown; null if it cannot. */
export function placeAfterMove(items, id, way) {
  const at = items.findIndex((item) => item.id === id);
  const to = at + way;
  if (at < 0 || to < 0 || to >= items.length) return null;
  return way > 0 ? items[to].id : (items[to - 1]?.id ?? "");
}
