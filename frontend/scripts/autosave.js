// <form data-autosave="/address">: sends the form there two seconds after the last key and when the page is left.
// An element inside it with data-autosave-state says how it went.
import { words } from "./words.js";

const PAUSE = 2000;

export function autosave() {
  document.querySelectorAll("form[data-autosave]").forEach(watch);
}

function watch(form) {
  let timer;
  let unsaved = false;
  const state = form.querySelector("[data-autosave-state]");
  const later = () => {
    unsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  const save = async () => {
    clearTimeout(timer);
    if (!unsaved) {
      return;
    }
    unsaved = false;
    say(state, words.saving);
    try {
      const answer = await send(form);
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      say(state, words.saved(new Date().toLocaleTimeString("tr", { hour: "2-digit", minute: "2-digit" }).replace(":", ".")));
    } catch {
      unsaved = true;
      say(state, words.notSaved);
    }
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    unsaved = false;
    clearTimeout(timer);
  });
  addEventListener("online", save);
  addEventListener("pagehide", () => unsaved && send(form, true));
}

function send(form, leaving = false) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) {
    if (value instanceof File) {
      body.delete(name);
    }
  }
  return fetch(form.dataset.autosave, { method: "POST", body, keepalive: leaving, headers: { "X-Autosave": "1" } });
}

function say(state, text) {
  if (state) {
    state.textContent = text;
  }
}
