// The page Add beside its form: jobs are stopped, feeds watched and removed; what a reader opened
// stays open. What is shown of jobs and feeds comes from the server.
import { $, call, element, look, tell } from "./add_asking.js";

async function watch(form) {
  const said = $("#feed-said");
  const field = form.elements.url;
  try {
    if (!field.value.trim()) throw new Error("name a feed first.");
    const done = await call("POST", "/api/feeds", { url: field.value });
    const words = !done.added ? "This feed is watched already."
      : done.watching ? "Watched from now on." : "Noted. It is polled once watching is on.";
    tell(said, words);
    field.value = "";
    look();
  } catch (error) {
    tell(said, `It is not watched: ${error.message}`, true);
  }
  field.focus();
}

async function forget(url) {
  const said = $("#feed-said");
  try {
    await call("DELETE", `/api/feeds?url=${encodeURIComponent(url)}`);
    tell(said, "Removed; its articles stay. ");
    const undo = element("button", { type: "button" }, "Watch it again");
    undo.addEventListener("click", async () => {
      await call("POST", "/api/feeds", { url }).catch(() => {});
      tell(said, "Watched again.");
      $("#feed-url").focus();
      look();
    });
    said.append(undo);
    undo.focus();
  } catch (error) {
    tell(said, `It could not be removed: ${error.message}`, true);
  }
  look();
}

async function act(button) {
  const { cancel, watching } = button.dataset;
  if (cancel) ending = cancel;
  if (button.dataset.forget) return forget(button.dataset.forget);
  try {
    if (cancel) await call("DELETE", `/api/jobs/${encodeURIComponent(cancel)}`);
    else await call("PUT", "/api/feeds/watching", { on: watching === "on" });
  } catch (error) {
    tell(cancel ? $("#add-form .said") : $("#feed-said"), `That did not work: ${error.message}`, true);
  }
  look();
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "feed-form") return;
  event.preventDefault();
  watch(event.target);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-cancel], [data-forget], [data-watching]");
  if (button && button.closest("#adding")) act(button);
});

// What a reader opened stays open, and times are those of the reader's clock, when a part of the
// page is drawn anew

const kept = new Map();
let ending = ""; // the job that a reader stopped: once it is over, the focus goes to its report

document.addEventListener("click", (event) => {
  const details = event.target.closest?.("summary")?.parentElement;
  if (details?.dataset.keep) kept.set(details.dataset.keep, !details.open);
});

function tidy() {
  if (!$("#adding")) return;
  const report = ending && document.getElementById(`job-${ending}`)?.querySelector("h3");
  if (report) {
    ending = "";
    report.tabIndex = -1;
    if (document.activeElement === document.body) report.focus();
  }
  for (const details of document.querySelectorAll("details[data-keep]")) {
    const open = kept.get(details.dataset.keep);
    if (open !== undefined && details.open !== open) details.open = open;
  }
  for (const time of document.querySelectorAll("time[data-clock]")) {
    const at = new Date(time.dateTime);
    const today = at.toDateString() === new Date().toDateString();
    const words = at.toLocaleString([], today ? { timeStyle: "short" }
      : { dateStyle: "medium", timeStyle: "short" });
    if (time.textContent !== words) time.textContent = words;
  }
}

new MutationObserver(tidy).observe(document.documentElement, { childList: true, subtree: true,
  attributes: true, attributeFilter: ["open", "datetime"] });
