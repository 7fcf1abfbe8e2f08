// <form data-choose-all="words">: a button that ticks every box of the form, and takes the ticks away again.
document.querySelectorAll("form[data-choose-all]").forEach((form) => {
  const boxes = [...form.querySelectorAll("input[name=chosen]")];
  const bar = form.querySelector(".together");
  if (!boxes.length || !bar) {
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button";
  button.textContent = form.dataset.chooseAll;
  button.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    boxes.forEach((box) => (box.checked = !all));
  });
  bar.prepend(button);
});
