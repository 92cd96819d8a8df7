// The book of appointments: which screen is shown, to whom.

import { draw, h, icon } from "./kit/kit.js";
import { zone, zoneName } from "./clock.js";
import { guestParts, takeScreen } from "./guest.js";
import { confirmNew, keeperDock, keeperParts, offerScreen } from "./keeper.js";
import { begin, isKeeper, nameOf, room, view } from "./parts.js";
import { openSettings, settingsScreen, startScreen } from "./start.js";
import { w } from "./words.js";

const root = document.querySelector("main");
document.title = w.title;

function heading(state) {
  return h("header", { class: "bar", key: "head" },
    h("div", {},
      h("h1", { tabindex: "-1", key: "title", dir: "auto" }, state.title),
      h("p", { class: "quiet" }, isKeeper(state) ? w.keptByYou : w.keptBy(nameOf(state.keeper)))),
    isKeeper(state) && h("button", { type: "button", class: "icon-button", "aria-label": w.settings, onclick: () => openSettings(state) }, icon("edit")));
}

begin((state) => {
  if (state.keeper === null) return startScreen(root);
  const keeps = isKeeper(state);
  if (keeps) confirmNew(state);
  if (keeps ? view.screen === "take" : view.screen === "offer" || view.screen === "settings") view.screen = "book";
  if (view.screen === "settings") return settingsScreen(root);
  if (view.screen === "offer") return offerScreen(root, state);
  if (view.screen === "take") return takeScreen(root, state);
  const zones = [w.zone(zoneName()), state.zone !== zone && !keeps && w.keeperZone(state.zone)].filter(Boolean);
  return draw(root,
    heading(state),
    state.notice && h("p", { class: "word", key: "notice", dir: "auto" }, state.notice),
    keeps ? keeperParts(state) : guestParts(state),
    h("p", { class: "quiet zone", key: "zone" }, zones.join(w.gap)),
    keeps && keeperDock());
});

// What was coming is over at some moment, while one looks at it.
setInterval(() => {
  if (!document.hidden) room.redraw();
}, 30_000);
