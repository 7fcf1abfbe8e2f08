// <table data-rows>: j and k walk the rows, Enter opens the first link of the row walked to; inside it arrows walk too.
const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

export function rows() {
  const table = document.querySelector("table[data-rows]");
  if (table) {
    document.addEventListener("keydown", (event) => pressed(event, table));
  }
}

function pressed(event, table) {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
    return;
  }
  // Elsewhere on the page an arrow scrolls, as everywhere.
  const walks = event.key in STEPS && (event.key.length === 1 || table.contains(event.target));
  if (walks) {
    event.preventDefault();
    walk(table, STEPS[event.key]);
  } else if (event.key === "Enter" && event.target === document.body) {
    table.querySelector("[data-chosen] a")?.click();
  }
}

function walk(table, step) {
  const all = [...table.tBodies].flatMap((body) => [...body.rows]);
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  const chosen = all.findIndex((row) => row.hasAttribute("data-chosen"));
  const now = focused < 0 ? chosen : focused;
  const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
  if (!next) {
    return;
  }
  all[chosen]?.removeAttribute("data-chosen");
  next.setAttribute("data-chosen", "");
  next.scrollIntoView({ block: "nearest" });
  next.querySelector("a")?.focus({ preventScroll: true });
}
