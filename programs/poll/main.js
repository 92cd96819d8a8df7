// The screen of the poll: answering, how it stands, and what its maker may do.

import { button, draw, field, focusOn, h, hush, icon, keep, say, shared, toast } from "./kit/kit.js";
import { askForm, dayFields, emptyDraft } from "./form.js";
import { ANSWERS, fold, optionsOf, peopleFor, shapes, tally } from "./state.js";
import { labelOf, w } from "./words.js";

const root = document.querySelector("main");
/** What this person is at, and nobody else sees. */
const view = { draft: emptyDraft(), asked: null, isAsking: false, isEditing: false, question: "", wrong: {}, add: { label: "", day: "", time: "", wrong: {} } };
document.title = w.title;

/** What leads, in a few words, if not too much does. */
const answerOf = (poll, best = tally(poll).best) => (best.length > 2 ? "" : best.map((option) => labelOf(poll, option)).join(" / "));
const outcomeOf = (poll) => {
  const { best } = tally(poll);
  return !best.length ? w.noDecision : `${best.length > 1 ? w.level : w.decided}: ${answerOf(poll, best) || best.length}`;
};

const room = shared({
  shapes,
  fold,
  draw: show,
  title: ({ poll }) => poll?.question ?? "",
  summary: ({ poll }) => (!poll ? "" : poll.closed ? outcomeOf(poll) : w.sum(tally(poll).voters, answerOf(poll))),
});
const { me } = room;
const isMe = (address) => address === me.address;

/** How many names stand beside an option; the others are folded away. */
const NAMES = 8;
function named(addresses, most) {
  const names = [...addresses].sort((a, b) => isMe(b) - isMe(a)).map((each) => (isMe(each) ? w.you : room.nameOf(each) || w.someone));
  const list = names.slice(0, most).join(w.comma);
  return names.length > most ? `${list} ${w.andMore(names.length - most)}` : list;
}

/** The same answer once more takes it back. */
function vote(option, answer) {
  const isOff = option.votes.get(me.address) === answer;
  room.send("vote", { option: option.id, answer: isOff ? "none" : answer });
}

function dropButton(poll, option) {
  const may = isMe(poll.maker) ? view.isEditing : isMe(option.by);
  if (poll.closed || !may) return null;
  const drop = () => {
    room.send("drop", { option: option.id, gone: true });
    focusOn("title");
    toast(w.removed, { label: w.undo, act: () => room.send("drop", { option: option.id, gone: false }) });
  };
  return h("button", { type: "button", class: "icon-button", "aria-label": w.removeOption(labelOf(poll, option)), onclick: drop }, icon("trash"));
}

function textRow(poll, option, { voters, best }) {
  const people = peopleFor(option, "yes");
  const isMine = people.some(isMe);
  const names = `names-${option.id}`;
  const face = [
    h("span", { class: "option__mark", "data-many": poll.many, "data-on": isMine }, icon("check")),
    h("span", { class: "option__label", dir: "auto" }, option.label),
    h("span", { class: "quiet figures" }, w.votes(people.length)),
    h("span", { class: "meter", "data-best": best.includes(option) }, h("i", { style: `inline-size: ${voters ? (100 * people.length) / voters : 0}%` })),
    people.length > 0 && h("span", { class: "option__names quiet", id: names }, named(people, NAMES)),
  ];
  const said = { "aria-label": `${option.label}, ${w.votes(people.length)}`, "aria-describedby": people.length ? names : null };
  return h("li", { key: option.id, class: "bar" },
    poll.closed ? h("div", { class: "option" }, face) : h("button", { type: "button", class: "option", "aria-pressed": isMine, ...said, onclick: () => vote(option, "yes") }, face),
    dropButton(poll, option));
}

function dateRow(poll, option, { best }) {
  const mine = option.votes.get(me.address);
  const [yes, maybe, no] = ANSWERS.map((answer) => peopleFor(option, answer).length);
  const label = labelOf(poll, option);
  return h("li", { key: option.id, class: "day" },
    h("div", { class: "bar" },
      h("h3", { id: `day-${option.id}` }, label),
      best.includes(option) && h("span", { class: "chip", "data-kind": "jade" }, icon("check"), w.best),
      dropButton(poll, option)),
    !poll.closed && h("div", { class: "answers", role: "group", "aria-labelledby": `day-${option.id}` },
      ANSWERS.map((answer) => h("button", { type: "button", class: "answer", "data-answer": answer, "aria-pressed": mine === answer, onclick: () => vote(option, answer) }, w.answers[answer]))),
    h("p", { class: "quiet" }, w.tally(yes, maybe, no) || w.nobody));
}

const whoSaidWhat = (poll, options) => h("details", { class: "fold", key: "who" },
  h("summary", {}, w.who),
  h("ul", { class: "stack" }, options.filter(({ votes }) => votes.size).map((option) => h("li", { key: option.id },
    h("h3", {}, labelOf(poll, option)),
    ANSWERS.map((answer) => [answer, peopleFor(option, answer)]).filter(([, people]) => people.length)
      .map(([answer, people]) => h("p", { class: "quiet" }, poll.kind === "date" && h("b", {}, `${w.answers[answer]}: `), named(people, 500)))))));

/** What came of it, or what leads among days. */
function result(poll, { best, can, yes }) {
  if (!poll.closed && (poll.kind === "text" || !best.length)) return null;
  const lead = !best.length ? w.noDecision : !poll.closed ? w.bestDay(best.length) : best.length > 1 ? w.level : w.decided;
  const labels = best.slice(0, 3).map((option) => h("p", { class: "result__answer" }, labelOf(poll, option)));
  return h("section", { class: "result", key: "result" },
    h("h2", { class: "quiet" }, lead), labels,
    best.length > 3 && h("p", { class: "quiet" }, w.andMore(best.length - 3)),
    best.length > 0 && h("p", { class: "quiet" }, poll.kind === "date" ? w.canCome(can, yes) : best.length > 1 ? w.votesEach(yes) : w.votes(yes)));
}

function adding(poll) {
  if (poll.closed || (!poll.open && !(isMe(poll.maker) && view.isEditing))) return null;
  const { add } = view;
  const take = (label) => {
    if (optionsOf(poll).some((option) => option.label.toLowerCase() === label.toLowerCase())) return w.isThere;
    if (optionsOf(poll).length >= 60) return w.full;
    room.send("add", { poll: poll.id, label });
    say(w.added);
    return undefined;
  };
  const addText = () => {
    add.wrong.label = add.label.trim() ? take(add.label.trim()) : w.needsLabel;
    if (!add.wrong.label) add.label = "";
    focusOn("label");
    room.redraw();
  };
  if (poll.kind === "date") return h("details", { class: "fold", key: "add" }, h("summary", {}, w.addAnotherDay), dayFields(add, room.redraw, take));
  return h("div", { key: "add" }, field(w.addOption, "label", add.wrong.label,
    { value: add.label, maxlength: 80, autocomplete: "off", enterkeyhint: "done", oninput: keep(add, "label", room.redraw), onenter: addText },
    { after: h("button", { type: "button", class: "icon-button", "aria-label": w.addOption, onclick: addText }, icon("plus")) }));
}

function keeping(poll) {
  if (poll.closed) {
    const reopen = () => {
      room.send("close", { poll: poll.id, closed: false });
      toast(w.isOpen);
    };
    const again = () => {
      view.isAsking = true;
      hush();
      focusOn("question");
      room.redraw();
    };
    return h("div", { class: "actions", key: "keep" }, button(w.again, again, { "data-kind": "primary" }), isMe(poll.maker) && button(w.reopen, reopen));
  }
  if (!isMe(poll.maker)) return null;
  const toggle = () => {
    view.isEditing = !view.isEditing;
    view.question = poll.question;
    view.wrong = {};
    room.redraw();
  };
  const save = () => {
    view.wrong.question = view.question.trim() ? undefined : w.needsQuestion;
    if (!view.wrong.question && view.question.trim() !== poll.question) room.send("reword", { poll: poll.id, question: view.question });
    if (!view.wrong.question) view.isEditing = false;
    focusOn(view.wrong.question ? "reword" : "keep");
    room.redraw();
  };
  const close = () => {
    view.isEditing = false;
    room.send("close", { poll: poll.id, closed: true }, `${poll.question} ${outcomeOf(poll)}`);
    focusOn("title");
    toast(w.isClosed, { label: w.undo, act: () => room.send("close", { poll: poll.id, closed: false }) });
  };
  return h("section", { class: "stack", key: "manage" },
    button(w.manage, toggle, { "data-kind": "quiet", "aria-expanded": view.isEditing, key: "keep" }),
    view.isEditing && h("div", { class: "card stack", "data-pad": true },
      field(w.reword, "reword", view.wrong.question, { value: view.question, maxlength: 200, oninput: keep(view, "question", room.redraw), onenter: save }),
      h("div", { class: "actions" }, button(w.save, save), button([icon("lock"), w.close], close))));
}

const earlier = (polls) => polls.length > 0 && h("details", { class: "fold", key: "earlier" }, h("summary", {}, w.earlier),
  h("ul", { class: "card rows" }, polls.map((poll) => h("li", { class: "row", key: poll.id },
    h("span", { class: "row__main" }, poll.question, h("small", {}, outcomeOf(poll)))))));

function ask(fields) {
  view.asked = room.send("ask", fields, w.infoAsk(me.name || w.someone, fields.question.trim()));
  focusOn("title");
}

function show({ poll, earlier: before }) {
  // Somebody else may have asked first: what was typed stays for the next question.
  if (poll && poll.id === view.asked) Object.assign(view, { asked: null, draft: emptyDraft(), isAsking: false });
  const cancel = () => {
    view.isAsking = false;
    focusOn("title");
    room.redraw();
  };
  if (!poll) return askForm(root, view.draft, ask);
  if (view.isAsking && poll.closed) return askForm(root, view.draft, ask, cancel);
  view.isAsking = false;
  const options = optionsOf(poll);
  const count = tally(poll);
  const hint = poll.kind === "date" ? w.dayAnswers : poll.many ? w.manyAnswers : w.oneAnswer;
  return draw(root,
    h("header", { class: "stack head", key: "head" },
      h("p", { class: "quiet bar" }, h("span", {}, isMe(poll.maker) ? w.byYou : w.by(room.nameOf(poll.maker) || w.someone)), poll.closed && h("span", { class: "chip", "data-kind": "amber" }, w.closed)),
      h("h1", { tabindex: "-1", key: "title" }, poll.question),
      h("p", { class: "quiet" }, w.answered(count.voters))),
    result(poll, count),
    h("section", { class: "stack", key: "options" },
      !poll.closed && options.length > 0 && h("p", { class: "quiet" }, hint),
      options.length
        ? h("ul", { class: "card rows", "aria-label": w.options }, options.map((option) => (poll.kind === "date" ? dateRow : textRow)(poll, option, count)))
        : h("p", { class: "empty card" }, w.noOptions[poll.kind])),
    count.voters > 0 && (poll.kind === "date" || options.some(({ votes }) => votes.size > NAMES)) && whoSaidWhat(poll, options),
    adding(poll), keeping(poll), earlier(before));
}
