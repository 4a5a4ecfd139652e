// The numbers in an answer: hover or focus shows what is quoted, a click shows it in the evidence.
// page.js opens the article at the quote; on a phone the evidence takes the place of the answer.
(() => {
  "use strict";
  const ALONE = matchMedia("(max-width: 900px), (pointer: coarse)");
  const SOON = 110; // milliseconds until the card shows, and until it goes
  let card = null;
  let chip = null;
  let timer = 0;
  let pointed = null; // [turn, number] to be shown once the evidence of that turn is there

  function makeCard() {
    const made = document.createElement("div");
    made.id = "quote-card";
    made.setAttribute("role", "tooltip");
    made.hidden = true;
    made.append(document.createElement("q"), document.createElement("p"));
    made.firstChild.dir = made.lastChild.dir = "auto";
    made.addEventListener("pointerenter", () => clearTimeout(timer));
    made.addEventListener("pointerleave", () => later(hide));
    document.body.append(made);
    return made;
  }

  function later(act) {
    clearTimeout(timer);
    timer = setTimeout(act, SOON);
  }

  function show(at) {
    clearTimeout(timer);
    if (!at.isConnected || !at.dataset.quote) return;
    hide();
    card ??= makeCard();
    chip = at;
    card.firstChild.textContent = at.dataset.quote;
    card.lastChild.textContent = at.dataset.origin;
    card.hidden = false;
    at.setAttribute("aria-describedby", card.id);
    const [spot, size] = [at.getBoundingClientRect(), card.getBoundingClientRect()];
    const left = Math.min(Math.max(spot.left - 24, 8), document.documentElement.clientWidth - size.width - 8);
    const above = spot.top - size.height - 8;
    card.style.left = `${left}px`;
    card.style.top = `${above > 8 ? above : spot.bottom + 8}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (card) card.hidden = true;
    chip?.removeAttribute("aria-describedby");
    chip = null;
  }

  const chipAt = (event) => event.target.closest?.(".cite[data-quote]");
  document.addEventListener("pointerover", (event) => {
    const at = chipAt(event);
    if (at && event.pointerType !== "touch" && at !== chip) later(() => show(at));
  });
  document.addEventListener("pointerout", (event) => { if (chipAt(event)) later(hide); });
  document.addEventListener("focusin", (event) => {
    const at = chipAt(event);
    if (at?.matches(":focus-visible")) show(at);
    else if (chip) hide();
  });
  document.addEventListener("focusout", (event) => { if (chipAt(event)) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("scroll", () => { if (chip && !chip.matches(":focus-visible")) hide(); }, true);

  // the evidence
  function reveal() {
    const [turn, n] = pointed ?? [];
    const panel = document.querySelector("#receipts .of");
    if (!panel || panel.dataset.turn !== turn) return;
    pointed = null;
    const quote = panel.querySelector(`#receipt-${n}`);
    if (!quote) return;
    const box = document.getElementById("evidence");
    if (getComputedStyle(box).overflowY === "auto")
      box.scrollTop += quote.getBoundingClientRect().top - box.getBoundingClientRect().top - 24;
    else quote.scrollIntoView({ block: "start" });
    for (const old of panel.querySelectorAll(".pointed")) old.classList.remove("pointed");
    quote.classList.add("pointed");
    if (ALONE.matches) quote.querySelector("a")?.focus({ preventScroll: true });
  }

  function point(turn, n) {
    pointed = [turn, n];
    const panel = document.querySelector("#receipts .of");
    if (panel?.dataset.turn === turn) reveal();
    else document.querySelector("#past .turn")?.dispatchEvent(
      new CustomEvent("dateline:show", { bubbles: true, detail: { n: Number(turn) } }));
  }

  document.addEventListener("click", (event) => {
    const at = chipAt(event);
    if (!at || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    hide();
    if (ALONE.matches) {
      event.preventDefault();
      event.stopPropagation(); // the article is one more touch away
      document.dispatchEvent(new CustomEvent("dateline:region", { detail: "evidence" }));
    }
    const turn = at.closest("[data-turn]")?.dataset.turn;
    if (turn) point(turn, at.dataset.n);
  }, true);

  new MutationObserver(() => {
    if (pointed) reveal();
    if (chip && !chip.isConnected) hide();
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-turn"],
  });
})();
