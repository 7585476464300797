// On the page at a code of a record that stands on a route, before anything is painted: a stamp, which stays on this phone alone; and
// the route that the reader is on, if it leads here.
(function () {
  var here = document.currentScript.dataset, stamps, route;
  try {
    stamps = (localStorage.getItem("disan-stamps") || "").split(" ");
    if (stamps.indexOf(here.code) < 0) { localStorage.setItem("disan-stamps", stamps.concat(here.code).join(" ").trim()); }
    route = localStorage.getItem("disan-route");
  } catch (blocked) {}
  if (route && !location.hash && here.routes.split(" ").indexOf(route) >= 0) { location.replace("#" + route); }
})();
