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

// The records that a commune's page lists, each with its kind.
function records(page) {
  return [...page.querySelectorAll(".row a")].map((each) => {
    const group = each.closest(".group"), kind = group && group.querySelector("header h2");
    return line(each.getAttribute("href"), document.importNode(each, true).childNodes, kind ? kind.textContent : "");
  });
}
// Where a dot names some, only those, from as many pages of the commune's as it takes.
async function found(address, wanted) {
  const answer = await fetch(address);
  if (!answer.ok) { throw answer; }
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text.slice(text.indexOf("<main")), "text/html");  // Its style sheet is not in this page's policy.
  if (!wanted) { return records(page); }
  const there = records(page).filter((each) => wanted.delete(each.firstChild.getAttribute("href"))), after = page.querySelector(".pages [rel=next]");
  return wanted.size && after ? [...there, ...await found(after.getAttribute("href"), wanted)] : there;
}

// What a dot stands for, and the way to its page; `told` has the words.
export function lines(dot, told) {
  const address = dot.getAttribute("href");
  if ("own" in dot.dataset) { return [line(address, [told.open], "")]; }
  return found(address, dot.dataset.of && new Set(dot.dataset.of.split(" "))).then(
    (there) => [...there, line(address, [told.more], "")],
    () => [line(address, [told.more], told.failed)],
  );
}
