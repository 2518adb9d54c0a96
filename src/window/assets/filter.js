// A field that filters the lists beside it.

const field = document.querySelector("[data-filter-list]");
field?.addEventListener("input", () => {
  const asked = field.value.trim().toLowerCase();
  for (const fold of field.parentElement.querySelectorAll("details")) {
    let any = false;
    for (const entry of fold.querySelectorAll("li")) {
      entry.hidden = asked !== "" && !entry.textContent.toLowerCase().includes(asked);
      any ||= !entry.hidden;
    }
    if (asked) fold.open = any;
  }
});
