// What the bill is, from what people sent. Pure: the same operations give the same bill, on every device.

import { settlement, split } from "./split.js";

export { settlement, split };
export const MAX_AMOUNT = 1e12;
export const MAX_SHARE = 100;
export const MAX_PEOPLE = 60;
const MAX_ENTRIES = 2_000;
/** How many of the deleted ones can be put back. */
const MAX_GONE = 50;
const MAX_EARLIER = 20;

export const shapes = ({ text, whole, flag, ref, person, list, record }) => {
  const currency = (value) => (typeof value === "string" && /^[A-Z]{3}$/.test(value) ? value : undefined);
  const expense = {
    what: text(80),
    amount: whole(1, MAX_AMOUNT),
    payer: person,
    parts: list(record({ who: person, share: whole(1, MAX_SHARE) }), MAX_PEOPLE, 1),
  };
  return {
    open: { title: text(80), currency, digits: whole(0, 4) },
    // What is done is put away, so that another bill can begin; it can be taken out again while there is none.
    away: { bill: ref, away: flag },
    title: { title: text(80) },
    join: {},
    claim: { who: person, mine: flag },
    invite: { called: text(40) },
    call: { who: person, called: text(40) },
    // Somebody who is in no expense may leave, and come back.
    leave: { who: person, gone: flag },
    spend: expense,
    change: { expense: ref, ...expense },
    unspend: { expense: ref, gone: flag },
    pay: { from: person, to: person, amount: whole(1, MAX_AMOUNT) },
    unpay: { payment: ref, gone: flag },
  };
};

/** Who somebody is in the bill: as they joined, or whom they said to be since then. */
const memberOf = (state, address) =>
  [...state.members.values()].find((member) => member.address === address && !state.same.has(member.id));

function admit(state, member) {
  if (state.members.has(member.id) || state.members.size >= MAX_PEOPLE) return;
  state.members.set(member.id, { gone: false, called: "", address: "", ...member });
}

/** The expense in an operation, if everybody in it is known and nobody is in it twice. */
function expenseIn(state, { what, amount, payer, parts, by }) {
  const who = new Set(parts.map((part) => part.who));
  const isKnown = [payer, ...who].every((id) => state.members.has(id));
  return isKnown && who.size === parts.length ? { what, amount, payer, parts, by } : null;
}

/** Takes an entry out of a list or puts it back; of those that are out, the oldest are forgotten. */
function setGone(state, kind, id, gone) {
  const entry = state[kind].get(id);
  if (!entry || entry.gone === gone || (!gone && state.here[kind] >= MAX_ENTRIES)) return;
  entry.gone = gone;
  state.here[kind] += gone ? -1 : 1;
  const out = state.out[kind];
  state.out[kind] = gone ? [...out, id] : out.filter((each) => each !== id);
  while (state.out[kind].length > MAX_GONE) state[kind].delete(state.out[kind].shift());
}

function enter(state, kind, id, entry) {
  if (!entry || state[kind].has(id) || state.here[kind] >= MAX_ENTRIES) return;
  state[kind].set(id, { ...entry, id, gone: false });
  state.here[kind] += 1;
}

const steps = {
  title(state, { title }) {
    state.bill.title = title;
  },
  join(state, { by }) {
    const mine = memberOf(state, by);
    if (mine) mine.gone = false;
    else admit(state, { id: by, address: by });
  },
  // Somebody says that it is them who was added by name. If they take part already, the two are one from then on.
  claim(state, { who, mine, by }) {
    const [self, member] = [memberOf(state, by), state.members.get(who)];
    if (mine && member && !member.address) {
      Object.assign(member, { address: by, gone: false });
      if (self) state.same.set(self.id, who);
    } else if (!mine && member && member === self && member.id !== by) {
      member.address = "";
      for (const [id, other] of state.same) if (other === who) state.same.delete(id);
    }
  },
  invite(state, { id, called }) {
    admit(state, { id, called });
  },
  call(state, { who, called, by }) {
    const member = state.members.get(who);
    // Who is here themselves chooses their own name.
    if (member && (!member.address || member.address === by)) member.called = called;
  },
  leave(state, { who, gone }) {
    const member = state.members.get(who);
    if (member) member.gone = gone;
  },
  spend(state, op) {
    enter(state, "expenses", op.id, expenseIn(state, op));
  },
  change(state, op) {
    const [known, next] = [state.expenses.get(op.expense), expenseIn(state, op)];
    if (known && next) Object.assign(known, next, { by: known.by });
  },
  unspend(state, { expense, gone }) {
    setGone(state, "expenses", expense, gone);
  },
  pay(state, { id, from, to, amount, by }) {
    const isKnown = from !== to && state.members.has(from) && state.members.has(to);
    enter(state, "payments", id, isKnown && { from, to, amount, by });
  },
  unpay(state, { payment, gone }) {
    setGone(state, "payments", payment, gone);
  },
};

function begin({ id, title, currency, digits, by }) {
  const state = {
    bill: { id, title, currency, digits },
    members: new Map(),
    same: new Map(),
    expenses: new Map(),
    payments: new Map(),
    here: { expenses: 0, payments: 0 },
    out: { expenses: [], payments: [] },
  };
  admit(state, { id: by, address: by });
  return state;
}

const desk = {
  open(desk, op) {
    desk.now ??= begin(op);
  },
  away(desk, { bill, away }) {
    if (away && desk.now?.bill.id === bill) {
      desk.earlier = [desk.now, ...desk.earlier].slice(0, MAX_EARLIER);
      desk.now = null;
    } else if (!away && !desk.now) {
      desk.now = desk.earlier.find((each) => each.bill.id === bill) ?? null;
      desk.earlier = desk.earlier.filter((each) => each !== desk.now);
    }
  },
};

/** The bill that is out ({ bill: null } if there is none), and those that were put away. */
export function fold(ops) {
  const at = { now: null, earlier: [] };
  for (const op of ops) {
    if (Object.hasOwn(desk, op.op)) desk[op.op](at, op);
    else if (at.now) steps[op.op](at.now, op);
  }
  const earlier = at.earlier.map((each) => ({ ...each.bill, total: totalOf(shown(each)) }));
  return at.now ? { ...shown(at.now), earlier } : { bill: null, earlier };
}

/** The bill as it is seen: without what is gone, and with those who turned out to be one as one. */
function shown(state) {
  const one = (id) => (state.same.has(id) ? one(state.same.get(id)) : id);
  const partsOf = (parts) => {
    const shares = new Map();
    for (const { who, share } of parts) shares.set(one(who), (shares.get(one(who)) ?? 0) + share);
    return [...shares].map(([who, share]) => ({ who, share }));
  };
  const all = [...state.expenses.values()].map((entry) => ({ ...entry, payer: one(entry.payer), parts: partsOf(entry.parts) }));
  const expenses = all.filter((entry) => !entry.gone);
  const payments = [...state.payments.values()].filter((entry) => !entry.gone).map((entry) => ({ ...entry, from: one(entry.from), to: one(entry.to) }));
  const involved = new Set([...expenses.flatMap(({ payer, parts }) => [payer, ...parts.map(({ who }) => who)]), ...payments.flatMap(({ from, to }) => [from, to])]);
  const everybody = [...state.members.values()].filter(({ id }) => !state.same.has(id)).map((member) => ({ ...member, isInvolved: involved.has(member.id) }));
  return {
    bill: state.bill,
    everybody: new Map(everybody.map((member) => [member.id, member])),
    members: everybody.filter((member) => !member.gone || member.isInvolved),
    expenses,
    payments,
    gone: all.filter((entry) => entry.gone),
  };
}

/** Who is owed (above 0) and who owes (below): Map of member → units, which add up to nothing. */
export function balances({ members, expenses, payments }) {
  const open = new Map(members.map(({ id }) => [id, 0]));
  const put = (who, units) => open.set(who, open.get(who) + units);
  for (const { id, amount, payer, parts } of expenses) {
    put(payer, amount);
    for (const [who, units] of split(amount, parts, id)) put(who, -units);
  }
  for (const { from, to, amount } of payments) {
    put(from, amount);
    put(to, -amount);
  }
  return open;
}

export const totalOf = ({ expenses }) => expenses.reduce((sum, { amount }) => sum + amount, 0);
