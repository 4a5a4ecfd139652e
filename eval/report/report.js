// The page is whole without this: it narrows the list of failures to some words, and opens all.
"use strict";
const tools = document.querySelector("#tools");
if (tools) {
  const words = tools.querySelector("input");
  const all = tools.querySelector("button");
  const told = tools.querySelector("output");
  const failures = [...document.querySelectorAll("#failures details")];
  const narrow = () => {
    const wanted = words.value.trim().toLowerCase();
    let shown = 0;
    for (const one of failures) {
      one.hidden = !one.textContent.toLowerCase().includes(wanted);
      if (!one.hidden) shown += 1;
    }
    for (const kind of document.querySelectorAll("#failures .kind")) {
      kind.hidden = !kind.querySelector("details:not([hidden])");
    }
    told.textContent = wanted ? `${shown} of ${failures.length}` : "";
  };
  words.addEventListener("input", narrow);
  all.addEventListener("click", () => {
    const open = all.getAttribute("aria-pressed") !== "true";
    for (const one of failures) one.open = open;
    all.setAttribute("aria-pressed", String(open));
    all.textContent = open ? "Close all" : "Open all";
  });
  tools.hidden = false;
}
