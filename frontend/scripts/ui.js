// What makes pages quicker to use. Every page works without it.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import { autosave } from "./autosave.js";
import { copyButtons, printButtons } from "./buttons.js";
import { rows } from "./rows.js";
import { suggestions } from "./suggest.js";
import { words } from "./words.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(Button, { preventDoubleClick: true });
createAll(CharacterCount, { i18n: words.counter });
createAll(Checkboxes);
createAll(ErrorSummary);
createAll(Radios);
for (const start of [suggestions, autosave, rows, printButtons, copyButtons]) {
  start();
}
