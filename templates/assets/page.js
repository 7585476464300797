// What script adds to a page that works without it: listening, text size, sharing, copying, the remembered language, keeping.
(function () {
  var page = document.documentElement, status = document.querySelector("[role=status]"), sizes = 4, speech = window.speechSynthesis, own, find;

  function remembered(name) { try { return localStorage.getItem(name); } catch (blocked) { return null; } }
  function remember(name, value) { try { localStorage.setItem(name, value); } catch (blocked) {} }
  function say(text) { if (status) { status.textContent = text; } }
  function offer(action, act) {
    document.querySelectorAll('[data-action="' + action + '"]').forEach(function (button) {
      button.hidden = false;
      button.onclick = function () { act(button); };
    });
  }

  // Text size: four steps, kept from page to page.
  function resize(step) {
    var size = Math.min(sizes - 1, Math.max(0, (+page.dataset.size || 0) + step));
    page.dataset.size = size;
    remember("disan-size", size);
    document.querySelectorAll('[data-action="smaller"]').forEach(function (button) { button.disabled = !size; });
    document.querySelectorAll('[data-action="larger"]').forEach(function (button) { button.disabled = size === sizes - 1; });
  }
  page.dataset.size = remembered("disan-size") || 0;
  offer("smaller", function () { resize(-1); });
  offer("larger", function () { resize(1); });
  resize(0);

  function copy(text, done) {
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(function () { say(done); }, function () { say(text); }); } else { say(text); }
  }
  offer("share", function (button) {
    var address = (document.querySelector("link[rel=canonical]") || location).href;
    if (navigator.share) { navigator.share({ title: document.title, url: address }).catch(function () {}); } else { copy(address, button.dataset.done); }
  });
  offer("copy", function (button) { copy(button.dataset.copy, button.dataset.done); });

  document.querySelectorAll("[data-language]").forEach(function (anchor) {
    anchor.addEventListener("click", function () { remember("disan-language", anchor.dataset.language); });
  });

  // Listening: only where the browser has a voice for the page's language; each paragraph is one utterance.
  function voice() {
    return speech.getVoices().filter(function (each) { return each.lang.slice(0, 2).toLowerCase() === page.lang; })[0];
  }
  function listen() {
    if (voice()) {
      offer("listen", function (button) {
        var label = button.dataset.label || button.textContent, texts;
        button.dataset.label = label;
        if (button.ariaPressed === "true") { speech.cancel(); return; }
        button.ariaPressed = "true";
        button.textContent = button.dataset.stop;
        texts = [].slice.call(document.querySelectorAll("h1, .sapo, .text :is(p, h2, h3, li)"));
        texts.forEach(function (text, number) {
          var words = new SpeechSynthesisUtterance(text.textContent);
          words.voice = voice();
          words.lang = page.lang;
          words.onend = words.onerror = function (event) {
            if (number === texts.length - 1 || event.type === "error") { button.ariaPressed = "false"; button.textContent = label; }
          };
          speech.speak(words);
        });
      });
    }
  }
  if (speech) {
    listen();
    speech.onvoiceschanged = listen;
    addEventListener("pagehide", function () { speech.cancel(); });
  }

  // Searching in place: what that takes comes at the first tap or key.
  find = document.querySelector("[data-find]");
  function seek(event) {
    if (!event.key && (event.ctrlKey || event.metaKey)) { return; }
    if (find.href || event.key) { event.preventDefault(); }
    import(find.dataset.find).then(function (part) { return part.find(find); }).catch(function () { if (find.href) { location = find.href; } });
  }
  if (find) {
    find.onclick = find.oninput = seek;
    addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey ? event.key === "k" : event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) { seek(event); }
    });
  }

  // What holds by the reader's own clock, on a page that was built before: phases, and what can be done in them.
  document.querySelectorAll("[data-since], [data-until]").forEach(function (each) {
    var now = Date.now() / 1000, time = each.dataset;
    each.hidden = now < time.since || now >= time.until;
  });

  // A page that stood in the browser since an earlier visit, while the site has a newer one.
  function renew(event) {
    var line = document.createElement("p"), again = document.createElement("a");
    if (event.data !== "newer" || document.querySelector(".newer")) { return; }
    line.className = "newer";
    again.href = location.href;
    again.textContent = own.newer;
    again.onclick = function () { location.reload(); return false; };
    line.append(again);
    document.body.prepend(line);
  }

  if (navigator.serviceWorker) { navigator.serviceWorker.addEventListener("message", renew); }

  // Offline: when all is here, the worker is told what this page wants kept, and what the browser has loaded for it. A reader who
  // saves data is not made to load anything more.
  own = document.currentScript.dataset;
  addEventListener("load", function () {
    var workers = navigator.serviceWorker, line = navigator.connection;
    if (!workers) { return; }
    workers.register(own.worker).then(function () { return workers.ready; }).then(function (registration) {
      var loaded = performance.getEntriesByType("resource").map(function (each) { return each.name; });
      if (own.keep && !(line && line.saveData)) { registration.active.postMessage(own.keep.split(" ").concat(loaded)); }
    }).catch(function () {});
  });

  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (details) { details.open = true; });
  });
})();
