// Tries some printed codes, chosen by chance, from this browser, and says what their addresses answer. Nothing is sent to anybody.
//
// The answers must come from the network: `no-store` passes the browser's store by, and the site's own worker lets it through.
const WAIT = 15000, MOST = 1e6, AT_ONCE = 4, ORDER = ["wrong", "reached", "right"];
const ANSWERS = ["right", "reached", "barred", "missing", "moved", "status", "nameless", "another", "unreachable", "slow"];
let known = null, left = [];

function filled(text, values) { return text.replace(/\{(\w+)\}/g, (whole, name) => values[name]); }
function shuffled(list) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

// The list of all codes. That it comes says that there is a network.
async function codes(part) {
  const answer = await fetch(part.dataset.sample, { cache: "no-store" });
  if (!answer.ok) { throw new Error(answer.status); }
  return answer.json();
}

async function text(answer) {
  const reader = answer.body.getReader(), letters = new TextDecoder();
  let read = "";
  for (let piece = await reader.read(); !piece.done && read.length < MOST; piece = await reader.read()) {
    read += letters.decode(piece.value, { stream: true });
  }
  await reader.cancel();
  return read;
}

// What a page shows: the text between its tags, but for its head and programs. A parser would complain of the styles in it.
function seen(page) {
  let unseen = "", said = "";
  for (const piece of page.split("<")) {
    const [, end, name] = /^(\/?)(head|script|style)\b/.exec(piece) || [];
    if (name && (!unseen || (end && name === unseen))) { unseen = end ? "" : name; }
    if (!unseen) { said += piece.slice(piece.indexOf(">") + 1) + " "; }
  }
  return said;
}
function plain(markup) {
  const area = document.createElement("textarea");
  area.innerHTML = markup;
  return area.value;
}

// A page is the right one where it names the code and stands, by its canonical link, for the record that the code was given to; a site
// that has moved leaves a page behind that stands for the code.
async function judged(answer, code, path) {
  if (answer.type === "opaqueredirect") { return ["moved"]; }
  if (answer.status === 404) { return ["missing"]; }
  if (answer.status !== 200) { return ["status", answer.status]; }
  const page = await text(answer), found = (pattern) => plain((pattern.exec(page) || ["", ""])[1]), stands = found(/<link rel="canonical" href="([^"]*)"/);
  if (!new RegExp("\\b" + code + "\\b").test(seen(page))) { return ["nameless"]; }
  return stands === new URL(path, known.site).href || stands === known.site + "Q/" + code ? ["right"] : ["another", found(/<title>([^<]*)/)];
}

// Another host may not let a page of this one see what it answers; that it answers at all can still be seen.
async function asked(address, code, path, signal) {
  const own = new URL(address).origin === location.origin, how = { cache: "no-store", credentials: "omit", signal: signal };
  if (location.protocol === "https:" && !address.startsWith("https:")) { return ["barred"]; }
  try {
    return await judged(await fetch(address, { ...how, redirect: own ? "manual" : "follow" }), code, path);
  } catch (away) {
    if (own || signal.aborted) { throw away; }
    await fetch(address, { ...how, mode: "no-cors" });
    return ["reached"];
  }
}

async function tried(home, [code, base, path, title]) {
  const address = new URL((known.bases[base] || home) + "Q/" + code, location).href, stop = new AbortController();
  const alarm = setTimeout(() => stop.abort(), WAIT);
  const [answer, detail] = await asked(address, code, path, stop.signal).catch(() => [stop.signal.aborted ? "slow" : "unreachable"]);
  clearTimeout(alarm);
  const sort = answer === "right" ? "right" : answer === "reached" || answer === "barred" ? "reached" : "wrong";
  return { code: code, title: title, address: address, answer: answer, detail: detail, sort: sort };
}

function row(part, found) {
  const item = document.createElement("li"), [name, what, said] = ["b", "p", "p"].map((each) => document.createElement(each));
  const anchor = document.createElement("a"), says = part.dataset.answers.split("|")[ANSWERS.indexOf(found.answer)];
  item.className = "hung hung-" + found.sort;
  name.textContent = found.code;
  name.translate = false;
  anchor.href = found.address;
  anchor.textContent = found.title;
  what.append(anchor);
  said.className = "hung-state";
  said.textContent = filled(says, { detail: found.detail });
  item.append(name, what, said);
  return item;
}

function summed(told, all) {
  const count = (sort) => all.filter((each) => each.sort === sort).length, language = document.documentElement.lang;
  const now = new Date(), place = language === "en" ? "en-GB" : language;
  const at = { time: now.toLocaleTimeString(place, { hour: "numeric", minute: "2-digit" }), date: now.toLocaleDateString(place) };
  const values = { ...at, count: all.length - count("reached"), wrong: count("wrong") };
  const said = values.count ? [filled(count("wrong") ? told.wrong : told.right, values)] : [];
  return said.concat(count("reached") ? filled(told.reached, { count: count("reached") }) : []).join(" ");
}

async function all(part, some, say) {
  const found = [];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (some.length) {
      found.push(await tried(part.dataset.home, some.pop()));
      say(filled(part.dataset.trying, { done: found.length, count: found.length + some.length }));
    }
  }));
  return found;
}

// Chooses codes that were not tried before, tries them, and shows what came of it in the page's part.
export async function run(part) {
  const told = part.dataset, button = part.querySelector("button"), state = part.querySelector("[role=status]");
  const say = (text) => { state.textContent = text; };
  button.disabled = true;
  delete told.found;
  part.querySelector("ul").replaceChildren();
  try {
    if (!navigator.onLine) { throw new TypeError(); }
    const some = codes(part).then((list) => {
      if (!left.length) { left = shuffled(list.codes); }
      known = list;
      return left.splice(0, +told.count);
    });
    const found = await all(part, await some, say);
    // Where nothing at all was reached, the network may have gone meanwhile: that says nothing about the codes.
    if (found.some((each) => each.answer === "unreachable" || each.answer === "slow")) { await codes(part); }
    told.found = found.some((each) => each.sort === "wrong") ? "wrong" : found.some((each) => each.sort === "right") ? "right" : "";
    part.querySelector("ul").replaceChildren(...found.sort((one, other) => ORDER.indexOf(one.sort) - ORDER.indexOf(other.sort)).map((each) => row(part, each)));
    say(summed(told, found) + (left.length ? "" : " " + told.all));
    button.textContent = left.length ? told.more : told.again;
  } catch (away) {
    say(away instanceof TypeError ? told.offline : told.failed);
  }
  button.disabled = false;
}
