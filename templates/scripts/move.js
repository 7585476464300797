// On a code's page, before anything is painted: goes to the translation that the reader asked for, once.
(function () {
  var page = document.documentElement, pairs = page.dataset.moves.trim().split(" "), asked, at;
  try { asked = localStorage.getItem("disan-language"); } catch (blocked) {}
  asked = (asked || (navigator.languages || [])[0] || navigator.language || "vi").toLowerCase().split("-")[0];
  if (asked === page.lang) { return; }
  at = pairs.indexOf(asked);
  location.replace(pairs[at % 2 ? 1 : at + 1] + location.hash);
})();
