// The forms speak the site's language until somebody chooses another one in them. The program takes the browser's languages for
// words that it has, and where it has none it asks for them without end: so it is told of those that stand beside it, and no other.
const SETTINGS = "sveltia-cms.prefs";
const languages = [...new Set([document.documentElement.lang, "vi", "en"])];
Object.defineProperty(navigator, "languages", { value: languages });
Object.defineProperty(navigator, "language", { value: languages[0] });
if (!localStorage.getItem(SETTINGS)) {
  localStorage.setItem(SETTINGS, JSON.stringify({ locale: languages[0] }));
}
const { init } = await import("./sveltia/npm/index.js");
init();
