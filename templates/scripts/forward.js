// Sends the reader on with the query and the place in the page, and leaves no step behind for the back button.
// A page knows its counterpart; the page for all other addresses takes what stands below the former base path along.
const { to, below } = document.currentScript.dataset, at = location.pathname;
const path = below === undefined ? "" : at.startsWith(below + "/") ? at.slice(below.length) : "/";
location.replace(to + path + location.search + location.hash);
