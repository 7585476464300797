import { copyFileSync, mkdirSync } from "node:fs";
import QRCode from "qrcode";

const TWINS = /<p class="code">([0-9A-Z]{5})<\/p>/;

export default function (config) {
  config.addAsyncFilter("qr", address => QRCode.toString(address, { type: "svg", errorCorrectionLevel: "Q", margin: 4 }));
  config.addCollection("bySlug", api => Object.fromEntries(api.getFilteredByTag("relic").map(relic => [relic.fileSlug, relic])));
  config.on("eleventy.after", ({ results, directories }) => {
    for (const { outputPath, content } of results) {
      const code = TWINS.exec(content)?.[1];
      if (!code) continue;
      mkdirSync(`${directories.output}Q/${code}`, { recursive: true });
      copyFileSync(outputPath, `${directories.output}Q/${code}.html`);
      copyFileSync(outputPath, `${directories.output}Q/${code}/index.html`);
    }
  });
  return { dir: { output: "site" }, markdownTemplateEngine: false, htmlTemplateEngine: false, templateFormats: ["md", "njk"] };
}
