// The timetable: hearings are moved to other times by mouse, by menu and by keys.
import { say, send } from "/assets/window.js";

const table = document.querySelector(".timetable");
const menu = document.getElementById("menu");
/** The hearing being moved: its card, id and group, and what becomes of it in other groups. */
let held = null;

const key = "empanel-hearing";
if (table) {
  scrollTo(0, Number(sessionStorage.getItem(key) ?? 0));
  start();
}

/** Takes a hearing up and asks once what other groups would mean. */
function take(card) {
  const id = card.dataset.submission;
  const own = { card, id, cell: card.closest("td"), groups: new Map() };
  own.ready = fetch(`${table.dataset.verdicts}?submission=${encodeURIComponent(id)}`).then(async (answer) => {
    const content = await answer.json();
    if (!answer.ok) return say(content.said);
    for (const verdict of content.verdicts) own.groups.set(verdict.group, verdict);
  });
  held = own;
  return own;
}

/** What a cell means for the hearing: changes, a tone, and words; `null` where it cannot go. */
function meaning(own, cell) {
  if (cell === own.cell) return null;
  const { group, day, start: time, heard } = cell.dataset;
  const hear = { hear: [own.id, day, time] };
  const there = heard ? `${menu.dataset.exchange} ${heard}` : menu.dataset.free;
  if (group === own.cell.dataset.group) return { edits: [hear], tone: "even", words: there };
  const verdict = own.groups.get(group);
  if (!verdict) return null;
  const words = [menu.dataset[verdict.tone], verdict.said, ...verdict.rules];
  return { edits: [...verdict.edits, hear], tone: verdict.tone, words: [there, ...words].join("\n") };
}

function edit(edits) {
  sessionStorage.setItem(key, String(scrollY));
  document.body.classList.add("busy");
  return send(table.dataset.edit, { edits }).finally(() => {
    document.body.classList.remove("busy");
    if (menu.open) menu.close();
  });
}

function clear() {
  for (const cell of table.querySelectorAll("[data-tone]")) {
    delete cell.dataset.tone;
    cell.classList.remove("over");
  }
  table.classList.remove("moving");
  held = null;
}

/** The cell below the mouse, unless the hearing is there already. */
function targetOf(event) {
  const cell = event.target.closest?.("td[data-group]");
  return held && cell && cell !== held.cell ? cell : null;
}

function start() {
  table.addEventListener("dragstart", (event) => {
    const card = event.target.closest(".item");
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.submission);
    const own = take(card);
    table.classList.add("moving");
    mark(own);
    own.ready.then(() => held === own && mark(own));
  });
  table.addEventListener("dragover", (event) => {
    const cell = targetOf(event);
    table.querySelectorAll(".over").forEach((other) => other !== cell && other.classList.remove("over"));
    if (!cell) return;
    event.preventDefault();
    cell.classList.add("over");
  });
  table.addEventListener("drop", async (event) => {
    const cell = targetOf(event);
    const own = held;
    if (!cell) return;
    event.preventDefault();
    clear();
    if (cell.dataset.group !== own.cell.dataset.group) await own.ready;
    const found = meaning(own, cell);
    if (found) edit(found.edits);
  });
  table.addEventListener("dragend", clear);
  table.addEventListener("click", (event) => {
    if (event.target.closest("[data-menu]")) open(take(event.target.closest(".item")));
  });
  table.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".item")) {
      event.preventDefault();
      open(take(event.target));
    }
  });
  menu.querySelector("[data-choose]").addEventListener("input", list);
  menu.querySelector('[data-act="close"]').addEventListener("click", () => menu.close());
  menu.addEventListener("close", () => held?.card.focus());
}

function mark(own) {
  for (const cell of table.querySelectorAll("td[data-group]")) {
    const found = meaning(own, cell);
    if (found) cell.dataset.tone = found.tone;
  }
}

/** Shows all times, those of the own group first. */
async function open(own) {
  menu.querySelector("h2").textContent = own.card.querySelector("span").textContent;
  menu.querySelector("[data-choose]").value = "";
  menu.querySelector(".choices").replaceChildren();
  menu.showModal();
  await own.ready;
  list();
}

function list() {
  const own = held;
  if (!own) return;
  const asked = menu.querySelector("[data-choose]").value.trim().toLowerCase();
  const cells = [...table.querySelectorAll("td[data-group]")];
  const home = own.cell.dataset.group;
  const order = [...cells.filter((cell) => cell.dataset.group === home), ...cells.filter((cell) => cell.dataset.group !== home)];
  const rows = [];
  for (const cell of order) {
    const { group, day, start: time } = cell.dataset;
    const name = `${group} ${day} ${time}`;
    const found = name.toLowerCase().includes(asked) ? meaning(own, cell) : null;
    if (!found || rows.length >= 80) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.tone = found.tone;
    const where = document.createElement("b");
    where.textContent = name;
    const rest = document.createElement("span");
    rest.textContent = found.words;
    button.append(where, rest);
    button.addEventListener("click", () => edit(found.edits));
    const row = document.createElement("li");
    row.append(button);
    rows.push(row);
  }
  const none = document.createElement("li");
  none.textContent = menu.dataset.none;
  menu.querySelector(".choices").replaceChildren(...(rows.length ? rows : [none]));
}
