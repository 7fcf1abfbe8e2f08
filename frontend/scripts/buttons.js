// <button data-print> prints the page; <button data-copy="text"> copies the text and says so.
import { words } from "./words.js";

export function printButtons() {
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
}

export function copyButtons() {
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const before = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = before), 4000);
    });
  });
}
