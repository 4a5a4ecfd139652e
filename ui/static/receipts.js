// Under each answer: its receipt as a file. The server made it; nothing is asked for it again.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-receipt]");
    if (!button) return;
    const written = button.dataset.receipt;
    const address = URL.createObjectURL(new Blob([written, "\n"], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `receipt-${JSON.parse(written).digest.slice(0, 8)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // the download has begun by then
  });
})();
