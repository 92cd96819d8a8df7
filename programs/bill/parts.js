// What all screens of the bill use: the room, names and amounts.

import { fold, settlement, shapes, balances, totalOf } from "./state.js";
import { locale, money, shared } from "./kit/kit.js";
import { w } from "./words.js";

/** What this person is at, and nobody else sees. */
export const view = { screen: "bill", draft: null, start: null, title: null, more: null, called: null, person: "", wrong: {}, hasJoined: false };

let show = () => {};
export const begin = (draw) => (show = draw);

export const purseOf = ({ currency, digits }) => money(currency, locale(), digits);
export const room = shared({
  shapes,
  fold,
  draw: (state) => show(state),
  title: ({ bill }) => bill?.title ?? "",
  summary: (state) => (state.bill ? w.sum(purseOf(state.bill).format(totalOf(state)), settlement(balances(state)).length) : ""),
});
export const { me } = room;

export const mine = (state) => [...state.everybody.values()].find((member) => member.address === me.address);
/** What somebody is called; the person here is "You". */
export const nameOf = (state, id) => (mine(state)?.id === id ? w.you : realName(state, id));
export const realName = (state, id) => {
  const member = state.everybody.get(id);
  return member?.called || (member?.address && room.nameOf(member.address)) || w.someone;
};

export const put = (change) => {
  Object.assign(view, change);
  room.redraw();
};
