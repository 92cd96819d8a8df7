// The bill: how it stands, the payments that make it even, the expenses, and who takes part.

import { button, draw, focusOn, h, hush, icon, keep, toast } from "./kit/kit.js";
import { expenseScreen, newExpense, oldExpense } from "./expense.js";
import { begin, mine, nameOf, purseOf, put, realName, room, view } from "./parts.js";
import { joinByOpening, joining, people } from "./people.js";
import { startScreen } from "./start.js";
import { balances, settlement, totalOf } from "./state.js";
import { w } from "./words.js";

const root = document.querySelector("main");
document.title = w.title;

function heading({ bill }) {
  const edit = () => {
    put({ title: bill.title });
    focusOn("new-title");
  };
  const save = () => {
    const title = view.title.trim();
    if (title && title !== bill.title) room.send("title", { title });
    put({ title: null });
    focusOn("title");
  };
  if (view.title === null) {
    return h("header", { class: "bar", key: "head" },
      h("h1", { tabindex: "-1", key: "title", dir: "auto" }, bill.title),
      h("button", { type: "button", class: "icon-button", "aria-label": w.renameBill, onclick: edit }, icon("edit")));
  }
  return h("header", { class: "bar", key: "head" },
    h("input", { key: "new-title", class: "field__input", value: view.title, maxlength: 80, "aria-label": w.renameBill, oninput: keep(view, "title"), onenter: save }),
    button(w.save, save, { "data-kind": "primary" }));
}

function standing(state, open, purse) {
  if (!state.expenses.length) return null;
  const units = open.get(mine(state)?.id) ?? 0;
  const isEven = [...open.values()].every((each) => each === 0);
  return h("section", { class: "standing", key: "standing", "data-owes": units < 0 },
    (isEven || mine(state)) && h("p", {}, isEven ? w.allEven : units > 0 ? w.youGet : units < 0 ? w.youOwe : w.youEven),
    units !== 0 && h("p", { class: "standing__amount figures" }, purse.format(Math.abs(units))),
    h("p", { class: "quiet figures" }, w.total(purse.format(totalOf(state)), state.expenses.length)));
}

function whoPays(state, { from, to }, isPaid = false) {
  const self = mine(state)?.id;
  if (from === self) return (isPaid ? w.youPaidTo : w.youPay)(realName(state, to));
  if (to === self) return (isPaid ? w.paidYou : w.paysYou)(realName(state, from));
  return (isPaid ? w.paid : w.pays)(realName(state, from), realName(state, to));
}

function markPaid(state, { from, to, amount }, purse) {
  const id = room.send("pay", { from, to, amount }, w.infoPay(realName(state, from), realName(state, to), purse.format(amount)));
  focusOn(settlement(balances(state)).length > 1 ? "settle" : "title");
  toast(w.isPaid, { label: w.undo, act: () => room.send("unpay", { payment: id, gone: true }) });
}

/** Through the host, where it can pay. */
async function payNow(state, payment, purse) {
  try {
    const answer = await globalThis.teahouse.requestPayment({ amount: payment.amount, currency: purse.code, note: state.bill.title });
    if (answer === false || answer === null) return;
    markPaid(room.state, payment, purse);
  } catch {
    toast(w.payFailed);
  }
}

function settling(state, open, purse) {
  const payments = settlement(open);
  if (!payments.length) return null;
  const self = mine(state)?.id;
  const canPay = typeof globalThis.teahouse?.requestPayment === "function";
  return h("section", { class: "stack", key: "settling", "aria-labelledby": "settle-title" },
    h("h2", { id: "settle-title", tabindex: "-1", key: "settle" }, w.settle),
    h("ul", { class: "card rows" }, payments.map((payment) => h("li", { class: "row payment", key: `${payment.from} ${payment.to}` },
      h("span", { class: "row__main payment__main", dir: "auto" }, whoPays(state, payment), h("b", { class: "payment__amount figures" }, purse.format(payment.amount))),
      h("span", { class: "actions" },
        canPay && payment.from === self && button(w.pay, () => payNow(state, payment, purse), { "data-kind": "primary" }),
        button(w.markPaid, () => markPaid(state, payment, purse), { "aria-label": w.markPaidFor(whoPays(state, payment)) }))))));
}

function expenses(state, purse) {
  const change = (expense) => {
    hush();
    put({ screen: "expense", draft: oldExpense(expense, purse) });
    scrollTo(0, 0);
    focusOn("what");
  };
  const told = ({ payer, parts }) => (payer === mine(state)?.id ? w.youPaid(parts.length) : w.paidBy(nameOf(state, payer), parts.length));
  return h("section", { class: "stack", key: "expenses", "aria-labelledby": "expenses-title" },
    h("h2", { id: "expenses-title" }, w.expenses),
    state.expenses.length
      ? h("ul", { class: "card rows" }, [...state.expenses].reverse().map((expense) => h("li", { key: expense.id },
        h("button", { type: "button", class: "row", key: `expense-${expense.id}`, onclick: () => change(expense) },
          h("span", { class: "row__main", dir: "auto" }, expense.what, h("small", {}, told(expense))),
          h("span", { class: "row__end" }, purse.format(expense.amount))))))
      : h("div", { class: "empty card" }, h("strong", {}, w.noExpenses), h("p", {}, w.noExpensesText)));
}

/** What was paid or deleted can be taken back at any time. */
function folded(state, purse) {
  const list = (key, title, entries) => entries.length > 0 && h("details", { class: "fold", key }, h("summary", {}, title), h("ul", { class: "card rows" }, entries));
  const line = (id, words, amount, label, act, spoken) => h("li", { class: "row", key: id },
    h("span", { class: "row__main", dir: "auto" }, words, h("small", { class: "figures" }, purse.format(amount))),
    button(label, act, { "data-kind": "quiet", "aria-label": spoken }));
  const takeBack = (payment) => {
    room.send("unpay", { payment: payment.id, gone: true });
    focusOn("title");
    toast(w.takenBack);
  };
  const putAway = () => {
    room.send("away", { bill: state.bill.id, away: true });
    focusOn("start-title");
    toast(w.isAway);
  };
  return [
    list("paid", w.payments(state.payments.length), state.payments.map((payment) =>
      line(payment.id, whoPays(state, payment, true), payment.amount, w.takeBack, () => takeBack(payment), `${w.takeBack}: ${whoPays(state, payment, true)}`))),
    list("gone", w.gone(state.gone.length), state.gone.map((expense) =>
      line(expense.id, expense.what, expense.amount, w.putBack, () => room.send("unspend", { expense: expense.id, gone: false }), w.putBackThis(expense.what)))),
    state.expenses.length > 0 && h("div", { class: "actions", key: "away" }, button(w.putAway, putAway, { "data-kind": "quiet" })),
  ];
}

function billScreen(state) {
  const purse = purseOf(state.bill);
  const open = balances(state);
  const add = () => {
    hush();
    put({ screen: "expense", draft: newExpense(state) });
    scrollTo(0, 0);
    focusOn("what");
  };
  draw(root,
    heading(state),
    joining(state),
    standing(state, open, purse),
    settling(state, open, purse),
    expenses(state, purse),
    people(state, open, purse),
    folded(state, purse),
    state.members.some(({ gone }) => !gone) && h("div", { class: "dock", key: "dock" }, button([icon("plus"), w.addExpense], add, { "data-kind": "primary", key: "add" })));
}

begin((state) => {
  if (view.bill !== state.bill?.id) Object.assign(view, { bill: state.bill?.id, screen: "bill", draft: null, title: null, hasJoined: false });
  if (!state.bill) return startScreen(root, state);
  view.start = null;
  joinByOpening(state);
  return view.screen === "expense" ? expenseScreen(root, state) : billScreen(state);
});
