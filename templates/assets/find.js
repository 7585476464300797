// The field that answers while one types, in a dialog or where a page has it. All of it is loaded at the first use: this, the engine, the
// index, and beside the search page what the field says. Pages work the same without it: the field is a form, the magnifier a link.
import { load, ask as answered } from "./search.js";

const MOST = 8, QUOTED = 60;
const LOOKS = `
.finder { inline-size: min(100%, 44rem); max-inline-size: none; max-block-size: 100dvh; margin: 0 auto auto; padding: 1rem; color: var(--ink); background: var(--paper); border: 0 solid var(--bronze); border-block-start: 6px solid var(--lacquer); overscroll-behavior: contain; }
.finder::backdrop { background: rgb(31 21 18 / 70%); }
.finder form { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: end; }
.finder label { font-weight: 700; font-size: .95rem; }
.finder input { display: block; inline-size: 100%; min-block-size: 48px; margin-block-start: .3rem; padding: .4rem .8rem; font-weight: 400; font-size: 1.1rem; background: var(--paper); border: 2px solid var(--ink); border-radius: 0; appearance: none; }
.finder input::-webkit-search-cancel-button { display: none; }
.finder button { min-block-size: 48px; inline-size: 48px; padding: 0; border: 2px solid var(--ink); border-inline-start: 0; font-size: 1.5rem; }
.finder form > p, .finder form > div { grid-column: 1 / -1; }
[data-said] { padding-block: .5rem; min-block-size: 2.6rem; font-size: .95rem; line-height: 1.5; color: var(--soft); }
[data-said] a { display: inline-flex; align-items: center; min-block-size: 44px; margin-inline-end: 1.2rem; }
[role=listbox] a { display: block; padding: .55rem .8rem; color: inherit; text-decoration: none; line-height: 1.4; border-block-start: 1px solid var(--rule); }
[role=listbox] a:last-child { border-block-end: 1px solid var(--rule); }
[role=listbox] a:hover, [role=listbox] [aria-selected=true] { background: var(--sheet); box-shadow: inset 4px 0 var(--lacquer); }
[role=listbox] b { display: block; font-family: var(--serif); }
[role=listbox] :is(span, small) { font-size: .9rem; color: var(--soft); }
[role=listbox] small { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; color: var(--patina); }
.field > [role=listbox], .field > p { position: absolute; z-index: 3; inset: 100% 0 auto; max-block-size: 70vh; overflow: auto; background: var(--paper); border: 2px solid var(--ink); border-block-start: 0; }
.field > p { padding-inline: .8rem; }
@media (min-width: 44rem) { .finder { margin-block-start: 8vh; padding: 1.5rem 2rem; max-block-size: 84vh; border-width: 6px 1px 1px; } }
@media print { .finder { display: none; } }
`;

export function made(name, attributes, ...inside) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...inside.filter(Boolean));
  return element;
}

export function filled(text, values) { return text.replace(/\{(\w+)\}/g, (whole, name) => values[name]); }

// What the field of a search page says and where its index is; a failure is forgotten, so that the next letter tries again.
const kept = {};
export function told(address) {
  kept[address] = kept[address] || fetch(address + "field.json").then(found => found.json()).catch(away => { delete kept[address]; throw away; });
  return kept[address];
}

export async function asked(words, typed, wanted) {
  words.ready = words.ready || load(words.index).catch(away => { words.ready = null; throw away; });
  return answered(await words.ready, typed, wanted);
}

export function counted(words, count) { return filled(count === 1 ? words.say.one : words.say.other, { count: count.toLocaleString(document.documentElement.lang) }); }

export function notFound(words, typed) {
  const letters = [...typed], said = letters.length > QUOTED ? letters.slice(0, QUOTED).join("") + "…" : typed;
  return filled(words.say.nothing, { typed: said }) + " " + words.say.help;
}

// What a record shows of itself among others: its title, what and where it is, and why it is here where the title does not say that.
export function shown(hit, words) {
  const why = hit.former ? filled(words.say.former, { place: hit.why }) : hit.why;
  const about = [hit.kind, hit.place].filter(Boolean).join(" · ");
  const title = made("b", hit.language ? { lang: hit.language } : {}, hit.title);
  return [title, about && made("span", {}, about), why && made("small", {}, why)];
}

export function way(path, text) { return path && made("a", { href: path }, text); }

// ARIA Authoring Practices 1.2, "Combobox with list autocomplete": the focus stays in the field, arrows move through the list.
function wire(form, words) {
  const field = form.elements.q, id = "found" + document.querySelectorAll("[role=listbox]").length;
  const list = made("div", { role: "listbox", id, "aria-label": words.say.label, hidden: "" });
  const line = made("p", { role: "status", "data-said": "", hidden: "" });
  let at = -1, go = "";

  function say(...parts) { line.replaceChildren(...parts.filter(Boolean)); line.hidden = !line.childNodes.length; }
  function show(options) {
    list.replaceChildren(...options);
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", !list.hidden);
    move(-1);
  }
  function move(to) {
    at = to;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", number === at));
    if (at < 0) { field.removeAttribute("aria-activedescendant"); return; }
    field.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
  function option(href, number, ...inside) { return made("a", { role: "option", id: id + "-" + number, href, tabindex: -1 }, ...inside); }
  function page(typed) { return words.search + "?q=" + encodeURIComponent(typed); }

  async function ask() {
    const typed = field.value.trim();
    let found;
    go = "";
    if (!typed) { show([]); say(); return; }
    if (!words.loaded) { say(words.say.loading); }
    try { found = await asked(words, typed, { most: MOST }); } catch (away) {
      show([]);
      say(words.say.away + " ", way(page(typed), words.say.page));
      return;
    }
    words.loaded = true;
    if (typed !== field.value.trim()) { return; }
    go = found.go;
    const options = found.hits.map((hit, number) => option(hit.path, number, ...shown(hit, words)));
    if (found.count > found.hits.length) { options.push(option(page(typed), "all", filled(words.say.all, { count: found.count }))); }
    show(options);
    if (options.length) { say(counted(words, found.count)); } else {
      say(notFound(words, typed), made("br", {}), way(words.search, words.say.page), way(words.map, words.say.map));
    }
  }

  Object.entries({ role: "combobox", "aria-expanded": false, "aria-controls": id, "aria-autocomplete": "list" }).forEach(pair => field.setAttribute(...pair));
  field.addEventListener("input", ask);
  field.addEventListener("keydown", event => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }, count = list.children.length;
    if (steps[event.key] && count) {
      event.preventDefault();
      move((at + steps[event.key] + 1 + count + 1) % (count + 1) - 1);
    } else if (event.key === "Escape" && form.closest("dialog")) {
      event.preventDefault(); // Browsers would empty the field first.
      form.closest("dialog").close();
    } else if (event.key === "Escape" && !list.hidden) {
      show([]);
      say();
    }
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (field.value.trim()) { location = at >= 0 ? list.children[at].href : go || page(field.value.trim()); }
  });
  form.append(line, list);
  if (!form.closest("dialog")) {
    form.addEventListener("focusout", event => { if (!form.contains(event.relatedTarget)) { list.hidden = line.hidden = true; } });
    form.addEventListener("focusin", () => { if (list.hidden) { ask(); } });
  }
  return ask;
}

function dialog(words) {
  const field = made("input", { type: "search", name: "q", autocomplete: "off", autocapitalize: "off", spellcheck: false, enterkeyhint: "search" });
  const close = made("button", { type: "button", "aria-label": words.say.close }, "×");
  const form = made("form", { role: "search", action: words.search }, made("label", {}, words.say.label, field), close);
  const box = made("dialog", { class: "finder", "aria-label": words.say.label }, form);
  close.onclick = () => box.close();
  box.onclick = event => { if (event.target === box) { box.close(); } };
  document.body.append(box);
  wire(form, words);
  return box;
}

let looks;
function dress() {
  if (looks) { return; }
  looks = new CSSStyleSheet();
  looks.replaceSync(LOOKS);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, looks];
}

// At a link: opens the dialog. At a form: makes its field answer.
const opened = new Map();
export async function find(place) {
  dress();
  const words = await told(place.href || place.action);
  if (!opened.has(place)) { opened.set(place, place.href ? dialog(words) : wire(place, words)); }
  if (place.href) {
    const box = opened.get(place);
    if (!box.open) { box.showModal(); }
    box.querySelector("input").select();
  } else {
    place.elements.q.focus();
    opened.get(place)();
  }
}
