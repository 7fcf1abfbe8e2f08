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
  const wait = { isOn: false };
  const nothing = () => (wait.isOn ? words.searching() : words.noResults());
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
    source: asking(input.dataset.suggest, wait),
    templates: { inputValue: (found) => found?.label ?? "", suggestion: line },
    onConfirm: (found) => choose(hidden, found),
    tNoResults: nothing,
    tStatusQueryTooShort: words.tooShort,
    tStatusNoResults: nothing,
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

// While the answer is on its way there is nothing to show, but "nothing found" would be untrue.
function asking(address, wait) {
  let timer;
  let running;
  return (query, show) => {
    clearTimeout(timer);
    running?.abort();
    wait.isOn = true;
    timer = setTimeout(async () => {
      running = new AbortController();
      try {
        const found = await ask(address, query, running.signal);
        wait.isOn = false;
        show(found);
      } catch (error) {
        if (error.name !== "AbortError") {
          wait.isOn = false;
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
