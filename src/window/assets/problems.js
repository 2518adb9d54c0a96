// Key N goes to the next problem, P to the one before.

const all = [...document.querySelectorAll(".problem")];
let at = -1;
document.addEventListener("keydown", (event) => {
  const step = { n: 1, p: -1 }[event.key.toLowerCase()];
  if (!step || !all.length || event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  at = (at + step + all.length) % all.length;
  all[at].focus();
  all[at].scrollIntoView({ block: "center" });
});
