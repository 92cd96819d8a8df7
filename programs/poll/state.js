// What a poll is, from what people sent. Pure: the same operations give the same poll, on every device.

const MAX_OPTIONS = 60;
/** With those that were removed and may come back. */
const MAX_EVER = 200;
const MAX_EARLIER = 50;
export const ANSWERS = ["yes", "maybe", "no"];

/** "2026-06-06" or "2026-06-06T18:30": a day or a time of the clock on the wall, wherever one is. */
export function isSlot(text) {
  const match = /^((?:19|20|21)\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(text);
  if (!match) return false;
  const [, year, month, day, hour = "00", minute = "00"] = match;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
  return date.toISOString().slice(0, 16) === `${year}-${month}-${day}T${hour}:${minute}`;
}

export const shapes = ({ text, flag, ref, oneOf, list }) => ({
  ask: { question: text(200), kind: oneOf("text", "date"), options: list(text(80), 30), many: flag, open: flag },
  reword: { poll: ref, question: text(200) },
  add: { poll: ref, label: text(80) },
  drop: { option: ref, gone: flag },
  vote: { option: ref, answer: oneOf(...ANSWERS, "none") },
  close: { poll: ref, closed: flag },
});

const same = (a, b) => a.toLowerCase() === b.toLowerCase();

const hasRoom = (poll) => poll.all.filter((option) => !option.gone).length < MAX_OPTIONS;

/** The option with this label, made if there is room for it. A second one of the same label is the first. */
function put(poll, id, label, by) {
  if ((poll.kind === "date" && !isSlot(label)) || !hasRoom(poll)) return;
  let option = poll.all.find((each) => same(each.label, label));
  if (!option) {
    if (poll.all.length >= MAX_EVER) return;
    option = { id, label, by, votes: new Map() };
    poll.all.push(option);
  }
  option.gone = false;
  poll.byId.set(id, option);
}

function begin({ id, by, question, kind, options, many, open }) {
  const poll = { id, maker: by, question, kind, many: many || kind === "date", open, closed: false, all: [], byId: new Map() };
  options.forEach((label, at) => put(poll, `${id}-${at}`, label, by));
  return poll;
}

const steps = {
  // One question at a time: the next can be asked when this one is closed.
  ask(state, op) {
    if (state.poll && !state.poll.closed) return;
    if (state.poll) state.earlier = [state.poll, ...state.earlier].slice(0, MAX_EARLIER);
    state.poll = begin(op);
  },
  reword({ poll }, op) {
    if (poll?.id === op.poll && poll.maker === op.by) poll.question = op.question;
  },
  add({ poll }, op) {
    if (poll?.id !== op.poll || poll.closed || (!poll.open && poll.maker !== op.by)) return;
    put(poll, op.id, op.label, op.by);
  },
  drop({ poll }, op) {
    const option = poll?.byId.get(op.option);
    if (!option || poll.closed || ![option.by, poll.maker].includes(op.by)) return;
    option.gone = op.gone || (option.gone && !hasRoom(poll));
  },
  vote({ poll }, op) {
    const option = poll?.byId.get(op.option);
    if (!option || option.gone || poll.closed) return;
    if (poll.kind === "text" && !["yes", "none"].includes(op.answer)) return;
    if (!poll.many) for (const other of poll.all) other.votes.delete(op.by);
    if (op.answer === "none") option.votes.delete(op.by);
    else option.votes.set(op.by, op.answer);
  },
  close({ poll }, op) {
    if (poll?.id === op.poll && poll.maker === op.by) poll.closed = op.closed;
  },
};

export function fold(ops) {
  const state = { poll: null, earlier: [] };
  for (const op of ops) steps[op.op](state, op);
  return state;
}

/** The options that are there: words as they were written, days as they come. */
export function optionsOf({ all, kind }) {
  const here = all.filter((option) => !option.gone);
  return kind === "text" ? here : here.sort((a, b) => (a.label < b.label ? -1 : 1));
}

export const peopleFor = (option, answer) => [...option.votes].filter(([, each]) => each === answer).map(([by]) => by);

/**
 * How it stands: who answered, and the options that lead. Of days, those lead on which most people can come;
 * among these, those that suit most people. Nothing leads before somebody has said yes to something.
 */
export function tally(poll) {
  const options = optionsOf(poll);
  const counts = options.map((option) => {
    const yes = peopleFor(option, "yes").length;
    return { option, yes, can: yes + peopleFor(option, "maybe").length };
  });
  const can = Math.max(0, ...counts.map((each) => each.can));
  const yes = Math.max(0, ...counts.filter((each) => each.can === can).map((each) => each.yes));
  const best = can ? counts.filter((each) => each.can === can && each.yes === yes).map((each) => each.option) : [];
  return { voters: new Set(options.flatMap((option) => [...option.votes.keys()])).size, can, yes, best };
}
