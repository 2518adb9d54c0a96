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
    board.querySelectorAll("details").forEach((fold, at) => { fold.open = place.open.includes(at); });
    scrollTo(0, place.y);
  }
  start();
}

function remember() {
  const open = [...board.querySelectorAll("details")].flatMap((fold, at) => (fold.open ? [at] : []));
  const focus = document.activeElement?.closest(".person, .item");
  const own = focus && { ...focus.dataset };
  sessionStorage.setItem(key, JSON.stringify({ y: scrollY, open, expert: own?.expert, submission: own?.submission }));
}

function edit(...edits) {
  remember();
  document.body.classList.add("busy");
  return send(board.dataset.edit, { edits }).finally(() => {
    document.body.classList.remove("busy");
    if (menu.open) menu.close();
  });
}

/** Asks for verdicts. */
function ask(asked) {
  return fetch(`${board.dataset.verdicts}?${new URLSearchParams(asked)}`).then(async (answer) => {
    const content = await answer.json();
    if (answer.ok) return content.verdicts;
    say(content.said);
    return [];
  });
}

/** Takes a card up and asks once for the verdicts of all its targets. */
function take(card) {
  const person = card.classList.contains("person");
  const id = person ? card.dataset.expert : card.dataset.submission;
  const group = card.closest(".group")?.dataset.group ?? card.dataset.seat ?? "";
  const asked = person ? { expert: id } : { submission: id };
  held = { card, id, person, group, asked, head: Boolean(card.closest(".heads")), verdicts: ask(asked) };
  return held;
}

function words(verdict) {
  return [menu.dataset[verdict.tone], verdict.said, ...verdict.rules].join("\n");
}

/** The heads of the places that a verdict is about: cards of people, the title of a group or pool. */
function targets(own, verdict) {
  if (verdict.expert) return board.querySelectorAll(`.person[data-expert="${CSS.escape(verdict.expert)}"]`);
  if (!verdict.group) return board.querySelectorAll(".pool h2");
  return board.querySelectorAll(`.group[data-group="${CSS.escape(verdict.group)}"] h2`);
}

function mark(own, verdicts) {
  const best = new Map();
  for (const verdict of verdicts) {
    if (own.person && verdict.group && !best.has(verdict.group)) best.set(verdict.group, verdict);
    for (const target of targets(own, verdict)) {
      target.dataset.tone = verdict.tone;
      target.dataset.said = `${menu.dataset[verdict.tone]} · ${verdict.said}`;
    }
  }
  // A group is as good as the best place in it.
  for (const [group, verdict] of best) {
    const head = board.querySelector(`.group[data-group="${CSS.escape(group)}"] h2`);
    if (!head) continue;
    head.dataset.tone = verdict.tone;
    head.dataset.said = `${menu.dataset[verdict.tone]} · ${verdict.name}: ${verdict.said}`;
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
  const head = event.target.closest?.(".group, .pool")?.querySelector("h2");
  return head && head.dataset.tone ? head : null;
}

function start() {
  board.addEventListener("dragstart", (event) => {
    const card = event.target.closest(".person, .item");
    if (!card || document.body.dataset.reads !== undefined) return;
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
    clear();
    if (own.person && group && !target.dataset.expert) {
      open(own, group);
      return;
    }
    const wanted = own.person ? target.dataset.expert : undefined;
    const verdict = verdicts.find((one) => (wanted ? one.expert === wanted : !one.expert && one.group === group));
    if (verdict) edit(...verdict.edits);
  });
  board.addEventListener("dragend", clear);
  board.addEventListener("click", (event) => {
    const lock = event.target.closest("[data-lock]");
    if (lock) {
      const { group } = lock.closest(".group").dataset;
      edit(lock.getAttribute("aria-pressed") === "true" ? { release: group } : { keep: group });
    }
    if (event.target.closest("[data-menu]")) open(take(event.target.closest(".person, .item")), "");
  });
  board.addEventListener("keydown", keys);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, select, textarea") || menu.open) return;
    const again = event.key.toLowerCase() === "y" || (event.shiftKey && event.key.toLowerCase() === "z");
    if (!again && event.key.toLowerCase() !== "z") return;
    const button = document.querySelector(`[data-post="/board/${again ? "redo" : "undo"}"]:not(:disabled)`);
    if (!button) return;
    event.preventDefault();
    remember();
    button.click();
  });
  menu.addEventListener("click", act);
  menu.addEventListener("close", () => { held = null; });
  menu.querySelector("[data-choose]").addEventListener("input", list);
  filters();
  below();
  addEventListener("resize", below);
  const again = place && (place.expert
    ? board.querySelector(`.person[data-expert="${CSS.escape(place.expert)}"]`)
    : place.submission && board.querySelector(`.item[data-submission="${CSS.escape(place.submission)}"]`));
  if (again) again.focus({ preventScroll: true });
}

/** Arrows go from card to card, Enter opens the menu, L locks. */
function keys(event) {
  const card = event.target;
  if (!card.matches(".person, .item") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter") {
    event.preventDefault();
    open(take(card), "");
  } else if (event.key.toLowerCase() === "l") {
    edit(lockOf(card));
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const shown = [...board.querySelectorAll(".person, .item")].filter((own) => own.offsetParent);
    shown[shown.indexOf(card) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  }
}

function lockOf(card) {
  const id = card.dataset.expert ?? card.dataset.submission;
  return card.classList.contains("locked") ? { release: id } : { keep: id };
}

/** Shows the places for a card, best first; with a group, those in it. */
async function open(own, group) {
  held = own;
  own.within = group;
  const name = own.card.querySelector(own.person ? "b" : "span").textContent;
  menu.querySelector("h2").textContent = own.person ? `${name} ${own.id}` : name;
  const part = (act) => menu.querySelector(`[data-act="${act}"]`);
  part("lead").hidden = !own.person || own.head || !own.group || own.card.dataset.leads !== undefined;
  const free = own.person && !own.head && !own.group;
  part("lock").textContent = own.card.classList.contains("locked")
    ? menu.dataset.unlock
    : menu.dataset[free ? "out" : "lock"];
  const reviewers = [...own.card.querySelectorAll("[data-reviewer]")].map((one) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.act = "reviewer";
    button.dataset.id = one.dataset.reviewer;
    button.textContent = menu.dataset.replace + one.textContent;
    return button;
  });
  menu.querySelector("[data-reviewers]").replaceChildren(...reviewers);
  menu.querySelector("[data-choose]").value = "";
  menu.querySelector(".choices").replaceChildren();
  if (!menu.open) menu.showModal();
  own.found = await own.verdicts;
  if (held === own) list();
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
    const whose = own.person && verdict.expert && verdict.group;
    name.textContent = whose ? `${verdict.group} ${verdict.name}` : verdict.name;
    const rest = document.createElement("span");
    rest.textContent = words(verdict);
    button.append(name, rest);
    button.disabled = document.body.dataset.reads !== undefined;
    button.addEventListener("click", () => edit(...verdict.edits));
    const row = document.createElement("li");
    row.append(button);
    return row;
  });
  const none = document.createElement("li");
  none.textContent = menu.dataset.none;
  menu.querySelector(".choices").replaceChildren(...(rows.length ? rows : [none]));
}

async function act(event) {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  const own = held;
  switch (button.dataset.act) {
    case "close": menu.close(); break;
    case "why": location.assign(`${board.dataset.why}?${new URLSearchParams(own.asked)}`); break;
    case "lock": edit(lockOf(own.card)); break;
    case "lead": edit({ lead: [own.group, own.id] }); break;
    case "reviewer": {
      for (const other of menu.querySelectorAll("[data-reviewers] button")) other.setAttribute("aria-pressed", other === button);
      own.within = "";
      own.found = await ask({ ...own.asked, reviewer: button.dataset.id });
      if (held === own) list();
      break;
    }
  }
}

/** The pool stays below the bar of the draft, however many lines that has. */
function below() {
  const pool = board.querySelector(".pool");
  const bar = document.querySelector(".draft");
  const top = document.querySelector(".top").offsetHeight + bar.offsetHeight + 8;
  const beside = getComputedStyle(pool).position === "sticky";
  pool.style.top = beside ? `${top}px` : "";
  pool.style.maxHeight = beside ? `calc(100vh - ${top + 8}px)` : "";
}

/** The pool: searched, filtered and sorted; what was chosen stays while the tab is open. */
function filters() {
  const pool = board.querySelector(".pool");
  const fields = ["filter", "region", "industry", "sort", "free"].map((name) => pool.querySelector(`[data-${name}]`));
  const [text, region, industry, sort, free] = fields;
  const kept = JSON.parse(sessionStorage.getItem(`${key}-pool`) ?? "null");
  const value = (field) => (field.type === "checkbox" ? field.checked : field.value);
  fields.forEach((field, at) => {
    if (!kept) return;
    if (field.type === "checkbox") field.checked = kept[at];
    else field.value = kept[at];
  });
  const cards = [...pool.querySelectorAll(".person")];
  const sift = () => {
    const asked = text.value.trim().toLowerCase();
    let any = false;
    for (const card of cards) {
      const { find, region: home, industries, seat } = card.dataset;
      card.hidden = (asked !== "" && !find.toLowerCase().includes(asked))
        || (region.value !== "" && home !== region.value)
        || (industry.value !== "" && !industries.split(" ").includes(industry.value))
        || (free.checked && seat !== "");
      any ||= !card.hidden;
    }
    pool.querySelector(".none").hidden = any;
  };
  const order = async () => {
    const [by, group] = sort.value.split(":");
    let rank = () => 0;
    let shown = () => "";
    if (by === "load") rank = (card) => Number(card.dataset.load);
    if (by === "peers") {
      rank = (card) => Number(card.dataset.peers ?? Infinity);
      shown = (card) => (card.dataset.peers ? `${menu.dataset.peers} ${card.dataset.peers}` : "");
    }
    if (by === "fit") {
      const answer = await fetch(`${board.dataset.fit}?${new URLSearchParams({ group })}`);
      const content = await answer.json();
      if (!answer.ok) { say(content.said); return; }
      const of = (card) => content.fit[card.dataset.expert] ?? 0;
      rank = (card) => -of(card);
      shown = (card) => `${menu.dataset.fit} ${(of(card) / 100).toFixed(2)}`;
    }
    const ranked = cards.map((card, at) => [rank(card), at, card]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const list = pool.querySelector(".people");
    for (const [, , card] of ranked) {
      card.querySelector(".rank")?.remove();
      const words = shown(card);
      if (words) {
        const rank = document.createElement("small");
        rank.className = "rank";
        rank.textContent = words;
        card.querySelector(".more").before(rank);
      }
      list.append(card);
    }
  };
  for (const field of fields) {
    field.addEventListener(field === text ? "input" : "change", () => {
      sessionStorage.setItem(`${key}-pool`, JSON.stringify(fields.map(value)));
      if (field === sort) order();
      else sift();
    });
  }
  sift();
  if (sort.value) order();
}
