// Who takes part: joining, adding by name, and each one's balance.

import { avatar, button, field, focusOn, h, icon, keep, say, toast } from "./kit/kit.js";
import { me, mine, nameOf, put, realName, room, view } from "./parts.js";
import { MAX_PEOPLE } from "./state.js";
import { w } from "./words.js";

/** Names that were added and that nobody has said to be. */
export const unclaimed = (state) => state.members.filter(({ address, gone }) => !address && !gone);

/** Whoever opens the bill takes part, unless they may be one of those who were added by name, or have left. */
export function joinByOpening(state) {
  if (view.hasJoined || mine(state) || unclaimed(state).length) return;
  view.hasJoined = true;
  room.send("join");
}

/** For somebody who does not take part (yet). */
export function joining(state) {
  const self = mine(state);
  if (self && !self.gone) return null;
  const names = self ? [] : unclaimed(state);
  if (!self && !names.length) return null;
  return h("section", { class: "card stack", "data-pad": true, key: "joining" },
    names.length > 0 && [h("h2", {}, w.whoAreYou), h("p", { class: "quiet" }, w.whoAreYouText)],
    names.map((member) => button(w.iAm(member.called), () => room.send("claim", { who: member.id, mine: true }), { key: member.id })),
    button(self ? w.joinAgain : w.iAmNew, () => room.send("join"), { "data-kind": self ? "primary" : "quiet" }));
}

function addPerson(state) {
  const name = view.person.trim();
  const known = state.members.some(({ id }) => realName(state, id).toLowerCase() === name.toLowerCase());
  view.wrong.person = !name ? w.needsPerson : known ? w.isThere : state.everybody.size >= MAX_PEOPLE ? w.fullPeople : undefined;
  if (!view.wrong.person) {
    room.send("invite", { called: name });
    view.person = "";
    say(name);
  }
  focusOn("person");
  room.redraw();
}

function tools(state, member) {
  const name = nameOf(state, member.id);
  const save = () => {
    const called = view.called.trim();
    if (called && called !== realName(state, member.id)) room.send("call", { who: member.id, called });
    put({ more: null });
    focusOn(`more-${member.id}`);
  };
  const remove = () => {
    room.send("leave", { who: member.id, gone: true });
    put({ more: null });
    focusOn("person");
    toast(w.removed(name), { label: w.undo, act: () => room.send("leave", { who: member.id, gone: false }) });
  };
  const claim = (is) => {
    room.send("claim", { who: member.id, mine: is });
    put({ more: null });
    focusOn("person");
  };
  // By opening the bill one joins as oneself; whoever was added by name before is the same person.
  const self = mine(state);
  const isMine = self?.id === member.id && self.id !== me.address;
  const mayCall = !member.address || member.address === me.address;
  return h("div", { class: "stack tools" },
    mayCall && h("div", { class: "bar" },
      h("input", { key: `call-${member.id}`, class: "field__input", value: view.called, maxlength: 40, "aria-label": w.newName(name), oninput: keep(view, "called"), onenter: save }),
      button(w.save, save)),
    !member.address && self && button(w.iAm(name), () => claim(true)),
    isMine && button(w.notMe(realName(state, member.id)), () => claim(false)),
    member.isInvolved ? h("p", { class: "quiet" }, w.cannotRemove) : button(w.removePerson, remove, { "data-kind": "danger" }));
}

function row(state, member, units, purse) {
  const name = nameOf(state, member.id);
  const isOut = view.more === member.id;
  const toggle = () => put({ more: isOut ? null : member.id, called: realName(state, member.id) });
  return h("li", { key: member.id },
    h("div", { class: "row" },
      avatar(realName(state, member.id), member.id),
      h("span", { class: "row__main", dir: "auto" }, name),
      h("span", { class: "row__end" },
        units !== 0 && h("span", { class: "figures", "data-owes": units < 0 }, purse.format(Math.abs(units))),
        h("small", { class: "quiet" }, units > 0 ? w.getsBack : units < 0 ? w.owes : w.even)),
      h("button", { type: "button", class: "icon-button", key: `more-${member.id}`, "aria-label": w.more(name), "aria-expanded": isOut, onclick: toggle }, icon("more"))),
    isOut && tools(state, member));
}

export function people(state, open, purse) {
  const add = () => addPerson(state);
  return h("section", { class: "stack", key: "people", "aria-labelledby": "people-title" },
    h("h2", { id: "people-title" }, w.people),
    h("ul", { class: "card rows" }, state.members.map((member) => row(state, member, open.get(member.id), purse))),
    state.members.length < 2 && h("p", { class: "quiet" }, w.alone),
    field(w.addPerson, "person", view.wrong.person,
      { value: view.person, maxlength: 40, autocomplete: "off", enterkeyhint: "done", placeholder: w.personHint, oninput: keep(view, "person", room.redraw), onenter: add },
      { after: h("button", { type: "button", class: "icon-button", "aria-label": w.addPerson, onclick: add }, icon("plus")) }));
}
