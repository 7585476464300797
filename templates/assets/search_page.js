// The search page: answers while one types, filters by facets, and keeps in the address what was asked. Loaded at the first use.
import { asked, counted, made, notFound, shown, told, way } from "./find.js";

const STEP = 30;
let started;

async function start(form) {
  const words = await told(form.action), whole = document.querySelector("[data-full-text]");
  if (whole) { await import(whole.dataset.program); }
  const field = form.elements.q, place = document.querySelector("[data-answers]");
  const line = place.querySelector("[role=status]"), list = place.querySelector("ol");
  const more = place.querySelector("[data-more]"), clear = place.querySelector("[data-clear]");
  const facets = [...document.querySelectorAll("[data-value]")], before = new URLSearchParams(location.search), chosen = new Set();
  const all = new Map(facets.map(facet => [facet, facet.nextSibling.textContent]));
  let most = STEP, last;

  function noted(typed) {
    const query = new URLSearchParams(typed ? { q: typed } : {});
    chosen.forEach(facet => query.append("f", facet.dataset.value));
    history.replaceState(null, "", location.pathname + (String(query) && "?" + query));
  }
  function count(found) {
    facets.forEach(facet => {
      const number = found ? found[facet.dataset.value] || 0 : -1, on = chosen.has(facet);
      facet.toggleAttribute("aria-current", false);
      if (on) { facet.setAttribute("aria-current", "true"); }
      facet.nextSibling.textContent = found ? " " + number.toLocaleString(document.documentElement.lang) : all.get(facet);
      facet.parentElement.hidden = !number && !on;
    });
    clear.hidden = !chosen.size;
  }
  async function update(submitted) {
    const typed = field.value.trim(), nothing = !typed && !chosen.size;
    let found;
    if (last !== typed) { document.dispatchEvent(new CustomEvent("asked", { detail: typed })); }
    last = typed;
    noted(typed);
    place.hidden = nothing;
    if (nothing) { list.replaceChildren(); count(); return; }
    if (!words.loaded) { line.textContent = words.say.loading; }
    try { found = await asked(words, typed, { most, facets: [...chosen].map(facet => facet.dataset.value) }); } catch (away) {
      line.textContent = words.say.away;
      return;
    }
    words.loaded = true;
    if (typed !== field.value.trim()) { return; }
    if (found.go && submitted) { location.replace(found.go); return; } // The way back must not lead here, and on again.
    list.replaceChildren(...found.hits.map(hit => made("li", {}, ...row(hit))));
    more.hidden = found.count <= found.hits.length;
    line.replaceChildren(...found.count ? [counted(words, found.count)] : [notFound(words, typed) + " ", way(words.map, words.say.map)].filter(Boolean));
    count(found.facets);
  }
  function row(hit) {
    const [title, ...about] = shown(hit, words);
    return [made("a", { href: hit.path }, ...title.childNodes), ...about];
  }

  field.value = field.value || before.get("q") || "";
  facets.filter(facet => before.getAll("f").includes(facet.dataset.value)).forEach(facet => chosen.add(facet));
  field.addEventListener("input", () => { most = STEP; update(); });
  form.addEventListener("submit", event => { event.preventDefault(); update(true); });
  more.onclick = () => { most += STEP; update(); };
  clear.onclick = () => { chosen.clear(); update(); field.focus(); };
  await update(before.has("q"));
  return facet => {
    if (!chosen.delete(facet)) { chosen.add(facet); }
    most = STEP;
    return update();
  };
}

export function find(form, quietly) {
  started = started || start(form).catch(away => { started = null; throw away; });
  if (!quietly) { form.elements.q.focus(); }
  return started;
}

export async function choose(form, facet) { (await find(form, true))(facet); }
