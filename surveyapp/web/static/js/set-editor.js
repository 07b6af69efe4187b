/* From a finding to its line: puts the cursor there. Without this file the line is read in the table. */

(() => {
  "use strict";

  const text = document.getElementById("set-text");
  if (!text) return;

  function goTo(wanted) {
    const lines = text.value.split("\n");
    const start = lines.slice(0, wanted - 1).reduce((sum, line) => sum + line.length + 1, 0);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, start + (lines[wanted - 1] ?? "").length);
    text.scrollTop = (wanted - 5) * (text.scrollHeight / lines.length);
    text.scrollLeft = 0;
    text.scrollIntoView({ block: "start" });
  }

  for (const link of document.querySelectorAll("a[data-line]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(Number(link.dataset.line));
    });
  }
  const asked = Number(new URLSearchParams(location.search).get("line"));
  if (asked > 0) goTo(asked);
})();
