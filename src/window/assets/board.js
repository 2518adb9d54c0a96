// The board: dragging, the menu that does the same by keys, and the verdicts of both.
import { say, send } from "/assets/window.js";

const board = document.querySelector(".board");
const menu = document.getElementById("menu");
/** What is being moved: its card, its id and whether it is a person; with its verdicts, once. */
let held = null;

const key = "empanel-board";
const place = JSON.parse(sessionStorage.getItem(key) ?? "null");
if (board) {
  if (place) {
    document.querySelectorAll("details").forEach((fold, at) => { fold.open = place.open.includes(at); });
    scrollTo(0, place.y);
  }
  start();
}

function remember() {
  const open = [...document.querySelectorAll("details")].flatMap((fold, at) => (fold.open ? [at] : []));
  sessionStorage.setItem(key, JSON.stringify({ y: scrollY, open }));
}

function edit(...edits) {
  remember();
  document.body.classList.add("busy");
  return send(board.dataset.edit, { edits }).finally(() => {
    document.body.classList.remove("busy");
    if (menu.open) menu.close();
  });
}

/** Takes a card up and asks once for the verdicts of all its targets. */
function take(card) {
  const person = card.classList.contains("person");
  const id = person ? card.dataset.expert : card.dataset.submission;
  const asked = `${person ? "expert" : "submission"}=${encodeURIComponent(id)}`;
  const own = { card, id, person, group: card.closest(".group")?.dataset.group ?? "" };
  own.verdicts = fetch(`${board.dataset.verdicts}?${asked}`).then(async (answer) => {
    const content = await answer.json();
    if (answer.ok) return content.verdicts;
    say(content.said);
    return [];
  });
  held = own;
  return own;
}

function words(verdict) {
  return [menu.dataset[verdict.tone], verdict.said, ...verdict.rules].join("\n");
}

function mark(own, verdicts) {
  const best = new Map();
  for (const verdict of verdicts) {
    const target = own.person
      ? board.querySelector(`.person[data-expert="${CSS.escape(verdict.expert)}"]`)
      : board.querySelector(`.group[data-group="${CSS.escape(verdict.group)}"] h2`);
    if (verdict.group && !best.has(verdict.group)) best.set(verdict.group, verdict);
    if (!target) continue;
    target.dataset.tone = verdict.tone;
    target.dataset.said = `${menu.dataset[verdict.tone]} ${verdict.said}`;
  }
  if (!own.person) return;
  for (const [group, verdict] of best) {
    const head = board.querySelector(`.group[data-group="${CSS.escape(group)}"] h2`);
    if (head) head.dataset.tone = verdict.tone;
  }
}

function clear() {
  for (const target of board.querySelectorAll("[data-tone]")) {
    delete target.dataset.tone;
    delete target.dataset.said;
    target.classList.remove("over");
  }
  board.classList.remove("moving");
  held = null;
}

function targetOf(event) {
  if (!held) return null;
  const card = event.target.closest?.(".person");
  if (held.person && card && card !== held.card && card.dataset.tone) return card;
  const head = event.target.closest?.(".group")?.querySelector("h2");
  return head && head.dataset.tone ? head : null;
}

function start() {
  board.addEventListener("dragstart", (event) => {
    const card = event.target.closest(".person, .item");
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.expert ?? card.dataset.submission);
    const own = take(card);
    board.classList.add("moving");
    own.verdicts.then((verdicts) => held === own && mark(own, verdicts));
  });
  board.addEventListener("dragover", (event) => {
    const target = targetOf(event);
    board.querySelectorAll(".over").forEach((other) => other !== target && other.classList.remove("over"));
    if (!target) return;
    event.preventDefault();
    target.classList.add("over");
  });
  board.addEventListener("drop", async (event) => {
    const target = targetOf(event);
    const own = held;
    if (!target || !own) return;
    event.preventDefault();
    const verdicts = await own.verdicts;
    const group = target.closest(".group")?.dataset.group ?? "";
    if (own.person && !target.dataset.expert) {
      clear();
      open(own, group);
      return;
    }
    const verdict = verdicts.find((one) => (own.person ? one.expert === target.dataset.expert : one.group === group));
    clear();
    if (verdict) edit(...verdict.edits);
  });
  board.addEventListener("dragend", clear);
  board.addEventListener("click", (event) => {
    if (event.target.closest("[data-menu]")) open(take(event.target.closest(".person, .item")), "");
  });
  board.addEventListener("keydown", (event) => {
    const card = event.target;
    if (event.key === "Enter" && card.matches(".person, .item")) {
      event.preventDefault();
      open(take(card), "");
    }
  });
  board.querySelector("[data-filter]")?.addEventListener("input", (event) => {
    const asked = event.target.value.trim().toLowerCase();
    for (const card of board.querySelectorAll(".pool .person")) {
      card.hidden = asked !== "" && !card.dataset.find.toLowerCase().includes(asked);
    }
  });
  menu.addEventListener("click", act);
  menu.querySelector("[data-choose]").addEventListener("input", list);
}

/** Shows the places for a card, best first; with a group, those in it. */
async function open(own, group) {
  held = own;
  own.within = group;
  menu.querySelector("h2").textContent = own.person
    ? own.card.querySelector("b").textContent + " " + own.id
    : own.card.querySelector("span").textContent;
  const seated = own.group !== "";
  menu.querySelector('[data-act="lead"]').hidden = !own.person || !seated;
  menu.querySelector('[data-act="unseat"]').hidden = !own.person || !seated;
  menu.querySelector('[data-act="lock"]').hidden = !seated;
  menu.querySelector("[data-choose]").value = "";
  menu.querySelector(".choices").replaceChildren();
  menu.showModal();
  own.found = await own.verdicts;
  list();
}

function list() {
  const own = held;
  if (!own?.found) return;
  const asked = menu.querySelector("[data-choose]").value.trim().toLowerCase();
  const fits = own.found.filter((one) => (!own.within || one.group === own.within)
    && `${one.group} ${one.name}`.toLowerCase().includes(asked));
  const rows = fits.slice(0, 60).map((verdict) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.tone = verdict.tone;
    const name = document.createElement("b");
    name.textContent = own.person && verdict.group ? `${verdict.group} ${verdict.name}` : verdict.name;
    const rest = document.createElement("span");
    rest.textContent = words(verdict);
    button.append(name, rest);
    button.addEventListener("click", () => edit(...verdict.edits));
    const row = document.createElement("li");
    row.append(button);
    return row;
  });
  const none = document.createElement("li");
  none.textContent = menu.dataset.none;
  menu.querySelector(".choices").replaceChildren(...(rows.length ? rows : [none]));
}

function act(event) {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  const own = held;
  const asked = `${own.person ? "expert" : "submission"}=${encodeURIComponent(own.id)}`;
  switch (button.dataset.act) {
    case "close": menu.close(); break;
    case "why": location.assign(`${board.dataset.why}?${asked}`); break;
    case "lock": edit(own.person ? { seat: [own.id, own.group] } : { move: [own.id, own.group] }); break;
    case "lead": edit({ lead: [own.group, own.id] }); break;
    case "unseat": edit({ unseat: own.id }); break;
  }
}
