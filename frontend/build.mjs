// Compiles the theme and the one script into bimer/ui/static/ui, whose files are committed:
// whoever runs the system needs no Node.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const target = path.join(here, "..", "bimer", "ui", "static", "ui");
mkdirSync(path.join(target, "fonts"), { recursive: true });

for (const name of ["portal", "desk"]) {
  const { css } = sass.compile(path.join(here, "styles", `${name}.scss`), {
    style: "compressed",
    loadPaths: [path.join(modules, "govuk-frontend", "dist"), modules],
    quietDeps: true,
  });
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: ["chrome90", "safari14"] });
  writeFileSync(path.join(target, `${name}.css`), code);
}

await esbuild.build({
  entryPoints: [path.join(here, "scripts", "ui.js")],
  outfile: path.join(target, "ui.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
  banner: { js: "/* With govuk-frontend, accessible-autocomplete and preact (MIT): see THIRD-PARTY-NOTICES.md */" },
});

for (const subset of ["latin", "latin-ext"]) {
  for (const weight of [400, 700]) {
    const name = `public-sans-${subset}-${weight}`;
    const source = path.join(modules, "@fontsource", "public-sans", "files", `${name}-normal.woff2`);
    copyFileSync(source, path.join(target, "fonts", `${name}.woff2`));
  }
}
copyFileSync(path.join(modules, "htmx.org", "dist", "htmx.min.js"), path.join(target, "htmx.min.js"));
copyFileSync(path.join(here, "icon.svg"), path.join(target, "icon.svg"));
