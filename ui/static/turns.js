// Under each answer: change the question, ask it again, copy it with its sources, share it.
(() => {
  "use strict";

  function made(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function again(from, how, question = "") {
    const turns = document.querySelectorAll("#past .turn");
    const turn = from.closest(".turn") ?? turns[turns.length - 1];
    const detail = { n: Number(turn.dataset.turn), how, question };
    turn.dispatchEvent(new CustomEvent("dateline:again", { bubbles: true, detail }));
  }

  function edit(button) {
    const turn = button.closest(".turn");
    const said = turn.querySelector(".question");
    if (turn.querySelector(".edit")) return;
    const field = made("textarea", { name: "question", rows: "1", maxlength: "2000", dir: "auto", "aria-label": "Your question, changed" });
    const keep = made("button", { type: "button" }, "Cancel");
    const form = made("form", { class: "edit" }, field,
      made("div", { class: "sends" }, made("button", { type: "submit", class: "yes" }, "Ask"), keep));
    field.value = said.textContent;
    const fit = () => {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    };
    const back = () => {
      form.remove();
      said.hidden = false;
      button.focus();
    };
    field.addEventListener("input", fit);
    keep.addEventListener("click", back);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const question = field.value.trim();
      if (!question) return;
      back(); // the server draws over what is here
      again(button, "edit", question);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") back();
      if (event.key === "Enter" && !event.shiftKey && event.target === field && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    said.hidden = true;
    said.after(form);
    fit();
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  function told(button, ...said) {
    const line = button.closest(".tools").querySelector(".told");
    line.replaceChildren(...said);
    return line;
  }

  async function write(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = made("textarea", { class: "unseen" }); // where the page is not from https
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("not allowed");
  }

  async function copy(button) {
    try {
      await write(button.dataset.copy);
      told(button, "Copied, with its sources.");
    } catch {
      told(button, "The browser did not allow that: select the answer and copy it by hand.");
    }
    button.focus({ preventScroll: true });
  }

  async function share(button) {
    const conversation = new URLSearchParams(location.search).get("c") ?? "";
    const n = button.closest(".turn").dataset.turn;
    const path = `/api/conversations/${encodeURIComponent(conversation)}/turns/${n}/share`;
    try {
      const answer = await fetch(path, { method: "POST" });
      const said = await answer.json();
      if (!answer.ok) throw new Error(said.error);
      const revoke = made("button", { type: "button" }, "Take it back");
      revoke.addEventListener("click", () => takeBack(button, said.token));
      told(button, "Whoever has this link can read this answer: ",
        made("a", { href: said.url, target: "_blank" }, new URL(said.url, location.href).href), " ", revoke);
    } catch (error) {
      told(button, `This could not be shared: ${error instanceof TypeError ? "the server cannot be reached" : error.message}.`);
    }
  }

  async function takeBack(button, token) {
    const answer = await fetch(`/api/shares/${encodeURIComponent(token)}`, { method: "DELETE" }).catch(() => null);
    told(button, answer?.ok ? "The link leads nowhere any more." : "That did not work. Try again in a moment.");
    button.focus({ preventScroll: true });
  }

  const ACTS = {
    edit,
    copy,
    share,
    again: (button) => again(button, "again"),
    widen: (button) => again(button, "widen"),
    evidence: () => {
      document.dispatchEvent(new CustomEvent("dateline:region", { detail: "evidence" }));
      document.querySelector("#receipts .card a")?.focus();
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-act]");
    if (button) ACTS[button.dataset.act]?.(button);
  });
})();
