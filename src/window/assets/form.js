// The figures of a run while it works.

const live = document.querySelector("[data-live]");
if (live) {
  const part = (name) => live.querySelector(`[data-f="${name}"]`);
  const points = [];
  const show = (name, text) => { part(name).textContent = text; };
  const source = new EventSource(live.dataset.live);
  source.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.stage !== "running" && now.stage !== "stopping") {
      source.close();
      location.reload();
      return;
    }
    show("seconds", now.seconds.toFixed(0));
    part("share").value = Math.min(1, now.seconds / now.limit);
    const complete = part("complete");
    complete.textContent = now.complete ? complete.dataset.yes : complete.dataset.no;
    if (now.moves === 0 && !now.complete) return;
    show("shortfalls", now.shortfalls);
    show("total", now.total.toFixed(2));
    if (now.bound !== null) {
      show("bound", now.bound.toFixed(2));
      show("gap", `${(100 * Math.max(0, now.bound - now.total) / now.bound).toFixed(2)} %`);
    }
    points.push([now.seconds, now.shortfalls]);
    const most = Math.max(1, ...points.map((point) => point[1]));
    const line = points.map(([x, y]) => `${(600 * x / now.limit).toFixed(1)},${(145 - 140 * y / most).toFixed(1)}`);
    part("course").setAttribute("points", line.join(" "));
  };
}
