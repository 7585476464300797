// On 404.html: goes to the code that was meant, offers the nearest ones, and lets the fields answer. Without it the page still explains and
// links. A look-alike is put right by the code's own check character: that needs no index.
(function () {
  var place = document.querySelector("[data-engine]"), typed = (/\/q\/([^/]*)\/?$/i.exec(location.pathname) || [])[1];

  document.querySelectorAll("form[data-find]").forEach(function (form) {
    form.onclick = form.oninput = function () { import(form.dataset.find).then(function (part) { part.find(form); }); };
  });

  function row(hit) {
    var item = document.createElement("li"), anchor = document.createElement("a"), code = document.createElement("b");
    anchor.href = hit.path;
    if (hit.language) { anchor.lang = hit.language; }
    code.textContent = hit.code;
    anchor.append(code, hit.title);
    item.append(anchor);
    return item;
  }

  function repair(engine) {
    var meant = engine.code(typed);
    if (meant && meant !== typed) {
      location.replace(place.dataset.base + "Q/" + meant);
      return;
    }
    document.querySelectorAll("[data-index]").forEach(function (words) {
      engine.load(words.dataset.index).then(function (index) {
        var near = engine.nearest(index, typed), box = words.querySelector("[data-nearest]");
        box.hidden = !near.length;
        box.querySelector("ul").append.apply(box.querySelector("ul"), near.map(row));
      }).catch(function () {});
    });
  }

  if (typed) {
    try { typed = decodeURIComponent(typed); } catch (broken) {}
    typed = typed.replace(/\.html$/i, "");
    import(place.dataset.engine).then(repair).catch(function () {});
  }
})();
