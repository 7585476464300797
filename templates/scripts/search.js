// On the search page: what was asked stands in its address and is answered at once; a tap on a facet filters instead of leading away.
(function () {
  var form = document.querySelector("form[data-find]"), facets = document.querySelector("[data-facets]");
  function start(act) { import(form.dataset.find).then(act); }
  if (/[?&][qf]=[^&]/.test(location.search)) { start(function (part) { part.find(form, true); }); }
  if (facets) {
    facets.addEventListener("click", function (event) {
      var chosen = event.target.closest("[data-value]");
      if (chosen && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        start(function (part) { part.choose(form, chosen); });
      }
    });
  }
})();
