// Under each answer: was it right? What a reader says is stored in the library, over
// /api/feedback. The page is drawn anew while a conversation goes on, so what was said, and what
// is being typed, is kept here by answer.
(() => {
  "use strict";
  const THANKS = "Thank you — stored in your library.";
  const FIELDS = [
    ["correction", "What would be right? (optional)", 2],
    ["comment", "What was wrong with it? (optional)", 1],
  ];
  const opinions = new Map(); // by what the server wrote into the page of an answer
  let typing = null; // [answer, name of the field] of the text field that has the focus

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function button(words, attributes, act) {
    const made = element("button", { type: "button", ...attributes }, words);
    made.addEventListener("click", act);
    return made;
  }

  async function send(opinion, about, rating) {
    const body = { ...JSON.parse(about), rating };
    if (opinion.id) body.id = opinion.id;
    if (opinion.wrong?.size) body.wrong = [...opinion.wrong];
    if (rating === "down") for (const [name] of FIELDS) body[name] = opinion[name] || null;
    const request = { method: "POST", headers: { "Content-Type": "application/json" } };
    const answer = await fetch("/api/feedback", { ...request, body: JSON.stringify(body) }).catch(() => {
      throw new Error("the server cannot be reached. Try again in a moment.");
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error);
    opinion.id = said.id;
    opinion.rating = rating;
  }

  // stages: asking, telling (the form is open), thanked
  async function rate(slot, rating, stage) {
    const about = slot.dataset.feedback;
    const opinion = opinions.get(about);
    if (opinion.busy) return;
    opinion.busy = true;
    opinion.error = "";
    try {
      await send(opinion, about, rating);
      opinion.stage = stage;
    } catch (error) {
      opinion.error = `This could not be stored: ${error.message}`;
    }
    opinion.busy = false;
    show(about, true);
  }

  // Each place of this answer, drawn as its opinion stands now
  function show(about, focus) {
    for (const slot of document.querySelectorAll(".feedback")) {
      if (slot.dataset.feedback === about) draw(slot, focus);
    }
  }

  function draw(slot, focus) {
    const about = slot.dataset.feedback;
    if (!opinions.has(about)) opinions.set(about, { stage: "asking", error: "" });
    const opinion = opinions.get(about);
    const mine = slot.contains(document.activeElement) || document.activeElement === document.body;
    const had = slot.querySelector(".line");
    const line = had || element("div", { class: "line", role: "group" }, element("span", { role: "status" }));
    line.setAttribute("aria-label", `Was this right? ${JSON.parse(about).answer.question}`);
    const words = opinion.stage === "thanked" ? THANKS : "Was this right?";
    const status = line.firstChild;
    status.className = opinion.error ? "broken" : "";
    if (status.textContent !== (opinion.error || words)) status.textContent = opinion.error || words;
    line.replaceChildren(status, ...choices(slot, opinion));
    slot.querySelector("form")?.remove();
    if (!had) slot.append(line);
    if (opinion.stage === "telling") slot.append(form(slot, opinion));
    if (focus && mine) focusOn(slot, opinion); // else the reader is elsewhere by now
  }

  function choices(slot, opinion) {
    if (opinion.stage === "thanked") {
      const change = () => {
        opinion.stage = "asking";
        draw(slot, true);
      };
      return [button("Change", { "aria-label": "Change what you said of this answer" }, change)];
    }
    const pressed = (rating) => ({ "aria-pressed": String(opinion.rating === rating) });
    return [
      button("Yes", pressed("up"), () => rate(slot, "up", "thanked")),
      button("No", pressed("down"), () => rate(slot, "down", "telling")),
    ];
  }

  function form(slot, opinion) {
    const fields = FIELDS.map(([name, label, rows]) => {
      const field = element("textarea", { name, rows, maxlength: "2000" });
      field.value = opinion[name] || "";
      field.addEventListener("input", () => { opinion[name] = field.value; });
      return element("label", {}, label, field);
    });
    const close = () => {
      opinion.stage = "thanked"; // that it was not right is stored
      opinion.error = "";
      draw(slot, true);
    };
    const made = element("form", { "aria-label": "What would be right?" }, ...fields,
      element("div", { class: "acts" }, element("button", { type: "submit" }, "Send"),
        button("Skip", {}, close)));
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      rate(slot, "down", "thanked");
    });
    made.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    return made;
  }

  function focusOn(slot, opinion) {
    const first = opinion.stage === "telling" ? "textarea" : "button";
    slot.querySelector(first)?.focus({ preventScroll: true });
    slot.querySelector("form")?.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("focusin", ({ target }) => {
    const slot = target.closest(".feedback");
    typing = slot && target.name ? [slot.dataset.feedback, target.name] : null;
  });

  // "wrong evidence" on a quote beside the answer: of which turn, its panel says
  async function flag(button) {
    const turn = button.closest("[data-turn]")?.dataset.turn;
    const slot = document.querySelector(`#past .turn[data-turn="${CSS.escape(turn ?? "")}"] .feedback`);
    if (!slot) return;
    const about = slot.dataset.feedback;
    const opinion = opinions.get(about);
    if (!opinion || opinion.busy) return;
    const n = Number(button.dataset.wrong);
    const wrong = new Set(opinion.wrong);
    if (!wrong.delete(n)) wrong.add(n);
    const before = opinion.wrong;
    opinion.wrong = wrong;
    await rate(slot, opinion.rating ?? "down", opinion.stage === "asking" ? "thanked" : opinion.stage);
    if (opinion.error) opinion.wrong = before;
    flags();
  }

  // what was flagged before stays so when the evidence is drawn anew
  function flags() {
    for (const button of document.querySelectorAll("#receipts [data-wrong]")) {
      const turn = button.closest("[data-turn]")?.dataset.turn ?? "";
      const slot = document.querySelector(`#past .turn[data-turn="${CSS.escape(turn)}"] .feedback`);
      const pressed = String(Boolean(slot && opinions.get(slot.dataset.feedback)?.wrong?.has(Number(button.dataset.wrong))));
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
      const words = pressed === "true" ? "Flagged as wrong" : "Wrong evidence";
      if (button.textContent !== words) button.textContent = words;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-wrong]");
    if (button) flag(button);
  });

  function look() {
    flags();
    for (const slot of document.querySelectorAll(".feedback:empty")) {
      draw(slot, false);
      const [about, name] = typing || [];
      if (about !== slot.dataset.feedback || document.activeElement !== document.body) continue;
      const field = slot.querySelector(`[name="${name}"]`);
      field?.focus({ preventScroll: true });
      field?.setSelectionRange(field.value.length, field.value.length);
    }
  }

  look();
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
