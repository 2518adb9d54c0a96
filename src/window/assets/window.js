// Common to all pages: writes by fetch (a form sent by the browser itself would carry no origin,
// since the pages send no referrer), signs of life, and files changed elsewhere.

const said = document.getElementById("said");

/** Shows what a write was refused for. */
export function say(words) {
  said.textContent = words;
  said.hidden = !words;
}

/** Posts JSON and returns the answer; `null` when it was refused, which is then shown. */
export async function post(path, body) {
  let answer, content;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    content = await answer.json();
  } catch (error) {
    say(String(error));
    return null;
  }
  if (!answer.ok) {
    say(content.said);
    return null;
  }
  return content;
}

/** Posts, and goes where the answer says; an empty address is this page again. */
export async function send(path, body, then) {
  const answer = await post(path, body);
  if (!answer) return;
  if (then || answer.go) location.assign(then || answer.go);
  else location.reload();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-post]");
  if (button) send(button.dataset.post, JSON.parse(button.dataset.body ?? "{}"), button.dataset.then);
  if (event.target.closest("[data-reload]")) location.reload();
  if (event.target.closest("[data-print]")) print();
});

// A form that takes a while says so, and is not sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-busy]");
  if (!form) return;
  const words = document.createElement("p");
  words.className = "bar";
  words.setAttribute("role", "status");
  words.textContent = form.dataset.busy;
  form.after(words);
  setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-send]");
  if (!form) return;
  event.preventDefault();
  send(form.dataset.send, Object.fromEntries(new FormData(form)), form.dataset.then);
});

// Another window holds the season: what writes is out of reach, and the server would refuse it.
if (document.body.dataset.reads !== undefined) {
  for (const button of document.querySelectorAll("main [data-post], main [data-lock], main form button")) button.disabled = true;
}

const state = document.body.dataset.state;

async function alive() {
  try {
    const answer = await (await fetch("/alive")).json();
    if (answer.locked !== document.body.classList.contains("room-lock") && state) location.assign("/lock");
    const changed = document.getElementById("changed");
    if (changed && state && !answer.locked && String(answer.state) !== state) changed.hidden = false;
  } catch {
    // The program has ended; the page stays readable.
  }
}
setInterval(alive, 15000);
document.addEventListener("visibilitychange", () => document.hidden || alive());

// What stays in view below the frame begins where the frame ends: its links may need two rows.
const frame = document.querySelector("header.top");
if (frame) {
  const measure = () => document.documentElement.style.setProperty("--frame", `${frame.offsetHeight}px`);
  new ResizeObserver(measure).observe(frame);
}
