// <input data-suggest="/address" data-suggest-value="name_id">: asks /address?q=… for [{id, label, detail}]
// and puts the id of the chosen one into the hidden field of that name. Typing on empties it again.
import accessibleAutocomplete from "accessible-autocomplete";
import { words } from "./words.js";

const PAUSE = 180;
const LEAST = 2;

export function suggestions() {
  document.querySelectorAll("input[data-suggest]").forEach(attach);
}

function attach(input) {
  const hidden = input.form?.elements.namedItem(input.dataset.suggestValue);
  const { id, name, value } = input;
  const describedBy = input.getAttribute("aria-describedby");
  const invalid = input.getAttribute("aria-invalid");
  const place = document.createElement("div");
  place.className = "suggest";
  input.replaceWith(place);
  accessibleAutocomplete({
    element: place,
    id,
    name,
    defaultValue: value,
    inputClasses: input.className,
    minLength: LEAST,
    confirmOnBlur: false,
    displayMenu: "overlay",
    source: asking(input.dataset.suggest),
    templates: { inputValue: (found) => found?.label ?? "", suggestion: line },
    onConfirm: (found) => choose(hidden, found),
    tNoResults: words.noResults,
    tStatusQueryTooShort: words.tooShort,
    tStatusNoResults: words.noResults,
    tStatusSelectedOption: words.chosen,
    tStatusResults: words.results,
    tAssistiveHint: () => words.assist,
  });
  const box = place.querySelector("input");
  box.autocomplete = "off";
  if (invalid) {
    box.setAttribute("aria-invalid", invalid);
  }
  if (describedBy) {
    box.setAttribute("aria-describedby", `${describedBy} ${box.getAttribute("aria-describedby") ?? ""}`.trim());
  }
  box.addEventListener("input", () => choose(hidden, null));
}

function choose(hidden, found) {
  if (!hidden || found === undefined) {
    return;
  }
  hidden.value = found ? String(found.id) : "";
  hidden.dispatchEvent(new Event("change", { bubbles: true }));
}

function asking(address) {
  let timer;
  let running;
  return (query, show) => {
    clearTimeout(timer);
    running?.abort();
    timer = setTimeout(async () => {
      running = new AbortController();
      try {
        show(await ask(address, query, running.signal));
      } catch (error) {
        if (error.name !== "AbortError") {
          show([]);
        }
      }
    }, PAUSE);
  };
}

async function ask(address, query, signal) {
  const url = new URL(address, location.href);
  url.searchParams.set("q", query);
  const answer = await fetch(url, { signal, headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : [];
}

function line(found) {
  const detail = found.detail ? `<span class="suggest-detail">${escaped(found.detail)}</span>` : "";
  return `<span class="suggest-label">${escaped(found.label)}</span>${detail}`;
}

function escaped(text) {
  const node = document.createElement("span");
  node.textContent = text;
  return node.innerHTML;
}
