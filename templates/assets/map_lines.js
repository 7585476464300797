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
// What a page of a commune's lists, and whether that goes on; where a dot names some, only those, from as many pages as it takes.
async function found(address, wanted) {
  const answer = await fetch(address);
  if (!answer.ok) { throw answer; }
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text.slice(text.indexOf("<main")), "text/html");  // Its style sheet is not in this page's policy.
  const there = records(page), after = page.querySelector(".pages [rel=next]");
  if (!wanted) { return { there: there, further: after }; }
  const named = there.filter((each) => wanted.delete(each.firstChild.getAttribute("href")));
  return { there: wanted.size && after ? [...named, ...(await found(after.getAttribute("href"), wanted)).there] : named };
}

// What a dot stands for, and the way to its page; `told` has the words.
export function lines(dot, told) {
  const address = dot.getAttribute("href"), { of, own } = dot.dataset;
  if (dot.matches(".pin") && !of) { return [line(address, [own === undefined ? told.more : told.open], "")]; }
  return found(address, of && new Set(of.split(" "))).then(
    ({ there, further }) => [...there, line(address, [told.more], further ? told.further : "")],
    () => [line(address, [told.more], told.failed)],
  );
}
