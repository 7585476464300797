// The one search: an index of names, and an answer to what was typed. No DOM: 404.html, the search page and every page's field use it.

// How well a word of an index suits a word that was typed.
const EXACT = 6, LETTERS = 5, PREFIX = 4, INSIDE = 3, OTHER_MARKS = 2, NEARLY = 1;
// What a text is to its record, and how much it says of it.
const TITLE = 0, NAME = 1, VILLAGE = 2, PERSON = 3, PLACE = 4, SUBJECT = 5, LABEL = 6, MADE_OF = 7, LEAD = 8;
const WORTH = [20, 16, 12, 11, 11, 9, 6, 5, 2], TOGETHER = 30;
// Letters below which a word is taken as it was typed, and those from which it may stand inside another.
const FORGIVEN = 5, INNER = 3;
const MOST_WORDS = 30, WARMING = "di tich", FEW = 5, REMEMBERED = 50;
// Where these stand in a record of the index (disan/pages/search_parts.py).
const COMMUNES = 6, PERSONS = 10, STANDS = 15, POINT = 16;
const TONES = "\u0300\u0301\u0303\u0309\u0323", SHAPES = "\u0302\u0306\u031b";
// The keys of Telex for shapes as those of VNI; the keys of both for tones, each in the order of TONES.
const KEYS = { aa: "a6", ee: "e6", oo: "o6", w: "7" }, TONE_KEYS = "fsxrj21435";
// The letters of the longest abbreviation, and of the longest text that is read.
const ABBREVIATED = 5, LONGEST = 500;
const ROMAN = " . ii iii iv . vi vii viii ix . xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split(" ");
const SPOKEN = { một: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9, mười: 10 };
// Words that join others, without their marks.
const JOINING = new Set("o tai cua va trong the of in at to and".split(" "));
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// A word as it is compared: its bare letters, what each letter wears (0 for nothing), and the tone, which belongs to the word; its letters
// where "ly" is "li"; the number that it is, in figures (15, 15th, XV) or however it is said.
export function spelled(word) {
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
  const sound = bare.replace(/([hklmnrstv]|qu)y$/, "$1i"), figure = figureOf(bare);
  const spelling = { bare: bare, shapes: shapes, tone: tone, marked: tone > 0 || /[1-4]/.test(shapes), sound: sound };
  return Object.assign(spelling, { figure: figure, number: figure || SPOKEN[word] || 0, loose: false });
}

function figureOf(bare) {
  const [, digits] = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(bare) || [];
  return digits ? Number(digits) : Math.max(0, ROMAN.indexOf(bare));
}

export function wordsOf(text) {
  const plain = text.normalize("NFC").replace(/[\u200b-\u200f\ufeff\u00ad]/g, "").toLowerCase().replace(/ð/g, "đ");
  return plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
}

// A word as it was meant whose keys nothing has put together: "ddoongf" and "d9o6ng2" are "đồng".
function keyed(word) {
  return word.replace(/aa|ee|oo|w/g, function (keys) { return KEYS[keys]; })
    .replace(/([aeiouyâêôăơư][a-z\d]*?)([fsxrj1-5])/, function (_, rest, key) { return rest + TONES[TONE_KEYS.indexOf(key) % 5]; })
    .replace(/([aeo])([^aeo6]*)6/g, "$1\u0302$2")
    .replace(/([aou])([^aou78]*)[78]/g, function (_, sound, rest) { return sound + (sound === "a" ? "\u0306" : "\u031b") + rest; })
    .replace(/^d([^9d]*)[9d]/, "đ$1");
}

// Whether no mark that was typed speaks against the word, where the typed one stands in it from a letter on.
export function agrees(typed, word, from) {
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
  if (typed.sound === word.sound) {
    if (!agrees(typed, word, 0)) { return OTHER_MARKS; }
    return typed.tone === word.tone && typed.shapes === word.shapes ? EXACT : LETTERS;
  }
  if (typed.loose ? typed.number && typed.number === word.number : typed.figure && typed.figure === word.figure) { return PREFIX; }
  const at = word.bare.indexOf(typed.bare);
  if (at === 0) { return agrees(typed, word, 0) ? PREFIX : 0; }
  if (at > 0 && typed.bare.length >= INNER) { return agrees(typed, word, at) ? INSIDE : 0; }
  const near = typed.bare.length >= FORGIVEN && Math.abs(typed.bare.length - word.bare.length) < 2 && oneApart(typed.bare, word.bare);
  return near ? NEARLY : 0;
}

function bareOf(words) { return words.map(function (word) { return spelled(word).bare; }).join(" "); }

function slugOf(title) {
  return bareOf(wordsOf(title)).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

// All texts of an index as numbers of words: those of a text stand in `flat` from its place in `starts` to the next one's.
class Texts {
  constructor() {
    this.words = [];
    this.flat = [];
    this.starts = [0];
    this.shown = [];
    this.byWord = new Map();
    this.bySpelling = new Map();
    this.suiting = new Map();
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

  // The number of a text.
  add(shown) {
    for (const word of wordsOf(shown)) { this.flat.push(this.word(word)); }
    this.starts.push(this.flat.length);
    return this.shown.push(shown) - 1;
  }

  // What `of` makes of the words of each of the first texts, together; made once under its name.
  runs(name, count, of) {
    this[name] = this[name] || this.shown.slice(0, count).map((_, text) => {
      return this.flat.slice(this.starts[text], this.starts[text + 1]).map(word => of(this.words[word].bare)).join("");
    });
    return this[name];
  }

  // How well each word suits a typed one; the words of an earlier query, of which one is typed on, are not compared again.
  suited(typed) {
    const key = typed.bare + " " + typed.shapes + typed.tone + typed.loose;
    let marks = this.suiting.get(key);
    if (!marks || marks.length !== this.words.length) {
      marks = new Uint8Array(this.words.length);
      for (let number = 0; number < marks.length; number += 1) { marks[number] = suits(typed, this.words[number]); }
      if (this.suiting.size > REMEMBERED) { this.suiting.clear(); }
      this.suiting.set(key, marks);
    }
    return marks;
  }
}

function tableOf(shared, texts) {
  return shared.map(function (each) { return texts.add(each); });
}

// What can be found: its title, and its texts, each after what it is to it. A record's path and place wait for a hit.
function recordOf(raw, tables, texts) {
  const [kind, title, original, , code, labels, communes, madeOf, places, values, , villages, names, subjects, language] = raw;
  const fields = [TITLE, texts.add(title)];
  function add(field, numbers, table) {
    for (const each of numbers) { if (table[each] >= 0) { fields.push(field, table[each]); } }
  }
  function tell(field, own) { for (const each of own) { fields.push(field, texts.add(each)); } }
  if (original) { tell(NAME, [original]); }
  tell(NAME, names);
  tell(VILLAGE, villages);
  add(PLACE, communes, tables.communes);
  add(PLACE, communes, tables.vietnamese);
  add(PLACE, places, tables.places);
  tell(SUBJECT, subjects);
  fields.push(LABEL, tables.kinds[kind]);
  add(LABEL, labels, tables.labels);
  add(LABEL, values, tables.values);
  if (madeOf) { for (const each of communes) { add(MADE_OF, tables.madeOf[each], tables.places); } }
  return { raw: raw, title: title, language: language, code: code, kind: "", path: "", values: values, fields: fields };
}

function other(title, kind, path, code, fields) {
  return { raw: null, title: title, language: "", code: code, kind: kind, path: path, values: [], fields: fields };
}

// An index that was read, made ready to answer.
export function prepare(index) {
  const texts = new Texts(), places = index.places.map(function ([name, district]) {
    return district < 0 ? name : name + ", " + index.districts[district];
  });
  const values = [].concat(...index.facets.map(function ([, label, each]) { return each.map(function (value) { return [label, ...value]; }); }));
  const tables = {
    kinds: tableOf(index.kinds.map(function ([name]) { return name; }), texts),
    labels: tableOf(index.labels, texts),
    communes: tableOf(index.communes.map(function ([, shown]) { return shown; }), texts),
    vietnamese: index.communes.map(function ([, , , , other]) { return other ? texts.add(other) : -1; }),
    places: tableOf(places, texts),
    values: values.map(function ([, , shown, heading]) { return heading ? texts.add(shown) : -1; }),
    madeOf: index.communes.map(function ([, , , each]) { return each; }),
  };
  const records = index.records.map(function (raw) { return recordOf(raw, tables, texts); });
  records.forEach(function (each) { for (const person of each.raw[PERSONS]) { each.fields.push(PERSON, records[person].fields[1]); } });
  const found = records.slice(), codes = new Map();
  records.forEach(function (each) { if (each.code) { codes.set(each.code, each); } });
  index.retired.forEach(function ([code, record, title]) {
    const path = index.base + "/Q/" + code, to = record < 0 ? other(title, "", path, code, [TITLE, texts.add(title)]) : records[record];
    if (record < 0) { found.push(to); } else if (title) { to.fields.push(NAME, texts.add(title)); }
    codes.set(code, Object.assign({}, to, { code: code, path: path }));
  });
  const called = index.facets.find(function ([identifier]) { return identifier === "commune"; });
  index.communes.forEach(function ([name, shown, path, madeOf], number) {
    const fields = [TITLE, texts.add(name), TITLE, tables.communes[number]];
    if (tables.vietnamese[number] >= 0) { fields.push(NAME, tables.vietnamese[number]); }
    for (const each of madeOf) { fields.push(MADE_OF, tables.places[each]); }
    found.push(other(shown[0].toUpperCase() + shown.slice(1), called ? called[1] : "", index.base + path, "", fields));
  });
  values.forEach(function ([label, , , heading, path], number) {
    if (path) { found.push(other(heading, label, index.base + path, "", [TITLE, texts.add(heading), TITLE, tables.values[number]])); }
  });
  const keys = index.facets.flatMap(function ([facet, , each]) { return each.map(function ([value]) { return facet + "/" + value; }); });
  const known = { from: index, records: records, found: found, values: keys, codes: codes, texts: texts };
  const [former = 0] = tables.places;
  Object.assign(known, { named: texts.shown.length, leads: index.leads, former: former, formerEnd: former + tables.places.length });
  answer(known, WARMING);  // What has run is compiled, so that the first letter is answered as fast as those after it.
  return known;
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

// Lets the index answer from leads too, which are loaded once, the first time; after a failure, again.
export function deepen(index) {
  if (!index.deep) {
    index.deep = fetched(index.leads).then(function ({ order, leads }) {
      if (order !== index.from.order) { throw new Error(index.leads); }  // Of another build: its numbers mean other records.
      leads.forEach(function (lead, number) { if (lead) { index.records[number].fields.push(LEAD, index.texts.add(lead)); } });
    }).catch(function (away) { index.deep = null; throw away; });
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
  return typed.normalize("NFC").toUpperCase().replace(/[\s\u200b\ufeff\-‐‑–—_.]/g, "")
    .replace(/[IL]/g, "1").replace(/O/g, "0").replace(/U/g, "V");
}

// 1 for one character different, missing or too many or two neighbours swapped, 2 for two different or some missing, otherwise far.
function distance(one, other) {
  if (oneApart(one, other)) { return 1; }
  if (one.length !== other.length) { return one.length > 2 && (one.includes(other) || other.includes(one)) ? 2 : 9; }
  return [...one].filter(function (each, at) { return each !== other[at]; }).length;
}

// The records whose codes are most like what was typed.
export function nearest(index, typed, most = FEW) {
  const meant = normal(typed);
  return [...index.codes.keys()].map(function (each) { return [distance(meant, each), each]; })
    .filter(function ([far]) { return far < 3; })
    .sort(function (one, other) { return one[0] - other[0]; })
    .slice(0, most)
    .map(function ([, each]) { return hitOf(index, index.codes.get(each), each); });
}

function hitOf(index, found, why) {
  const raw = found.raw, from = index.from;
  const kind = raw ? from.kinds[raw[0]] : [found.kind], slug = raw && (raw[3] || slugOf(raw[2] || raw[1]));
  const place = raw ? raw[COMMUNES].map(function (each) { return from.communes[each][1]; }).join(", ") : "";
  const path = found.path || from.base + kind[1] + slug + "/";
  return { path: path, title: found.title, language: found.language, kind: kind[0], place: place, code: found.code, why: why };
}

// What stands in one place, and where: its own point, else its communes'; `hit` tells the rest of it.
export function places(index) {
  return index.records.filter(function (each) { return each.raw[STANDS]; }).map(function (each) {
    const own = each.raw[POINT], around = each.raw[COMMUNES].map(function (commune) { return index.from.communes[commune][5]; });
    return { pinpointed: own.length > 0, points: own.length ? [own] : around, hit: function () { return hitOf(index, each, ""); } };
  });
}

// What each text answers: the best mark of each word typed, and the pairs of neighbours that are neighbours there too. Of leads, which
// come behind the `named` texts, whole words alone.
function matched(texts, named, count, suited, least) {
  const most = suited.length, flat = texts.flat, starts = texts.starts;
  const marks = new Uint8Array(count * most), pairs = new Int32Array(count);
  const there = new Int32Array(count), begun = new Int32Array(count);
  for (let text = 0; text < count; text += 1) {
    const floor = text < named ? least : Math.max(least, LETTERS);
    let before = 0;
    for (let at = starts[text]; at < starts[text + 1]; at += 1) {
      let here = 0;
      for (let word = 0; word < most; word += 1) {
        const mark = suited[word][flat[at]];
        if (mark >= floor) {
          here |= 1 << word;
          if (mark > marks[text * most + word]) { marks[text * most + word] = mark; }
        }
      }
      if (here) {
        if (at === starts[text]) { begun[text] = here; }
        there[text] |= here;
        pairs[text] |= before << 1 & here;
      }
      before = here;
    }
  }
  return { marks: marks, pairs: pairs, there: there, begun: begun, most: most, all: (1 << most) - 2, starts: starts };
}

function bits(number) {
  let count = 0;
  for (; number; number &= number - 1) { count += 1; }
  return count;
}

// How well something answers, the more the better: all of a title, words together, exact words, what they stand in, a short title.
// Null where a word typed is nowhere in it.
function judged(found, answers, marked, best, text) {
  const most = answers.most, fields = found.fields;
  let pairs = 0, there = 0, whole = 0, together = false, byLead = false, exact = 0, worth = 0, outside = -1;
  for (let each = 1; each < fields.length; each += 2) { there |= answers.there[fields[each]]; }
  if (there !== (1 << most) - 1) { return null; }
  best.fill(0);
  for (let each = 0; each < fields.length; each += 2) {
    const field = fields[each], number = fields[each + 1], own = answers.pairs[number], all = own === answers.all;
    if (!answers.there[number]) { continue; }
    pairs |= own;
    for (let word = 0; word < most; word += 1) {
      let mark = answers.marks[number * most + word];
      if (mark) {
        if (!marked && mark > LETTERS) { mark = LETTERS; }
        const first = most === 1 && field === TITLE && answers.begun[number];
        const value = mark * 100 + WORTH[field] + (all ? TOGETHER : bits(own)) + (first ? 1 : 0);
        if (value > best[word]) { best[word] = value; text[word] = each; }
        if (all) {
          together = true;
          if (field <= NAME && answers.starts[number + 1] - answers.starts[number] === most) { whole = Math.max(whole, 2 - field); }
        }
      }
    }
  }
  for (let word = 0; word < most; word += 1) {
    worth += best[word] % 100;
    exact += Math.floor(best[word] / 100);
    byLead = byLead || fields[text[word]] === LEAD;
    if (outside < 0 && fields[text[word]] !== TITLE) { outside = fields[text[word] + 1]; }
  }
  const breaks = most - 1 - bits(pairs), short = 255 - Math.min(255, found.title.length);
  const score = (((whole * 32 + 31 - breaks) * 256 + exact) * 2048 + worth) * 256 + short;
  return { found: found, whole: whole, breaks: breaks, together: together, byLead: byLead, text: outside, score: score };
}

// What answers at least so well, the best first.
function found(index, words, least) {
  const suited = words.map(function (typed) { return index.texts.suited(typed); });
  if (!suited.every(function (marks) { return marks.some(function (mark) { return mark >= least; }); })) { return []; }
  const count = index.leadless ? index.named : index.texts.shown.length, answers = matched(index.texts, index.named, count, suited, least);
  const best = new Float64Array(words.length), text = new Int32Array(words.length);
  const marked = words.some(function (word) { return word.marked; }), judgements = [];
  for (const each of index.found) {
    const judgement = judged(each, answers, marked, best, text);
    if (judgement) { judgements.push(judgement); }
  }
  return judgements.sort(function (one, other) { return other.score - one.score; });
}

// Words that stand together in some name are not looked for apart as well.
function gathered(judgements) {
  const byName = judgements.filter(function (each) { return !each.byLead; });
  const breaks = (byName.length ? byName : judgements).reduce(function (least, each) { return Math.min(least, each.breaks); }, MOST_WORDS);
  return judgements.filter(function (each) { return each.breaks <= breaks; });
}

// What has a name that is typed without its blanks, or with too many: dongloc, K 130.
function joined(index, words) {
  const typed = words.map(function (word) { return word.bare; }).join(""), texts = index.texts;
  if (typed.length < FORGIVEN && words.length < 2) { return []; }
  const named = texts.runs("joined", index.named, function (bare) { return bare; });
  return index.found.filter(function (each) {
    return each.fields.some(function (text, at) { return at % 2 && each.fields[at - 1] < LABEL && named[text].includes(typed); });
  }).map(function (each) { return { found: each, text: -1, titled: named[each.fields[1]].includes(typed) }; }).sort(function (one, other) {
    return other.titled - one.titled || one.found.title.length - other.found.title.length;
  });
}

// Words that stand together in names, with no sign between them, and have these initials: those that do so most often first.
function initialed(index, initials) {
  const first = function (bare) { return bare[0]; }, all = index.texts.runs("initials", index.named, first), counts = new Map();
  all.forEach(function (each, text) {
    for (const piece of each.includes(initials) ? index.texts.shown[text].split(/[^\p{L}\p{M}\p{N}\s]+/u).map(wordsOf) : []) {
      const at = piece.map(function (word) { return first(spelled(word).bare); }).join("").indexOf(initials);
      const name = piece.slice(at, at + initials.length).join(" ");
      if (at >= 0) { counts.set(name, (counts.get(name) || 0) + 1); }
    }
  });
  return [...counts.keys()].sort(function (one, other) { return counts.get(other) - counts.get(one); }).slice(0, FEW)
    .map(function (name) { return wordsOf(name).map(spelled); });
}

// What has a name that was typed with abbreviations, TP Hà Tĩnh, NVH TDP Phong Giang: one after the other, each as what is found with all
// words that are plain by then.
function unabbreviated(index, words) {
  const plain = words.map(function (typed) {
    const short = typed.bare.length > 1 && typed.bare.length <= ABBREVIATED;
    return short && !index.texts.words.some(function (word) { return word.bare.startsWith(typed.bare); }) ? [] : [typed];
  });
  const short = words.filter(function (_, at) { return !plain[at].length; });
  let hits = [];
  return short.length <= FEW && short.every(function (typed) {
    const at = words.indexOf(typed);
    return initialed(index, typed.bare).some(function (meant) {
      plain[at] = meant;
      hits = named(index, plain.flat().slice(0, MOST_WORDS));
      return hits.length;
    });
  }) ? hits : [];
}

// What has these words in its names or its lead, or words that begin so.
function named(index, words) {
  const exact = gathered(found(index, words, LETTERS)), known = new Set(exact.map(function (each) { return each.found; }));
  const begun = gathered(found(index, words, PREFIX)).filter(function (each) { return !known.has(each.found); });
  return exact.concat(exact.length ? begun.filter(function (each) { return each.together; }) : begun);
}

// Whether the index has such a word, which no key has changed then: "temple" of "temple cuir".
function there(index, word) { return index.texts.suited(word).some(function (mark) { return mark >= LETTERS; }); }

// A word that means its number however that is said: "ngã 3" is "ngã ba".
function loose(word) { return Object.assign({}, word, { loose: true }); }

// What was typed without the province's name behind it, which all places here could have: "đền Củi, tỉnh Hà Tĩnh".
function withoutProvince(index, typed) {
  const [bare, name] = [typed, wordsOf(index.from.province)].map(bareOf);
  const [behind] = new RegExp(`(?: tinh| in)? ${name}(?: province)?$`).exec(bare) || [""];
  return typed.slice(0, typed.length - wordsOf(behind).length);
}

function searched(index, typed) {
  const all = understood(index, typed), fewer = withoutProvince(index, typed);
  return fewer.length === typed.length || all.some(function (each) { return each.together; }) ? all : understood(index, fewer);
}

// Each way of understanding what was typed, as long as those before it have found nothing.
function understood(index, typed) {
  const words = typed.map(spelled), telling = words.filter(function ({ bare }) { return !JOINING.has(bare); });
  const ways = [
    function () { return named(index, words); },
    function () { return named(index, words.map(function (word, at) { return there(index, word) ? word : spelled(keyed(typed[at])); })); },
    function () { return words.some(function ({ number }) { return number; }) ? named(index, words.map(loose)) : []; },
    function () { return telling.length && telling.length < words.length ? named(index, telling) : []; },
    function () { return unabbreviated(index, words); },
    function () { return gathered(found(index, words, INSIDE)); },
    function () { return joined(index, words); },
    function () { return gathered(found(index, words, OTHER_MARKS)); },
    function () { return gathered(found(index, words, NEARLY)); },
  ];
  return ways.reduce(function (before, way) { return before.length ? before : way(); }, []);
}

// What has the code that was typed, alone or among words, as in an address.
function coded(index, typed) {
  return [typed, ...wordsOf(typed)].map(function (each) { return index.codes.get(code(each)); }).find(Boolean);
}

// What was typed, of an address its last part: "SX25R" of https://…/Q/SX25R?from=x.
function partOf(typed) {
  return typed.slice(0, LONGEST).normalize("NFKC").trim()
    .replace(/^(?:\w+:\/\/[^\s?#]*|[^\s?#]*\/q)\/([^\s/?#]+?)(?:\.html)?\/?(?:[?#]\S*)?$/i, "$1");
}

// What was typed answered: `go`, the path of a code; `hits`, the best first; `count`, of all; `facets`, how many have each value. Values are
// named by their facet and themselves, as in "century/c15".
export function answer(known, whole, { most = FEW, facets = [], leadless = false } = {}) {
  const index = Object.assign({}, known, { leadless: leadless }), typed = partOf(whole);
  const words = wordsOf(typed).filter(function (word) { return spelled(word).bare; }).slice(0, MOST_WORDS), direct = coded(index, typed);
  const wanted = facets.map(function (value) { return index.values.indexOf(value); }), counts = {};
  const everything = wanted.length ? index.records.map(function (each) { return { found: each, text: -1 }; }) : [];
  let all = words.length ? searched(index, words) : everything;
  if (direct) { all = [{ found: direct, text: -1 }, ...all.filter(function (each) { return each.found !== direct; })]; }
  all = all.filter(function (each) { return wanted.every(function (value) { return each.found.values.includes(value); }); });
  all.forEach(function (each) {
    each.found.values.forEach(function (value) { counts[index.values[value]] = (counts[index.values[value]] || 0) + 1; });
  });
  const hits = all.slice(0, most).map(function (each) {
    const hit = hitOf(index, each.found, each.text >= 0 ? index.texts.shown[each.text] : each.found === direct ? direct.code : "");
    return Object.assign(hit, { former: each.text >= index.former && each.text < index.formerEnd });
  });
  const shown = hits.length || !/^[\s-]*([0-9a-z][\s-]*){4,6}$/i.test(typed) ? hits : nearest(index, typed, most);
  return { go: direct ? hitOf(index, direct, "").path : "", hits: shown, count: Math.max(all.length, shown.length), facets: counts };
}

// The same, from leads too where names answer too little, and there alone.
export function ask(index, typed, options) {
  const first = answer(index, typed, Object.assign({}, options, { leadless: true }));
  if (first.go || first.count >= FEW || !typed.trim()) { return Promise.resolve(first); }
  return deepen(index).then(function () { return answer(index, typed, options); }, function () { return first; });
}
