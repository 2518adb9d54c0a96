// The rules of accessibility that matter, looked at in the page as it is shown now. Run by
// WebDriver; returns a list of faults.
const faults = new Set();
const shown = (own) => own.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  && own.getBoundingClientRect().width > 0;
const all = (css) => [...document.querySelectorAll(css)].filter(shown);
const brief = (own) => {
  const shell = own.cloneNode(false).outerHTML.split("></")[0];
  return `${shell.slice(0, 110)} ${own.textContent.trim().slice(0, 24)}`.replace(/\s+/g, " ");
};
const fault = (rule, own) => faults.add(own ? `${rule}: ${brief(own)}` : rule);

// The page.
if (!/^(zh-CN|en)$/.test(document.documentElement.lang)) fault("the page has no language");
if (!document.title.trim()) fault("the page has no title");
if (all("main").length !== 1) fault("not one main landmark");
if (all("h1").length !== 1) fault("not one first heading");
let level = 0;
for (const own of all("h1, h2, h3, h4, h5, h6")) {
  const now = Number(own.tagName[1]);
  if (now > level + 1) fault("a level of headings is left out", own);
  if (!own.textContent.trim()) fault("an empty heading", own);
  level = now;
}
const ids = new Map();
for (const own of document.querySelectorAll("[id]")) ids.set(own.id, (ids.get(own.id) ?? 0) + 1);
for (const [id, count] of ids) if (count > 1) fault(`the id ${id} stands ${count} times`);

// Controls and their names.
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
const referred = (own, name) => (own.getAttribute(name) ?? "").split(/\s+/).filter(Boolean)
  .map((id) => document.getElementById(id)?.textContent.trim() ?? "").join(" ");
const told = (own) => referred(own, "aria-labelledby") || (own.getAttribute("aria-label") ?? "").trim();
for (const own of all(CONTROLS)) {
  const field = own.matches("input, select, textarea");
  const name = told(own)
    || (field ? [...(own.labels ?? [])].map((label) => label.textContent.trim()).join(" ") : own.textContent.trim())
    || (own.querySelector?.("img[alt]:not([alt=''])") ? "picture" : "");
  if (!name) fault(field ? "a field without a label" : "a control without a name", own);
  if (own.tabIndex > 0) fault("a tabindex that turns the order round", own);
  if (own.parentElement.closest("a[href], button, summary")) fault("a control within a control", own);
}
for (const own of all("img:not([alt]), svg:not([aria-hidden=true]):not([aria-label]):not([aria-labelledby]), meter:not([title]):not([aria-label]), progress:not([aria-label])"))
  fault("a picture or figure without words", own);
for (const own of all("label")) if (!own.control) fault("a label without its field", own);

// Room for a finger or an unsteady hand: 24 pixels, or as much space around.
const targets = all("a[href], button, input:not([type=hidden]), select, summary")
  .filter((own) => getComputedStyle(own).display !== "inline" || own.matches("button, input, select"));
const boxes = targets.map((own) => [own, own.getBoundingClientRect()]);
for (const [own, box] of boxes) {
  if (box.width >= 23.5 && box.height >= 23.5) continue;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const near = boxes.some(([other, its]) => {
    if (other === own || other.contains(own) || own.contains(other)) return false;
    const dx = Math.max(its.left - x, 0, x - its.right);
    const dy = Math.max(its.top - y, 0, y - its.bottom);
    return Math.hypot(dx, dy) < 11.5;
  });
  if (near) fault(`a target of ${box.width.toFixed(0)} x ${box.height.toFixed(0)} beside another`, own);
}

// The words of ARIA.
const ATTRIBUTES = new Set(("atomic autocomplete busy checked controls current describedby details disabled expanded "
  + "haspopup hidden invalid keyshortcuts label labelledby level live modal multiselectable orientation owns placeholder "
  + "posinset pressed readonly relevant required roledescription rowcount selected setsize sort valuemax valuemin valuenow valuetext")
  .split(" ").map((word) => `aria-${word}`));
const ROLES = new Set(("alert alertdialog button checkbox dialog figure form group heading img link list listbox listitem log "
  + "main menu menuitem navigation none note option presentation progressbar radio radiogroup region row search searchbox "
  + "separator status switch tab table tablist tabpanel textbox timer toolbar tooltip").split(" "));
const WORDS = {
  "aria-current": "page step location date time true false",
  "aria-live": "off polite assertive",
  "aria-invalid": "true false grammar spelling",
  "aria-expanded": "true false",
  "aria-pressed": "true false mixed",
  "aria-hidden": "true false",
};
for (const own of document.querySelectorAll("*")) {
  for (const { name, value } of own.attributes) {
    if (name === "role" && !ROLES.has(value)) fault(`no role ${value}`, own);
    if (!name.startsWith("aria-")) continue;
    if (!ATTRIBUTES.has(name)) fault(`no attribute ${name}`, own);
    if (WORDS[name] && !WORDS[name].split(" ").includes(value)) fault(`${name} cannot be ${value}`, own);
    if (/^aria-(labelledby|describedby|controls|owns|details)$/.test(name)
      && value.split(/\s+/).some((id) => !document.getElementById(id))) fault(`${name} leads nowhere`, own);
  }
}

// Tables.
for (const own of all("table")) {
  if (!own.querySelector("th")) fault("a table without headers", own);
  if ([...own.querySelectorAll("thead th")].some((cell) => shown(cell) && !cell.textContent.trim() && !told(cell)))
    fault("a header without words", own.querySelector("thead"));
  for (const cell of own.querySelectorAll("tbody th:not([scope])")) fault("a header of a row without scope", cell);
}

// Text that can be read.
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const known = new Map();
const paint = (color) => {
  if (!known.has(color)) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    known.set(color, [r, g, b, a / 255]);
  }
  return known.get(color);
};
const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
const light = (color) => {
  const [r, g, b] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const grounds = new Map();
const ground = (own) => {
  if (!own) return paint(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff").slice(0, 3);
  if (!grounds.has(own)) grounds.set(own, over(paint(getComputedStyle(own).backgroundColor), ground(own.parentElement)));
  return grounds.get(own);
};
const readable = (own, color, opacity, what) => {
  const style = getComputedStyle(own);
  const under = ground(own);
  const [r, g, b, a] = paint(color);
  const [one, other] = [light(over([r, g, b, a * opacity], under)), light(under)].sort((x, y) => y - x);
  const ratio = (one + 0.05) / (other + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5) - 0.005) fault(`${what} of contrast ${ratio.toFixed(2)}`, own);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const seen = new Set();
while (walker.nextNode()) {
  const own = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || seen.has(own) || own.closest("script, style, option, :disabled")) continue;
  seen.add(own);
  if (!shown(own)) continue;
  let opacity = 1;
  for (let up = own; up; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity);
  readable(own, getComputedStyle(own).color, opacity, "text");
}
for (const own of all("input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea")) {
  readable(own, getComputedStyle(own).color, 1, "a field");
  if (own.placeholder) readable(own, getComputedStyle(own, "::placeholder").color, 1, "a hint in a field");
}

// The focus: seen on one control of each look.
const before = document.activeElement;
const looks = new Set();
for (const own of all(CONTROLS).filter((one) => !one.matches(":disabled"))) {
  const look = `${own.tagName} ${own.className} ${own.type}`;
  if (looks.has(look)) continue;
  looks.add(look);
  own.focus({ focusVisible: true, preventScroll: true });
  if (document.activeElement !== own) continue;
  const style = getComputedStyle(own);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1) fault("a focus that is not seen", own);
}
before?.focus?.({ preventScroll: true });
if (before === document.body) document.activeElement.blur();
return [...faults];
