// Searching whole texts, with the index that Pagefind made of them (disan/build/full_text). Nothing of it is loaded before it is asked for:
// one small file once something has been typed, which tells whether the site has an index; the rest by the button.
import { agrees, spelled, wordsOf } from "./search.js";

const place = document.querySelector("[data-full-text]"), home = `${place.dataset.base}pagefind/${document.documentElement.lang}/`;
const [ask, more] = ["[data-ask]", "[data-more]"].map(each => place.querySelector(each));
const status = place.querySelector("[role=status]"), list = place.querySelector("ol");
// Hits that are loaded together, and the most until the next are asked for; words of an excerpt, and those before the first that was found.
const AT_ONCE = 10, MOST = 60, LONGEST = 32, BEFORE = 6, SIGN = "⁂";
let typed = "", turn = 0, known, index;

const say = what => { status.textContent = what ? status.dataset[what] : ""; };
const words = text => wordsOf(text).map(spelled);

// Whether a word of a text is the one that was typed: what was typed without marks may have any, and who types marks in a word means d by d.
function same(typed, word) {
  const other = typed.marked && [...typed.bare].some((letter, at) => letter === "d" && typed.shapes[at] !== word.shapes[at]);
  return typed.bare === word.bare && agrees(typed, word, 0) && !other;
}

// Pagefind finds words that begin with what was typed and asks for no marks: what a hit must have is asked of its text here. In a language
// of which it knows the stems it has found other forms of the words too, which only it can tell.
function fits(hit, wanted, stems) {
  const there = words(`${hit.meta.title} ${hit.text}`);
  return stems || wanted.every(own => there.some(word => same(own, word)));
}

// Where in the text most of the words stand close together: the excerpt, its words found marked.
function excerpt(hit, wanted) {
  const all = hit.text.split(/\s+/).filter(Boolean);
  const found = all.flatMap((word, at) => wanted.some(own => words(word).some(each => same(own, each))) ? [at] : []);
  const within = first => new Set(found.filter(at => at >= first && at < first + LONGEST - BEFORE).map(at => all[at].toLowerCase())).size;
  const first = found.reduce((best, at) => within(at) > within(best) ? at : best, found[0] || 0), start = Math.max(0, first - BEFORE);
  const pieces = all.slice(start, start + LONGEST).flatMap((word, at) => [found.includes(start + at) ? marked(word) : word, " "]);
  return [start ? "… " : "", ...pieces, start + LONGEST < all.length ? "…" : ""];
}

function element(name, ...inside) {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}
const marked = word => element("mark", word);

function show(hit, wanted) {
  const link = element("a", hit.meta.title);
  link.href = hit.url;
  list.append(element("li", link, element("p", ...excerpt(hit, wanted))));
}

function clear() {
  turn += 1;
  list.replaceChildren();
  more.hidden = true;
  say("");
}

// The index: its first part brings the program that searches all of them.
async function opened(parts) {
  const pagefind = await import(`${home}pagefind.js`), base = { baseUrl: place.dataset.base };
  const first = pagefind.createInstance({ noWorker: true, ...base });
  await Promise.all(Array.from({ length: parts - 1 }, (_, at) => first.mergeIndex(`${home}${at + 2}/`, base)));
  return first;
}

// Hits that are no longer asked for show nothing: every question has a turn of its own.
async function search() {
  clear();
  say("searching");
  const own = turn, wanted = words(typed), about = await known;
  try {
    index = index || opened(about.parts);
    const { results } = await (await index).search(wordsOf(typed).join(" "));
    await next(results, own, wanted, about.stems);
  } catch (broken) {
    index = undefined;
    if (own === turn) { say("failed"); }
  }
}

async function next(results, own, wanted, stems) {
  const enough = list.children.length + AT_ONCE, last = results.length - MOST;
  while (results.length > Math.max(0, last) && list.children.length < enough) {
    const hits = await Promise.all(results.splice(0, AT_ONCE).map(each => each.data()));
    if (own !== turn) { return; }
    hits.forEach(hit => { hit.text = hit.content.split(SIGN)[1]; });
    hits.filter(hit => fits(hit, wanted, stems)).forEach(hit => show(hit, wanted));
  }
  say(list.children.length || results.length ? "" : "none");
  more.hidden = !results.length;
  more.onclick = () => next(results, own, wanted, stems).catch(() => say("failed"));
}

// The button stands wherever something was typed and the site has an index.
function offer(asked) {
  typed = asked;
  clear();
  place.hidden = !wordsOf(typed).length || place.hidden;
  if (!wordsOf(typed).length) { return; }
  known = known || fetch(`${home}disan.json`).then(answer => answer.ok ? answer.json() : {}).catch(() => { known = undefined; return {}; });
  known.then(there => { place.hidden = !there.parts || !wordsOf(typed).length; });
}

ask.onclick = search;
document.addEventListener("asked", event => offer(event.detail));
offer(document.querySelector("main input[type=search]").value); // What was typed before this was here.
