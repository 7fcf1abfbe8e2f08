// <form data-still-here="/address">: whoever types for long is not idle; says so every five minutes at the most.
const PAUSE = 5 * 60 * 1000;

document.querySelectorAll("form[data-still-here]").forEach((form) => {
  let said = Date.now();
  form.addEventListener("input", () => {
    if (Date.now() - said < PAUSE) {
      return;
    }
    said = Date.now();
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    fetch(form.dataset.stillHere, { method: "POST", headers: { "X-CSRFToken": token } });
  });
});
