// “Near me”: asks for the position when tapped and not before, and reckons on this device from the site's own index. Nothing is sent.
import { load, places } from "./search.js";

const MOST = 12, WAIT = 20000, KM_PER_DEGREE = 111.2, language = document.documentElement.lang;
let index = null;

function filled(text, values) { return text.replace(/\{(\w+)\}/g, (whole, name) => values[name]); }
// No finer than it is worth: fifty metres below a kilometre, a hundred below ten.
function distance(told, kilometres) {
  if (kilometres < 0.975) { return filled(told.metres, { number: Math.max(50, 50 * Math.round(kilometres * 20)).toLocaleString(language) }); }
  const number = kilometres < 9.95 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres);
  return filled(told.kilometres, { number: number.toLocaleString(language) });
}
function between([south, west], [north, east]) {
  return Math.hypot(north - south, (east - west) * Math.cos(south * Math.PI / 180)) * KM_PER_DEGREE;
}

function line(told, { place, far }) {
  const item = document.createElement("li"), anchor = document.createElement("a"), title = document.createElement("span"), small = document.createElement("small");
  const hit = place.hit();
  anchor.href = hit.path;
  title.textContent = hit.title;
  title.lang = hit.language;
  small.textContent = filled(place.pinpointed ? told.place : told.commune, { commune: hit.place, distance: distance(told, far) });
  anchor.append(title, small);
  item.append(anchor);
  return item;
}
// The nearest, and the sentence above them.
function nearest(told, { latitude, longitude, accuracy }, found) {
  const here = [latitude, longitude], there = places(found).filter((place) => place.points.length);
  const near = there.map((place) => ({ place: place, far: Math.min(...place.points.map((point) => between(here, point))) }));
  const lines = near.sort((one, other) => one.far - other.far).slice(0, MOST).map((each) => line(told, each));
  return { lines: lines, said: filled(told.found, { count: lines.length, accuracy: distance(told, accuracy / 1000) }) };
}
function inside(told, { latitude, longitude }) {
  const [south, west, north, east] = told.bounds.split(" ").map(Number);
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

// Asks, and shows in the section what is near, or why that cannot be told.
export function tell(section) {
  const told = section.dataset, list = section.querySelector("ol"), state = section.querySelector("[role=status]");
  function say(text) { state.textContent = text; }
  function located({ coords }) {
    if (!inside(told, coords)) { return say(told.outside); }
    index = index || load(told.near);
    return index.then((found) => {
      const { lines, said } = nearest(told, coords, found);
      list.replaceChildren(...lines);
      say(said);
    }).catch(() => {
      index = null;
      say(told.failed);
    });
  }
  list.replaceChildren();
  if (!isSecureContext) { return say(told.insecure); }
  if (!navigator.geolocation) { return say(told.unavailable); }
  say(told.seeking);
  const why = { 1: told.refused, 3: told.timeout };
  return navigator.geolocation.getCurrentPosition(located, ({ code }) => say(why[code] || told.unavailable), { enableHighAccuracy: true, timeout: WAIT });
}
