// How far work is that goes on meanwhile; the page is shown again when it has ended.

const wait = document.querySelector("[data-wait]");

async function look() {
  try {
    const now = await (await fetch(wait.dataset.wait)).json();
    if (!now.busy) return location.reload();
    wait.querySelector("progress").value = now.done;
    wait.querySelector("[data-f=done]").textContent = now.done;
    wait.querySelector("[data-f=seconds]").textContent = now.seconds;
  } catch {
    // The program has ended, or is busy for a moment.
  }
  setTimeout(look, 1000);
}
if (wait) setTimeout(look, 1000);
