// On 404.html: mends a mistyped code, offers the nearest ones, and searches titles. Without it the page still explains and links.
(function () {
  var place = document.querySelector("[data-codes]"), base = place.dataset.base;
  var alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  var typed = (/\/q\/([^/]*)\/?(?:\.html)?$/i.exec(location.pathname) || [])[1];

  function normal(text) {
    try { text = decodeURIComponent(text); } catch (broken) {}
    return text.replace(/\.html$/i, "").toUpperCase().replace(/[\s\-–_.]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0").replace(/U/g, "V");
  }

  // Damm-type check over GF(32), x^5 + x^2 + 1.
  function sound(code) {
    var interim = 0, at, value;
    if (code.length !== 5) { return false; }
    for (at = 0; at < 4; at += 1) {
      value = alphabet.indexOf(code[at]);
      if (value < 0) { return false; }
      interim = (interim ^ value) << 1;
      if (interim & 32) { interim ^= 37; }
    }
    return alphabet[interim] === code[4];
  }

  // 1 for one character different or two neighbours swapped, 2 for two different, otherwise far.
  function distance(one, other) {
    var places = [], at;
    if (one.length !== other.length) { return one.indexOf(other) + other.indexOf(one) > -2 ? 2 : 9; }
    for (at = 0; at < one.length; at += 1) { if (one[at] !== other[at]) { places.push(at); } }
    at = places[0];
    if (places.length === 2 && places[1] === at + 1 && one[at] === other[at + 1] && one[at + 1] === other[at]) { return 1; }
    return places.length;
  }

  function folded(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  }

  function fill(list, rows) {
    list.textContent = "";
    rows.slice(0, 5).forEach(function (row) {
      var item = document.createElement("li"), anchor = document.createElement("a"), code = document.createElement("b");
      anchor.href = row[2];
      code.textContent = row[0];
      anchor.append(code, row[1]);
      anchor.lang = "vi";
      item.append(anchor);
      list.append(item);
    });
  }

  function offer(rows) {
    var code = typed && normal(typed), near;
    if (code && sound(code) && rows.some(function (row) { return row[0] === code; })) {
      location.replace(base + "Q/" + code);
      return;
    }
    near = code ? rows.map(function (row) { return [distance(code, row[0]), row]; }).filter(function (pair) { return pair[0] < 3; }) : [];
    near = near.sort(function (one, other) { return one[0] - other[0]; }).map(function (pair) { return pair[1]; });
    document.querySelectorAll("[data-nearest]").forEach(function (box) {
      box.hidden = !near.length;
      fill(box.querySelector("ul"), near);
    });
    document.querySelectorAll("[data-search]").forEach(function (box) {
      var list = box.querySelector("ul");
      box.hidden = false;
      box.oninput = function () {
        var words = folded(box.querySelector("input").value).split(" ").filter(Boolean);
        fill(list, words.length ? rows.filter(function (row) {
          var text = folded(row[0] + " " + row[1]);
          return words.every(function (word) { return text.indexOf(word) >= 0; });
        }) : []);
      };
    });
  }

  fetch(place.dataset.codes).then(function (answer) { return answer.json(); }).then(function (codes) {
    offer(Object.keys(codes).map(function (code) { return [code].concat(codes[code]); }));
  }).catch(function () {});
})();
