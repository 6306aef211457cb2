// Comforts only: every page works without this file.
"use strict";

// "/" leads to the search box, as readers of long lists know it.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("input[type=search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Whatever belongs to one attribution lights up together: its words, its number, its note.
const numbers = (element) => element.dataset.of.split(" ");
const light = (event) => {
  const under = event.target.closest?.("[data-of]");
  const wanted = under ? numbers(under) : [];
  // Of sayings within sayings, the one that was said last in the list is the innermost.
  for (const element of document.querySelectorAll("[data-of]")) {
    const shared = numbers(element).some((number) => wanted.includes(number));
    element.classList.toggle("lit", shared && !element.matches(".note"));
  }
};
document.addEventListener("mouseover", light);
document.addEventListener("focusin", light);

// A number opens its note; a browser that reveals what an address names does so by itself.
document.addEventListener("click", (event) => {
  const ref = event.target.closest("a.ref");
  if (!ref) return;
  const body = document.getElementById(ref.hash.slice(1));
  if (body) body.closest("details").open = true;
});
