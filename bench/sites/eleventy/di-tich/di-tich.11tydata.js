export default { layout: "relic.njk", tags: "relic", permalink: data => `/di-tich/${data.page.fileSlug}/index.html` };
