// On the map's page: tapping a dot lists its records in place; arrow keys go from dot to dot.
const map = document.querySelector("[data-map]"), drawing = map.querySelector(".province svg"), panel = map.querySelector("[data-panel]");
const heading = panel.querySelector("h2"), list = panel.querySelector("ul");
const NEAR = 44;
const places = new Map([...drawing.querySelectorAll("a")].map((each) => {
  const box = each.querySelector("circle, path").getBBox();
  return [each, { x: box.x + box.width / 2, y: box.y + box.height / 2 }];
}));
const dots = [...places.keys()].sort((one, other) => places.get(one).y - places.get(other).y || places.get(one).x - places.get(other).x);
let opened = null;

// From north to south, one after the other; one of them is where the tabulator stops.
function stop(dot) {
  dots.forEach((each) => { each.setAttribute("tabindex", each === dot ? "0" : "-1"); });
}
drawing.removeAttribute("aria-hidden");
drawing.setAttribute("role", "group");
drawing.setAttribute("aria-label", map.dataset.named);
if (dots.length) { stop(dots[0]); }
drawing.addEventListener("focusin", (event) => { stop(event.target.closest("a")); });
drawing.addEventListener("keydown", (event) => {
  const at = dots.indexOf(document.activeElement), last = dots.length - 1;
  const to = { ArrowRight: Math.min(at + 1, last), ArrowDown: Math.min(at + 1, last), ArrowLeft: Math.max(at - 1, 0), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
  if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    dots[to].focus();
  }
});

function show(dot, lines) {
  if (opened !== dot) { return; }
  list.replaceChildren(...lines);
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.scrollIntoView({ block: "nearest" });
  heading.focus({ preventScroll: true });
}
function open(dot) {
  close();
  opened = dot;
  dot.setAttribute("aria-current", "true");
  heading.textContent = dot.querySelector("title").textContent;
  import(map.dataset.lines).then((made) => made.lines(dot, map.dataset)).then((lines) => { show(dot, lines); })
    .catch(() => { location.assign(dot.getAttribute("href")); });
}
function close() {
  if (opened) { opened.removeAttribute("aria-current"); }
  opened = null;
  panel.hidden = true;
}
function leave() {
  const dot = opened;
  close();
  if (dot) { dot.focus({ preventScroll: true }); }
}
panel.querySelector("button").onclick = leave;
map.addEventListener("keydown", (event) => { if (event.key === "Escape" && opened) { leave(); } });

// A thumb is larger than a dot: what is tapped is the dot below it, else the next one that a thumb would cover.
function tapped(event) {
  const on = event.target.closest("a");
  if (on) { return on; }
  const far = dots.map((each) => {
    const box = each.getBoundingClientRect();
    return [Math.hypot(box.x + box.width / 2 - event.clientX, box.y + box.height / 2 - event.clientY), each];
  }).sort((one, other) => one[0] - other[0]);
  return far.length && far[0][0] <= NEAR ? far[0][1] : null;
}
drawing.addEventListener("click", (event) => {
  const dot = tapped(event);
  if (dot && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(dot);
  }
});
