// The lines of the map's panel: the records of a dot, from the page of the commune that it leads to.
function line(address, title, words) {
  const item = document.createElement("li"), anchor = document.createElement("a"), shown = document.createElement("span");
  anchor.href = address;
  shown.append(...title);
  anchor.append(shown);
  if (words) {
    const small = document.createElement("small");
    small.textContent = words;
    anchor.append(small);
  }
  item.append(anchor);
  return item;
}

// The records that a commune's page lists, each with its kind; only those that the dot stands for, where it names them.
function records(text, dot) {
  const wanted = dot.dataset.of && dot.dataset.of.split(" ");
  const main = text.slice(text.indexOf("<main"));  // Its style sheet is not in this page's policy.
  const rows = [...new DOMParser().parseFromString(main, "text/html").querySelectorAll(".row a")];
  return rows.filter((each) => !wanted || wanted.includes(each.getAttribute("href"))).map((each) => {
    const group = each.closest(".group"), kind = group && group.querySelector("header h2");
    return line(each.getAttribute("href"), document.importNode(each, true).childNodes, kind ? kind.textContent : "");
  });
}

// What a dot stands for, and the way to its page; `told` has the words.
export function lines(dot, told) {
  const address = dot.getAttribute("href");
  if ("own" in dot.dataset) { return [line(address, [told.open], "")]; }
  return fetch(address).then((answer) => answer.ok ? answer.text() : Promise.reject(answer)).then(
    (text) => [...records(text, dot), line(address, [told.more], "")],
    () => [line(address, [told.more], told.failed)],
  );
}
