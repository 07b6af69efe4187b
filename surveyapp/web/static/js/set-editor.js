/* From a finding to its line: puts the cursor there. Without this file the line number is just read. */

(() => {
  "use strict";

  const text = document.getElementById("set-text");
  if (!text) return;

  for (const link of document.querySelectorAll("a[data-line]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const wanted = Number(link.dataset.line);
      const lines = text.value.split("\n");
      const start = lines.slice(0, wanted - 1).reduce((sum, line) => sum + line.length + 1, 0);
      text.focus();
      text.setSelectionRange(start, start + (lines[wanted - 1] ?? "").length);
      text.scrollTop = (wanted - 5) * (text.scrollHeight / lines.length);
    });
  }
})();
