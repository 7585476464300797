// The one search: an index of names, and an answer to what was typed. No DOM: 404.html, the search page and every page's field use it.

// How well a word of an index suits a word that was typed.
const EXACT = 6, LETTERS = 5, PREFIX = 4, INSIDE = 3, NEARLY = 2, OTHER_MARKS = 1;
// What a text is to its record, and how much it says of it.
const TITLE = 0, NAME = 1, VILLAGE = 2, PERSON = 3, PLACE = 4, SUBJECT = 5, LABEL = 6, MADE_OF = 7, LEAD = 8;
const WORTH = [20, 16, 12, 11, 11, 9, 6, 5, 2], TOGETHER = 30;
// Letters below which a word is taken as it was typed, and those from which it may stand inside another.
const FORGIVEN = 5, INNER = 3;
const MOST_WORDS = 10, FEW = 5;
const TONES = "\u0300\u0301\u0303\u0309\u0323", SHAPES = "\u0302\u0306\u031b";
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// A word as it is compared: its bare letters, what each letter wears (0 for nothing), and the tone, which belongs to the word.
function spelled(word) {
  const marked = word.normalize("NFD");
  let bare = "", shapes = "", tone = 0;
  for (const each of marked) {
    const shape = SHAPES.indexOf(each), sounded = TONES.indexOf(each);
    if (shape >= 0) {
      shapes = shapes.slice(0, -1) + (shape + 1);
    } else if (sounded >= 0) {
      tone = sounded + 1;
    } else if (each < "\u0300" || each > "\u036f") {
      bare += each === "đ" ? "d" : each;
      shapes += each === "đ" ? "4" : "0".repeat(each.length);
    }
  }
  return { bare: bare, shapes: shapes, tone: tone, marked: tone > 0 || /[1-4]/.test(shapes) };
}

function wordsOf(text) {
  return text.normalize("NFC").replace(/[\u200b-\u200f\ufeff\u00ad]/g, "").toLowerCase().replace(/ð/g, "đ").split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
}

// Whether no mark that was typed speaks against the word, where the typed one stands in it from a letter on.
function agrees(typed, word, from) {
  if (typed.tone && typed.tone !== word.tone) { return false; }
  for (let at = 0; at < typed.shapes.length; at += 1) {
    if (typed.shapes[at] !== "0" && typed.shapes[at] !== word.shapes[from + at]) { return false; }
  }
  return true;
}

// Whether one letter more, less, other, or two swapped make one word of the other.
function oneApart(one, other) {
  if (one.length > other.length) { return oneApart(other, one); }
  let from = 0, left = one.length, right = other.length;
  while (from < left && one[from] === other[from]) { from += 1; }
  while (left > from && one[left - 1] === other[right - 1]) { left -= 1; right -= 1; }
  const here = one.slice(from, left), there = other.slice(from, right);
  return here.length + there.length === 1 || (here.length === 1 && there.length === 1) ||
    (here.length === 2 && there.length === 2 && here[0] === there[1] && here[1] === there[0]);
}

function suits(typed, word) {
  if (typed.bare === word.bare) {
    if (!agrees(typed, word, 0)) { return OTHER_MARKS; }
    return typed.tone === word.tone && typed.shapes === word.shapes ? EXACT : LETTERS;
  }
  const at = word.bare.indexOf(typed.bare);
  if (at === 0) { return agrees(typed, word, 0) ? PREFIX : 0; }
  if (at > 0 && typed.bare.length >= INNER) { return agrees(typed, word, at) ? INSIDE : 0; }
  const near = typed.bare.length >= FORGIVEN && Math.abs(typed.bare.length - word.bare.length) < 2 && oneApart(typed.bare, word.bare);
  return near ? NEARLY : 0;
}

function slugOf(title) {
  return wordsOf(title).map(function (word) { return spelled(word).bare; }).join("-").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

// All texts of an index, each once, as numbers of words; and everything that can be found, with the numbers of its texts.
class Texts {
  constructor() {
    this.words = [];
    this.shown = [];
    this.lists = [];
    this.byWord = new Map();
    this.bySpelling = new Map();
    this.byText = new Map();
  }

  word(typed) {
    let number = this.byWord.get(typed);
    if (number === undefined) {
      const word = spelled(typed), key = word.bare + " " + word.shapes + word.tone;
      number = this.bySpelling.get(key);
      if (number === undefined) {
        number = this.words.push(word) - 1;
        this.bySpelling.set(key, number);
      }
      this.byWord.set(typed, number);
    }
    return number;
  }

  text(shown) {
    let number = this.byText.get(shown);
    if (number === undefined) {
      number = this.lists.push(wordsOf(shown).map(this.word, this)) - 1;
      this.shown.push(shown);
      this.byText.set(shown, number);
    }
    return number;
  }
}

function recordOf(raw, index, texts) {
  const [kind, title, original, slug, code, labels, communes, madeOf, places, values, persons, villages, names, subjects, language] = raw;
  const found = { title: title, language: language, code: code, values: values, fields: [] };
  const add = function (field) { return function (text) { found.fields.push(field, texts.text(text)); }; };
  found.kind = index.kinds[kind][0];
  found.path = index.base + index.kinds[kind][1] + (slug || slugOf(original || title)) + "/";
  found.place = communes.map(function (each) { return index.communes[each][1]; }).join(", ");
  add(TITLE)(title);
  [original].concat(names).filter(Boolean).forEach(add(NAME));
  villages.forEach(add(VILLAGE));
  persons.forEach(function (each) { add(PERSON)(index.records[each][1]); });
  communes.forEach(function (each) { add(PLACE)(index.communes[each][1]); });
  places.forEach(function (each) { add(PLACE)(index.placed[each]); });
  subjects.forEach(add(SUBJECT));
  [found.kind].concat(labels.map(function (each) { return index.labels[each]; })).forEach(add(LABEL));
  if (madeOf) {
    communes.forEach(function (each) { index.communes[each][3].forEach(function (place) { add(MADE_OF)(index.placed[place]); }); });
  }
  return found;
}

function communeOf([name, shown, path, madeOf], index, texts) {
  const fields = [TITLE, texts.text(name), TITLE, texts.text(shown)];
  madeOf.forEach(function (each) { fields.push(PLACE, texts.text(index.placed[each])); });
  return { title: shown, language: "", code: "", values: [], kind: "", place: "", path: index.base + path, fields: fields };
}

function valuesOf(index, texts) {
  const found = [];
  index.facets.forEach(function ([, label, values]) {
    values.forEach(function ([, shown, path]) {
      const fields = [TITLE, texts.text(shown)];
      found.push({ title: shown, language: "", code: "", values: [], kind: label, place: "", path: path && index.base + path, fields: fields });
    });
  });
  return found;
}

// An index that was read, made ready to answer.
export function prepare(index) {
  const texts = new Texts();
  index.placed = index.places.map(function ([name, district]) { return district < 0 ? name : name + ", " + index.districts[district]; });
  const records = index.records.map(function (raw) { return recordOf(raw, index, texts); });
  const gone = index.retired.filter(function ([, record]) { return record < 0; }).map(function ([code, , title]) {
    const path = index.base + "/Q/" + code;
    return { title: title, language: "", code: code, values: [], kind: "", place: "", path: path, fields: [TITLE, texts.text(title)] };
  });
  const communes = index.communes.filter(function (each) { return each[2]; }).map(function (each) { return communeOf(each, index, texts); });
  const values = valuesOf(index, texts);
  const codes = new Map();
  records.concat(gone).forEach(function (each) { if (each.code) { codes.set(each.code, each); } });
  index.retired.forEach(function ([code, record]) {
    if (record >= 0) { codes.set(code, Object.assign({}, records[record], { code: code, path: index.base + "/Q/" + code })); }
  });
  return {
    records: records,
    found: records.concat(gone, communes, values.filter(function (each) { return each.path; })),
    values: values.length,
    codes: codes,
    texts: texts,
    leads: index.leads,
  };
}

function fetched(address) {
  return fetch(address).then(function (reply) {
    if (!reply.ok) { throw new Error(address); }
    return reply.json();
  });
}

export function load(address) {
  return fetched(address).then(prepare);
}

// Lets the index answer from leads too, which are loaded once, the first time.
export function deepen(index) {
  if (!index.deep) {
    index.deep = fetched(index.leads).then(function (leads) {
      leads.forEach(function (lead, number) { if (lead) { index.records[number].fields.push(LEAD, index.texts.text(lead)); } });
    });
  }
  return index.deep;
}

// A code as it was meant: look-alikes put right; "" for what is none, by its check character (Damm over GF(32), x^5 + x^2 + 1).
export function code(typed) {
  const meant = normal(typed);
  let interim = 0;
  if (meant.length !== 5) { return ""; }
  for (let at = 0; at < 4; at += 1) {
    const value = ALPHABET.indexOf(meant[at]);
    if (value < 0) { return ""; }
    interim = (interim ^ value) << 1;
    if (interim & 32) { interim ^= 37; }
  }
  return ALPHABET[interim] === meant[4] ? meant : "";
}

function normal(typed) {
  return typed.normalize("NFC").toUpperCase().replace(/[\s\-–_.]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0").replace(/U/g, "V");
}

// 1 for one character different or two neighbours swapped, 2 for two different or one missing, otherwise far.
function distance(one, other) {
  if (one.length !== other.length) { return one.length > 2 && (one.includes(other) || other.includes(one)) ? 2 : 9; }
  if (oneApart(one, other)) { return 1; }
  return [...one].filter(function (each, at) { return each !== other[at]; }).length;
}

// The records whose codes are most like what was typed.
export function nearest(index, typed, most = FEW) {
  const meant = normal(typed);
  return [...index.codes.keys()].map(function (each) { return [distance(meant, each), each]; })
    .filter(function ([far]) { return far < 3; })
    .sort(function (one, other) { return one[0] - other[0]; })
    .slice(0, most)
    .map(function ([, each]) { return hitOf(index.codes.get(each), each); });
}

function hitOf(found, why) {
  return { path: found.path, title: found.title, language: found.language, kind: found.kind, place: found.place, code: found.code, why: why };
}

// Of each word typed, how well each word of the index suits it, where it suits well enough.
function suiting(index, words, least) {
  return words.map(function (typed) {
    const marks = new Uint8Array(index.texts.words.length);
    index.texts.words.forEach(function (word, number) {
      const mark = suits(typed, word);
      marks[number] = mark >= least ? mark : 0;
    });
    return marks;
  });
}

// What each text answers: the best mark of each word typed, the pairs of neighbours that are neighbours there too, whether it is all.
function matched(index, words, suited) {
  const most = words.length;
  return index.texts.lists.map(function (list) {
    let marks = null, pairs = 0, before = 0;
    for (let at = 0; at < list.length; at += 1) {
      let here = 0;
      for (let word = 0; word < most; word += 1) {
        const mark = suited[word][list[at]];
        if (mark) {
          marks = marks || new Uint8Array(most);
          if (mark > marks[word]) { marks[word] = mark; }
          here |= 1 << word;
          if (word && before >> (word - 1) & 1) { pairs |= 1 << word; }
        }
      }
      before = here;
    }
    const together = pairs === (1 << most) - 2;
    return marks && { marks: marks, pairs: pairs, together: together, begins: most === 1 && suited[0][list[0]] > 0, whole: together && list.length === most };
  });
}

function bits(number) {
  let count = 0;
  for (; number; number &= number - 1) { count += 1; }
  return count;
}

// How well a record answers, or null where a word typed is nowhere in it.
function judged(found, answers, most, marked) {
  const best = new Float64Array(most), text = new Int32Array(most);
  let pairs = 0, whole = 0, together = false, exact = 0, worth = 0;
  for (let each = 0; each < found.fields.length; each += 2) {
    const field = found.fields[each], answer = answers[found.fields[each + 1]];
    if (answer) {
      pairs |= answer.pairs;
      together = together || answer.together;
      if (answer.whole && field <= NAME) { whole = Math.max(whole, field === TITLE ? 2 : 1); }
      for (let word = 0; word < most; word += 1) {
        const mark = marked ? answer.marks[word] : Math.min(answer.marks[word], LETTERS);
        const value = mark && mark * 100 + WORTH[field] + (answer.together ? TOGETHER : 0) + (answer.begins && field === TITLE ? 1 : 0);
        if (value > best[word]) { best[word] = value; text[word] = each; }
      }
    }
  }
  for (let word = 0; word < most; word += 1) {
    if (!best[word]) { return null; }
    worth += best[word] % 100;
    exact += Math.floor(best[word] / 100);
  }
  const outside = text.find(function (each) { return found.fields[each] !== TITLE; });
  return { found: found, whole: whole, breaks: most - 1 - bits(pairs), together: together, exact: exact, worth: worth, text: outside };
}

function better(one, other) {
  return other.whole - one.whole || one.breaks - other.breaks || other.exact - one.exact || other.worth - one.worth ||
    one.found.title.length - other.found.title.length;
}

// What answers at least so well, the best first.
function found(index, words, least) {
  const answers = matched(index, words, suiting(index, words, least));
  const marked = words.some(function (word) { return word.marked; });
  return index.found.map(function (each) { return judged(each, answers, words.length, marked); }).filter(Boolean).sort(better);
}

// Words that stand together somewhere are not looked for apart as well: of two, at all; of more, with one break more.
function gathered(judgements, words) {
  const breaks = judgements.length ? judgements[0].breaks + (words.length > 2 ? 1 : 0) : 0;
  return judgements.filter(function (each) { return each.whole || each.breaks <= breaks; });
}

function searched(index, words) {
  const exact = gathered(found(index, words, LETTERS), words), known = new Set(exact.map(function (each) { return each.found; }));
  const begun = gathered(found(index, words, PREFIX), words).filter(function (each) { return !known.has(each.found); });
  const both = exact.concat(exact.length ? begun.filter(function (each) { return each.together; }) : begun);
  return both.length ? both : [INSIDE, NEARLY, OTHER_MARKS].reduce(function (before, least) {
    return before.length ? before : gathered(found(index, words, least), words);
  }, []);
}

// What was typed answered: `go`, the path of a code; `hits`, the best first; `count`, of all; `facets`, how many have each value.
export function answer(index, typed, { most = FEW, facets = [] } = {}) {
  const words = wordsOf(typed).slice(0, MOST_WORDS).map(spelled).filter(function (word) { return word.bare; });
  const direct = index.codes.get(code(typed)), counts = new Array(index.values).fill(0);
  let all = words.length ? searched(index, words) : facets.length ? index.records.map(function (each) { return { found: each }; }) : [];
  all = all.filter(function (each) { return facets.every(function (value) { return each.found.values.includes(value); }); });
  all.forEach(function (each) { each.found.values.forEach(function (value) { counts[value] += 1; }); });
  const hits = all.slice(0, most).map(function (each) {
    return hitOf(each.found, each.text === undefined ? "" : index.texts.shown[each.found.fields[each.text + 1]]);
  });
  const coded = hits.length || !/^\s*[0-9a-z]{4,6}\s*$/i.test(typed) ? hits : nearest(index, typed, most);
  return { go: direct ? direct.path : "", hits: coded, count: Math.max(all.length, coded.length), facets: counts };
}

// The same, from leads too where names answer too little.
export function ask(index, typed, options) {
  const first = answer(index, typed, options);
  if (first.go || first.count >= FEW || !typed.trim()) { return Promise.resolve(first); }
  return deepen(index).then(function () { return answer(index, typed, options); }, function () { return first; });
}
