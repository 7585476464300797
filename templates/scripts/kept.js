// On the offline page: lists the pages of its language that are kept, the newest first, and tries again when the network is back.
(function () {
  var page = document.documentElement, place = document.querySelector("[data-kept]"), list = place.querySelector("ul");
  var retry = document.querySelector("[data-retry]"), known = [document.title];

  function again() { location.reload(); }
  retry.hidden = false;
  retry.onclick = again;
  addEventListener("online", again);

  function found(pattern, text) { return (pattern.exec(text) || [])[1] || ""; }
  function plain(markup) {
    var area = document.createElement("textarea");
    area.innerHTML = markup;
    return area.value;
  }
  function show(address, text) {
    var title = plain(found(/<title>([^<]*)/, text)), item = document.createElement("li"), anchor = document.createElement("a");
    if (!title || found(/<html lang="([^"]*)/, text) !== page.lang || known.indexOf(title) >= 0) { return; }
    known.push(title);
    anchor.href = address;
    anchor.textContent = title.replace(/ – [^–]*$/, "");
    item.append(anchor);
    list.append(item);
    place.hidden = false;
  }

  // A code's page is the record's own, so it is named only where that is not kept. The store's name is the worker's.
  function ofCode(key) { return key.url.indexOf("/Q/") > 0; }
  if (window.caches) {
    caches.open("disan " + place.dataset.kept + " pages").then(function (pages) {
      return pages.keys().then(function (keys) {
        keys.reverse().sort(function (one, other) { return ofCode(one) - ofCode(other); });
        return keys.reduce(function (before, key) {
          return before.then(function () { return pages.match(key); }).then(function (answer) { return answer.text(); }).then(function (text) { show(key.url, text); });
        }, Promise.resolve());
      });
    }).catch(function () {});
  }
})();
