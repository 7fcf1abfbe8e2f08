// Single keys: whatever has data-key is clicked, "?" shows what there is. Loaded only for who wants them (WCAG 2.1.4).
const dialog = document.getElementById("keys");
const named = () => [...document.querySelectorAll("[data-key]:not([hidden])")];

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open) {
    return;
  }
  if (event.key === "?") {
    dialog.showModal();
    return;
  }
  const chosen = named().find((element) => element.dataset.key === event.key.toLowerCase());
  if (chosen) {
    event.preventDefault();
    chosen.click();
  }
});

const list = dialog.querySelector("dl");
for (const element of named()) {
  const row = document.createElement("div");
  const key = document.createElement("kbd");
  key.textContent = element.dataset.key;
  const term = document.createElement("dt");
  term.append(key);
  const said = document.createElement("dd");
  said.textContent = element.textContent.trim();
  row.append(term, said);
  list.append(row);
}
