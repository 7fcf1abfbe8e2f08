// The list last looked at is kept in the tab, by addresses only; the page of one in it links to the next and the one before.
const KEPT = "list";
const rows = [...document.querySelectorAll("table.queue tbody tr")];

if (rows.length) {
  const paths = rows.map((row) => row.querySelector("a")?.pathname).filter(Boolean);
  sessionStorage.setItem(KEPT, JSON.stringify(paths));
}

const paths = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
const here = paths.indexOf(window.location.pathname);
document.querySelectorAll("a[data-walk]").forEach((link) => {
  const path = here < 0 ? undefined : paths[here + Number(link.dataset.walk)];
  if (path) {
    link.href = path;
    link.hidden = false;
  }
});
