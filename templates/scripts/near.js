// “Near me”: what asks for the position, and tells what is near, is loaded when the button is tapped for the first time.
(function () {
  var section = document.querySelector("[data-near]");
  section.hidden = false;
  section.querySelector("button").onclick = function () {
    import(section.dataset.program).then(function (near) { near.tell(section); }, function () {
      section.querySelector("[role=status]").textContent = section.dataset.failed;
    });
  };
})();
