// Codes to try: what tries them is loaded when the button is tapped, or by itself where the browser says that nobody pays for the bytes.
(function () {
  var part = document.querySelector("[data-sample]"), line = navigator.connection;
  function run() {
    import(part.dataset.program).then(function (sample) { sample.run(part); }, function () {
      part.querySelector("[role=status]").textContent = navigator.onLine ? part.dataset.failed : part.dataset.offline;
    });
  }
  part.hidden = false;
  part.querySelector("button").onclick = run;
  if (line && !line.saveData && /^(wifi|ethernet)$/.test(line.type)) { addEventListener("load", run); }
})();
