// On the page of a route: the stamps that this phone has, and keeping all of the route for the time without a network. Without it the
// page still tells every stop; where a browser refuses to store, only that part stays away.
(function () {
  var place = document.querySelector("[data-route]"), told = place.dataset, own = [].slice.call(document.querySelectorAll("[data-code]"));
  var line = place.querySelector("[data-stamped]"), erase = place.querySelector("[data-erase]");
  var button = place.querySelector("[data-keep]"), drop = place.querySelector("[data-drop]"), state = place.querySelector("[data-state]");
  var codes = own.map(function (each) { return each.dataset.code; }).filter(function (each, at, all) { return all.indexOf(each) === at; });

  function filled(text, values) { return text.replace(/\{(\w+)\}/g, function (whole, name) { return values[name]; }); }
  function stamps() { return (localStorage.getItem("disan-stamps") || "").split(" "); }

  // Stamps.
  function show() {
    var there = stamps(), count = codes.filter(function (each) { return there.indexOf(each) >= 0; }).length;
    own.forEach(function (each) { each.querySelector("[data-been]").hidden = there.indexOf(each.dataset.code) < 0; });
    line.textContent = filled(line.dataset.stamped, { number: count });
    line.hidden = false;
    erase.hidden = !count;
  }
  erase.onclick = function () {
    localStorage.setItem("disan-stamps", stamps().filter(function (each) { return codes.indexOf(each) < 0; }).join(" "));
    show();
    line.focus();
  };
  try {
    localStorage.setItem("disan-route", told.route);
    if (codes.length) {
      show();
      addEventListener("pageshow", show);
    }
  } catch (blocked) {}

  // Keeping. The stores' names are the worker's.
  function kept() { return caches.open("disan " + told.base + " whole").then(function (store) { return store.match(told.list); }); }
  function size(bytes) { return (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 }); }
  function ask(what, tell) {
    var channel = new MessageChannel();
    channel.port1.onmessage = function (event) { tell(event.data); };
    navigator.serviceWorker.ready.then(function (registration) { registration.active.postMessage(what, [channel.port2]); });
  }
  function offer(list) {
    var addresses = list.map(function (each) { return each[0]; }), bytes = list.reduce(function (sum, each) { return sum + each[1]; }, 0);
    button.textContent = filled(button.dataset.keep, { size: size(bytes) });
    button.hidden = !drop.hidden;
    button.onclick = function () {
      button.disabled = true;
      ask({ list: told.list, keep: addresses }, function (answer) {
        state.textContent = "done" in answer ? filled(state.dataset.doing, { number: answer.done, count: addresses.length }) : "";
        if ("missing" in answer) { settled(answer.missing === 0, state.dataset.broken); }
      });
    };
  }
  function settled(whole, otherwise) {
    button.hidden = whole;
    button.disabled = false;
    drop.hidden = !whole;
    state.textContent = whole ? state.dataset.state : otherwise;
  }
  drop.onclick = function () {
    ask({ list: told.list }, function () { settled(false, state.dataset.gone); });
  };
  function complete(answer) {
    return answer ? answer.json().then(function (addresses) {
      return Promise.all(addresses.map(function (each) { return caches.match(each); })).then(function (found) { return found.every(Boolean); });
    }) : false;
  }
  if (told.list && navigator.serviceWorker && window.caches && window.MessageChannel) {
    kept().then(complete).then(function (whole) {
      if (whole) { settled(true); }
      return fetch(told.list).then(function (answer) { return answer.json(); }).then(offer);
    }).catch(function () {});
  }
})();
