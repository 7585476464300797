// In the place of the worker of a site that has moved away. Readers who came before still have that worker, which shows them the
// copies it kept; it looks for this file after each visit, and so takes its leave: it drops its copies and lets the page load anew.
addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil(leave()));

async function leave() {
  const own = "disan " + new URL(registration.scope).pathname + " "; // As templates/worker/sw.js names its stores.
  const stores = await caches.keys();
  await Promise.all(stores.filter(name => name.startsWith(own)).map(name => caches.delete(name)));
  await registration.unregister();
  const pages = await clients.matchAll({ type: "window" });
  await Promise.all(pages.map(page => page.navigate(page.url)));
}
