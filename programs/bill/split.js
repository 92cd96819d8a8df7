// The arithmetic of a bill, in whole units of the smallest coin. Everything here is exact: products stay below 2^53.

/** A number from a text, the same on every device (FNV-1a); it decides who gets the odd cent when nothing else does. */
function lot(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What each one's part of `amount` is: Map of who → units, which add up to the amount exactly. What does not divide goes,
 * a unit each, to the largest remainders; between equal ones the lot decides. It is drawn from the id of the expense, so it
 * is another one's turn each time, and no other expense changes it.
 */
export function split(amount, parts, id) {
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  const rows = parts.map(({ who, share }) => {
    const rest = (amount * share) % total;
    return { who, units: (amount * share - rest) / total, rest, lot: lot(`${id} ${who}`) };
  });
  let left = amount - rows.reduce((sum, { units }) => sum + units, 0);
  const order = [...rows].sort((a, b) => b.rest - a.rest || a.lot - b.lot || compare(a.who, b.who));
  for (const row of order) {
    if (left <= 0) break;
    row.units += 1;
    left -= 1;
  }
  return new Map(rows.map(({ who, units }) => [who, units]));
}

/** Above this many open balances, looking for the fewest payments would take too long, and a few more do. */
const EXACT = 16;

/**
 * Payments that bring all balances to nothing: [{ from, to, amount }]. As few as there can be for up to 16 people with
 * open balances: whoever can settle among themselves, in as many separate circles as possible, saves a payment each.
 */
export function settlement(balances) {
  const open = [...balances].filter(([, units]) => units !== 0).map(([who, units]) => ({ who, units }));
  open.sort((a, b) => compare(a.who, b.who));
  return (open.length <= EXACT ? circles(open) : [open]).flatMap(payments);
}

/** The largest number of groups that each add up to nothing. */
function circles(open) {
  const full = (1 << open.length) - 1;
  const sums = new Float64Array(full + 1);
  const most = new Int8Array(full + 1);
  const last = new Int8Array(full + 1);
  for (let mask = 1; mask <= full; mask += 1) {
    const low = 31 - Math.clz32(mask & -mask);
    sums[mask] = sums[mask & (mask - 1)] + open[low].units;
    let best = -1;
    for (let at = 0; at < open.length; at += 1) {
      if (!(mask & (1 << at)) || most[mask ^ (1 << at)] <= best) continue;
      best = most[mask ^ (1 << at)];
      last[mask] = at;
    }
    most[mask] = best + (sums[mask] === 0 ? 1 : 0);
  }
  // Taking people away one by one, as the best way did, a group ends wherever what is left adds up to nothing.
  const groups = [];
  for (let mask = full; mask; mask ^= 1 << last[mask]) {
    if (sums[mask] === 0) groups.push([]);
    groups.at(-1).push(open[last[mask]]);
  }
  return groups;
}

/** Within a group: who owes most pays whom most is owed, until nobody owes. */
function payments(group) {
  const left = group.map((each) => ({ ...each }));
  const found = [];
  for (let turn = 0; turn < group.length; turn += 1) {
    left.sort((a, b) => a.units - b.units || compare(a.who, b.who));
    const [from, to] = [left[0], left.at(-1)];
    const amount = Math.min(-from.units, to.units);
    if (!(amount > 0)) break;
    from.units += amount;
    to.units -= amount;
    found.push({ from: from.who, to: to.who, amount });
  }
  return found;
}
