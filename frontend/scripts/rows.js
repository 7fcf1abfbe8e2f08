// <table data-rows>: j and k walk the rows, Enter opens the first link of the row walked to.
export function rows() {
  const table = document.querySelector("table[data-rows]");
  if (table) {
    document.addEventListener("keydown", (event) => pressed(event, table));
  }
}

function pressed(event, table) {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    walk(table, event.key === "j" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === document.body) {
    table.querySelector("[data-chosen] a")?.click();
  }
}

function walk(table, step) {
  const all = [...table.tBodies].flatMap((body) => [...body.rows]);
  const now = all.findIndex((row) => row.hasAttribute("data-chosen"));
  const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
  if (!next) {
    return;
  }
  all[now]?.removeAttribute("data-chosen");
  next.setAttribute("data-chosen", "");
  next.scrollIntoView({ block: "nearest" });
  next.querySelector("a")?.focus({ preventScroll: true });
}
