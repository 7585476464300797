// The service worker: what a visitor has opened once opens again without a network. Pages work the same without it.
//
// One line stands above this file in the site, made by disan/build/exports/offline.py: `const SITE = {base, version, shell, offline, searched}`.
// It names the shell and nothing else, so that the worker changes only when the shell does. What to keep of the pages each page
// says itself (data-keep, sent by page.js).
//
// Four stores. Only the shell's is bound to a version; the others outlive every update:
//   shell   the offline pages and what they are shown with, of one version
//   pages   the newest copy of each page that was opened or that a page asked to keep
//   files   pictures, drawings, scripts: their names change with their content, so a copy is good for ever
//   whole   lists of what a reader asked to keep together, such as a trail: what stands in one never goes for being old
const own = "disan " + SITE.base + " "; // Several sites may share an origin, so a store's name says whose it is.
const SHELL = own + "shell " + SITE.version, PAGES = own + "pages", FILES = own + "files", WHOLE = own + "whole";
const MOST = { [PAGES]: 150, [FILES]: 300 };
const DAY = 24 * 60 * 60 * 1000;
const NAMED_BY_CONTENT = /[/.][0-9a-f]{8,}(-\d+)?\.\w+$/;

// Installing. Each part is put by itself: after a broken connection the next try goes on where this one stopped, as the store of
// this version stays. The offline pages must be there; without the rest they can still be read.
//
// Taking over at once (skipWaiting) strands nobody: an open page goes on with the same stores of pages and files, which no update
// empties, and so finds even scripts and pictures that the server no longer has. Waiting until every tab is closed, which on a
// phone may be never, would leave readers with an old worker's mistakes. So: not before the new shell stands, and then at once.
addEventListener("install", event => event.waitUntil(install()));

async function install() {
  const shell = await caches.open(SHELL);
  for (const address of SITE.shell) {
    if (!await shell.match(address)) {
      await fetch(address, { cache: "no-cache" }).then(answer => sound(answer) && shell.put(address, answer)).catch(() => {});
    }
  }
  for (const [, address] of SITE.offline) {
    if (!await shell.match(address)) { throw new Error("not all of the shell is here yet"); }
  }
  await skipWaiting();
}

// Activating comes after the old worker has ended, so only now do the shells of other versions go.
addEventListener("activate", event => event.waitUntil(activate()));

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(own + "shell ") && name !== SHELL) { await caches.delete(name); }
  }
  // The browser asks for a page while this worker is still waking up: a page that is not kept comes no later than without a worker.
  if (registration.navigationPreload) { await registration.navigationPreload.enable(); }
  await clients.claim();
}

// What is not ours, what changes something, what asks for a piece of a file (sound) and what must come from the network (`no-store`, by
// which the status page tries codes) goes its way untouched.
addEventListener("fetch", event => {
  const request = event.request, url = new URL(request.url);
  if (request.method !== "GET" || !ours(url) || request.headers.has("range")) { return; }
  if (request.cache === "no-store" && request.mode !== "navigate") { return; }
  if (request.mode === "navigate") {
    event.respondWith(page(event, url));
  } else if (NAMED_BY_CONTENT.test(url.pathname)) {
    event.respondWith(file(event, bare(url)));
  } else if (SITE.searched.includes(url.pathname)) {
    event.respondWith(fetch(request).then(answer => copied(event, bare(url), answer)).catch(() => kept(bare(url))));
  } else if (SITE.shell.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => fallback(url.pathname)));
  }
});

// A page: the kept copy at once while a fresh one is fetched, which an open page tells of where it is another; else the fresh one;
// else the offline page. In-app browsers add queries of their own to addresses (fbclid), so copies are kept and found without.
async function page(event, url) {
  const address = bare(url), fresh = fetched(event, address);
  event.waitUntil(fresh.catch(() => {}));
  const kept = await standing(address);
  if (!kept) { return fresh.then(([answer]) => answer).catch(() => fallback(SITE.offline.find(([under]) => url.pathname.startsWith(under))[1])); }
  event.waitUntil(tell(event.resultingClientId, kept.clone(), fresh).catch(() => {}));
  return kept;
}

// The server's answer, and the copy that is made of it.
async function fetched(event, address) {
  const answer = await event.preloadResponse || await fetch(event.request), remembered = remember(address, answer.clone());
  event.waitUntil(remembered.catch(() => {}));
  return [answer, remembered];
}

// Tells the page that shows a kept copy that the server has another, or none any more, once loading it again would show so.
async function tell(id, kept, fresh) {
  const [answer, remembered] = await fresh;
  await remembered;
  if (sound(answer) ? await answer.text() !== await kept.text() : over(answer)) {
    // The answer may be here before the page that shows the copy is.
    let client = await clients.get(id);
    for (let tries = 0; tries < 100 && !client; tries++) {
      await new Promise(done => setTimeout(done, 100));
      client = await clients.get(id);
    }
    client.postMessage("newer");
  }
}

// A code answers with and without a slash at its end, with the same bytes.
async function standing(address) {
  const pages = await caches.open(PAGES);
  return await pages.match(address) || pages.match(address.endsWith("/") ? address.slice(0, -1) : address + "/");
}

// Only a page that answered for its own address is kept. One that has gone or moved must not live on as a copy; any other
// failure (a server in trouble) says nothing about the page.
async function remember(address, answer) {
  const pages = await caches.open(PAGES);
  if (sound(answer)) {
    if (/^text\/html/.test(answer.headers.get("content-type"))) {
      await pages.put(address, answer);
      await bound(PAGES);
    }
  } else if (over(answer)) {
    await pages.delete(address);
  }
}

// A file whose name says its content: the copy, else the network; offline, another size of the same picture will do.
async function file(event, address) {
  const kept = await caches.match(address);
  if (kept) { return kept; }
  try {
    return copied(event, address, await fetch(event.request));
  } catch (away) {
    return await otherSize(address) || Response.error();
  }
}

// What the search reads keeps its name when its content changes: the newest, or without a network the copy of the last time.
async function kept(address) { return await caches.match(address) || Response.error(); }

function copied(event, address, answer) {
  if (sound(answer)) { event.waitUntil(put(address, answer.clone()).catch(() => {})); }
  return answer;
}

async function put(address, answer) {
  await (await caches.open(FILES)).put(address, answer);
  await bound(FILES);
}

async function otherSize(address) {
  const [, picture] = /^(.*\/[0-9a-f]{8,}-)\d+\.\w+$/.exec(address) || [];
  const files = await caches.open(FILES);
  const near = picture && (await files.keys()).find(key => key.url.startsWith(picture));
  return near && files.match(near);
}

// A page's list of what to keep, one list after the other and one address after the other: one that fails costs only itself.
// The page itself stands first in it, and comes once more at the end: the page that was read is younger than its neighbours.
let work = Promise.resolve();
addEventListener("message", event => {
  const { data, ports: [port] } = event;
  if (Array.isArray(data) && data.length) {
    work = work.then(() => keepAll(data.slice(0, 100)));
  } else if (port) {
    work = work.then(() => data.keep ? keepWhole(data, port) : forget(data.list, port)).catch(() => port.postMessage({ missing: -1 }));
  }
  event.waitUntil(work);
});

// Everything of a list, at a reader's own wish and in exactly that size, and tells how far it is. The list is noted first: what has come
// stays, and whoever asks again after a broken connection goes on where it stopped.
async function keepWhole({ list, keep: addresses }, port) {
  await (await caches.open(WHOLE)).put(list, new Response(JSON.stringify(addresses)));
  for (const [at, each] of addresses.entries()) {
    await keep(new URL(each, location), true).catch(() => {});
    port.postMessage({ done: at + 1 });
  }
  const found = await Promise.all(addresses.map(each => caches.match(new URL(each, location).href)));
  port.postMessage({ missing: found.filter(each => !each).length });
}

// What a list held goes, but for what another one holds.
async function forget(list, port) {
  const whole = await caches.open(WHOLE), addresses = await (await whole.match(list)).json();
  await whole.delete(list);
  const others = await promised();
  for (const each of addresses) {
    const { href } = new URL(each, location);
    for (const name of others.has(href) ? [] : [PAGES, FILES]) { await (await caches.open(name)).delete(href); }
  }
  port.postMessage({ missing: addresses.length });
}

async function promised() {
  const whole = await caches.open(WHOLE), lists = await Promise.all((await whole.keys()).map(key => whole.match(key)));
  return new Set((await Promise.all(lists.map(each => each.json()))).flat().map(each => new URL(each, location).href));
}

async function keepAll(addresses) {
  for (const each of [...new Set(addresses), addresses[0]]) {
    await keep(new URL(each, location)).catch(() => {});
  }
  await bound(PAGES);
  await bound(FILES);
}

// What is there already is only put anew, which makes it the youngest: what belongs to a page that is read stays. A page's copy
// older than a day is fetched again.
async function keep(url, exactly) {
  const named = NAMED_BY_CONTENT.test(url.pathname), address = bare(url);
  if (!ours(url) || !named && /\.\w+$/.test(url.pathname)) { return; }
  const store = await caches.open(named ? FILES : PAGES), kept = await store.match(address);
  if (kept && (named || Date.now() - Date.parse(kept.headers.get("date")) < DAY)) {
    await store.put(address, kept);
  } else if (!named) {
    await remember(address, await fetch(address));
  } else if (exactly || !await otherSize(address)) {
    const answer = await fetch(address);
    if (sound(answer)) { await store.put(address, answer); }
  }
}

// Stores give their keys in the order of putting, so the first are the oldest.
async function bound(name) {
  const store = await caches.open(name), stays = await promised(), keys = (await store.keys()).filter(key => !stays.has(key.url));
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST[name]))) { await store.delete(key); }
}

// From this version's shell; when it went a moment ago because a newer worker has taken over, from that one's.
async function fallback(address) {
  return await caches.match(address, { cacheName: SHELL }) || await caches.match(address) || Response.error();
}

function ours(url) { return url.origin === location.origin && url.pathname.startsWith(SITE.base); }
function bare(url) { return url.origin + url.pathname; }
function sound(answer) { return answer.status === 200 && answer.type === "basic" && !answer.redirected; }
function over(answer) { return answer.status === 404 || answer.status === 410 || answer.redirected || answer.type === "opaqueredirect"; }
