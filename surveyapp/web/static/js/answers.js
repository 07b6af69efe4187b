/* Answers that save themselves. Without this file the form is posted page by page and nothing is lost.

   Each change is sent alone, with the revision it was made on. One request per question at a time;
   what changes meanwhile is sent next. What the network loses is kept and tried again. A refusal or
   a conflict is shown in the server's own words. All sentences come from the form's data attributes. */

(() => {
  "use strict";

  const form = document.querySelector("form[data-answers]");
  if (!form) return;

  const words = form.dataset;
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const saveBar = form.querySelector("[data-save-bar]");
  const announcer = form.querySelector("[data-announce]");
  const TYPING_PAUSE = 900;
  const LONGEST_PAUSE = 60000;

  // --- reading and writing the inputs of a question -----------------------------------------

  const inputsOf = (article) => [...article.querySelectorAll("[data-part]")];
  const isTyped = (input) => !["radio", "checkbox"].includes(input.type);

  function valuesOf(article) {
    const values = {};
    for (const input of inputsOf(article)) {
      const part = input.dataset.part;
      if (input.type === "checkbox") {
        values[part] ??= [];
        if (input.checked) values[part].push(input.value);
      } else if (input.type === "radio") {
        values[part] ??= null;
        if (input.checked) values[part] = input.value;
      } else {
        values[part] = input.value.trim() || null;
      }
    }
    return values;
  }

  function writeValues(article, values) {
    for (const input of inputsOf(article)) {
      const value = values[input.dataset.part] ?? null;
      if (input.type === "checkbox") input.checked = (value ?? []).includes(input.value);
      else if (input.type === "radio") input.checked = input.value === value;
      else input.value = value ?? "";
    }
  }

  /* What is chosen now, as a person reads it: the words beside the ticked inputs, or what is typed. */
  function spokenAnswer(article) {
    if (article.querySelector("[data-not-applicable]:checked")) return words.noneApplies;
    const given = inputsOf(article).filter((input) => isTyped(input) ? input.value.trim() : input.checked)
      .map((input) => {
        const label = input.labels[0].cloneNode(true);
        label.querySelectorAll("[data-unspoken]").forEach((part) => part.remove());
        const said = label.textContent.trim().replace(/\s+/g, " ");
        return isTyped(input) ? `${said}: ${input.value.trim()}` : said;
      });
    return given.join("\n") || words.nothing;
  }

  // --- one question -------------------------------------------------------------------------

  class Question {
    constructor(article) {
      this.article = article;
      this.revision = Number(article.dataset.revision);
      this.stateLine = article.querySelector("[data-save-state]");
      this.isDirty = false;
      this.isSending = false;
      this.isSendingAgain = false;
      this.isRefused = false;
      this.isOpen = true;
      this.edits = 0;
      this.failures = 0;
      this.timer = 0;
    }

    /* Something changed: send it at once, or after a pause in the typing. A question of several
       inputs waits until all are filled or the person leaves it, so that nobody is told off midway. */
    change(input) {
      this.isDirty = true;
      this.isRefused = false;
      this.edits += 1;
      const typed = inputsOf(this.article).filter(isTyped);
      const isHalfFilled = typed.length > 1 && typed.some((one) => one.value.trim() === "");
      clearTimeout(this.timer);
      this.show("pending", words.unsaved);
      if (!isTyped(input)) this.send();
      else if (!isHalfFilled) this.timer = setTimeout(() => this.send(), TYPING_PAUSE);
      showSummary();
    }

    leave() {
      if (this.isDirty && !this.isRefused) this.send();
    }

    async send() {
      clearTimeout(this.timer);
      this.isSendingAgain = this.isSending;
      if (this.isSending || !this.isOpen) return;
      this.isSending = true;
      const sentEdits = this.edits;
      this.show("saving", words.saving);
      try {
        await this.settle(await this.post());
        this.isDirty = this.isRefused || this.edits !== sentEdits;
      } catch {
        this.retryLater();
      }
      this.isSending = false;
      showSummary();
      if (this.isSendingAgain && this.failures === 0) this.send();
    }

    post() {
      if ("trial" in words) return this.postTrial();
      const box = this.article.querySelector("[data-not-applicable]");
      return fetch(words.saveUrl + encodeURIComponent(this.article.dataset.question), {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
        body: JSON.stringify({
          values: valuesOf(this.article),
          not_applicable: Boolean(box?.checked),
          revision: this.revision,
        }),
      });
    }

    /* Nothing is kept on a trial, so the server has to hear all answers to judge one. */
    postTrial() {
      return fetch(words.saveUrl + encodeURIComponent(this.article.dataset.question), {
        method: "POST",
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-CSRFToken": token },
        body: new FormData(form),
      });
    }

    async settle(response) {
      if (response.status >= 500 || response.status === 429) throw new Error(String(response.status));
      const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
      const answer = isJson ? await response.json() : {};
      this.failures = 0;
      if (response.ok && isJson) this.accept(answer);
      else if (response.status === 409 && answer.current) this.showConflict(answer);
      else this.refuse(answer);
    }

    accept(answer) {
      this.revision = answer.revision;
      const hidden = this.article.querySelector('input[type="hidden"]');
      if (hidden) hidden.value = answer.revision;
      this.showErrors({});
      const points = this.article.querySelector("[data-points]");
      if (points) points.textContent = answer.points ?? "–";
      const judged = this.article.querySelector("[data-judged]");
      if (judged) judged.textContent = answer.judged ?? "";
      const sentence = words.saved.replace("{time}", answer.saved_at);
      this.show("saved", sentence);
      announcer.textContent = `${this.article.dataset.question}: ${sentence}`;
      if (answer.progress) showProgress(answer.progress);
      if (answer.not_asked) showAsked(answer.not_asked);
    }

    refuse(answer) {
      this.isRefused = true;
      this.show("refused", words.unsaved);
      this.showErrors(answer.errors ?? {}, answer.title ?? words.refused);
    }

    /* Not reached, or the server is in trouble: keep it and try again, less and less often. */
    retryLater() {
      this.failures += 1;
      this.show("waiting", words.unsaved);
      const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** this.failures);
      if (navigator.onLine) this.timer = setTimeout(() => this.send(), pause);
    }

    show(state, sentence) {
      this.article.dataset.state = state;
      this.stateLine.textContent = sentence;
      this.stateLine.className = `save-state is-${state}`;
    }

    showErrors(errors, title = "") {
      const saidBelow = [];
      for (const line of this.article.querySelectorAll("[data-part-error]")) {
        const part = line.dataset.partError;
        const sentence = errors[part] ?? "";
        line.querySelector("[data-words]").textContent = sentence;
        line.hidden = !sentence;
        if (sentence) saidBelow.push(sentence);
        for (const input of inputsOf(this.article).filter((one) => one.dataset.part === part)) {
          if (sentence) input.setAttribute("aria-invalid", "true");
          else input.removeAttribute("aria-invalid");
          input.closest(".field")?.classList.toggle("field--invalid", Boolean(sentence));
        }
      }
      const box = this.article.querySelector("[data-question-errors]");
      box.querySelector("[data-words]").textContent = title;
      box.hidden = !title || saidBelow.length > 0;
      this.article.classList.toggle("has-errors", Boolean(title));
      if (title) announcer.textContent = saidBelow.join(" ") || title;
    }

    /* Somebody else answered meanwhile: both values side by side, the person decides. */
    showConflict(answer) {
      const current = answer.current;
      this.isOpen = false;
      this.isRefused = true;
      this.show("refused", words.unsaved);
      const panel = form.querySelector("[data-conflict-template]").content.cloneNode(true).firstElementChild;
      panel.querySelector("[data-conflict-title]").textContent = answer.title;
      panel.querySelector("[data-conflict-mine]").textContent = spokenAnswer(this.article);
      panel.querySelector("[data-conflict-theirs]").textContent = current.text || words.nothing;
      const decide = (next) => () => {
        panel.remove();
        this.isOpen = true;
        this.isRefused = false;
        this.revision = current.revision;
        next();
      };
      panel.querySelector("[data-keep-mine]").addEventListener("click", decide(() => this.send()));
      panel.querySelector("[data-take-theirs]").addEventListener("click", decide(() => this.takeOver(current)));
      this.article.querySelector(".conflict")?.remove();
      this.article.querySelector(".answer").before(panel);
    }

    takeOver(current) {
      writeValues(this.article, current.values ?? {});
      const box = this.article.querySelector("[data-not-applicable]");
      if (box) box.checked = Boolean(current.not_applicable);
      this.isDirty = false;
      this.accept(current);
      showMeasure(this.article);
      showSummary();
    }
  }

  // --- the whole page -----------------------------------------------------------------------

  const questions = new Map(
    [...form.querySelectorAll("[data-question]")].map((article) => [article, new Question(article)]),
  );
  const questionOf = (element) => questions.get(element.closest("[data-question]"));
  const unsaved = () => [...questions.values()].filter((one) => one.isDirty || one.isSending);

  function showSummary() {
    const failed = unsaved().filter((one) => one.failures > 0);
    const waiting = words.waiting.replace("{count}", String(unsaved().length));
    const line = saveBar.querySelector("[data-save-words]");
    const wasShown = !saveBar.hidden && !saveBar.classList.contains("is-good");
    if (failed.length > 0) {
      line.textContent = `${navigator.onLine ? words.retrying : words.offline} ${waiting}`;
      saveBar.classList.remove("is-good");
      saveBar.hidden = false;
    } else if (wasShown) {
      line.textContent = words.allSaved;
      saveBar.classList.add("is-good");
      setTimeout(() => { if (saveBar.classList.contains("is-good")) saveBar.hidden = true; }, 4000);
    }
  }

  /* A ruler has one graduation for each question that is asked. */
  function stretch(ruler, total) {
    const ticks = [...ruler.querySelectorAll(".tick")];
    ruler.setAttribute("viewBox", `0 0 ${total} 10`);
    ruler.querySelector(".ticks__edge").setAttribute("d", `M0 0H${total}`);
    for (const idle of ticks.slice(total)) idle.remove();
    for (let place = ticks.length; place < total; place += 1) {
      const tick = document.createElementNS("http://www.w3.org/2000/svg", "path");
      tick.setAttribute("class", "tick");
      tick.setAttribute("d", `M${place}.5 0V${(place + 1) % 5 === 0 ? 10 : 6}`);
      ruler.append(tick);
    }
  }

  function showProgress(progress) {
    const counts = {
      set: [progress.answered, progress.total],
      pillar: [progress.pillar_answered, progress.pillar_total],
    };
    for (const [key, [done, total]] of Object.entries(counts)) {
      for (const place of document.querySelectorAll(`[data-answered="${key}"]`)) place.textContent = done;
      for (const place of document.querySelectorAll(`[data-total="${key}"]`)) place.textContent = total;
      for (const ruler of document.querySelectorAll(`[data-ticks="${key}"]`)) {
        stretch(ruler, total);
        ruler.querySelector(".ticks__done").setAttribute("d", `M0 0H${done}`);
        ruler.querySelectorAll(".tick").forEach((tick, index) => tick.classList.toggle("is-done", index < done));
      }
    }
  }

  // --- questions that are asked of some only --------------------------------------------------

  const conditional = [...form.querySelectorAll("[data-conditional]")];
  const sections = [...form.querySelectorAll("section")];

  function hide(article, isHidden) {
    article.hidden = isHidden && !questions.get(article)?.isDirty;
    for (const section of sections) {
      section.hidden = [...section.querySelectorAll("[data-question]")].every((one) => one.hidden);
    }
  }

  /* The server says which questions are not asked now; whoever listens hears of those that are new. */
  function showAsked(notAsked) {
    const before = conditional.filter((article) => article.hidden);
    for (const article of conditional) hide(article, notAsked.includes(article.dataset.question));
    const opened = before.filter((article) => !article.hidden).map((article) => article.dataset.question);
    if (opened.length > 0) announcer.textContent += ` ${words.opened.replace("{codes}", opened.join(", "))}`;
  }

  // --- choices that exclude the others -------------------------------------------------------

  function keepExclusive(input) {
    if (input.type !== "checkbox" || !input.checked || !input.dataset.part) return;
    const isAlone = "exclusive" in input.dataset;
    for (const other of inputsOf(input.closest("[data-question]"))) {
      if (other === input || other.dataset.part !== input.dataset.part) continue;
      if (isAlone || "exclusive" in other.dataset) other.checked = false;
    }
  }

  /* Whoever gives an answer no longer says that the question does not apply. */
  function withdrawNotApplicable(input) {
    const box = input.closest("[data-question]").querySelector("[data-not-applicable]");
    if (box && box !== input && (isTyped(input) ? input.value.trim() : input.checked)) box.checked = false;
  }

  // --- numbers as they are typed: the quotient and the step it reaches -----------------------

  /* A number that can be read in one way only; "1.234" could mean two, so it is not guessed. */
  function numberIn(text) {
    const clean = text.replace(/\s/g, "");
    if (/^\d+$/.test(clean)) return Number(clean);
    if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(clean)) return NaN;
    if (/^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(clean)) return Number(clean.replaceAll(".", "").replace(",", "."));
    if (/^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(clean)) return Number(clean.replaceAll(",", ""));
    return /^\d*[.,]\d+$/.test(clean) ? Number(clean.replace(",", ".")) : NaN;
  }

  const locale = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
  const asPercent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });

  function measuredIn(article) {
    const typed = inputsOf(article).filter(isTyped).map((input) => numberIn(input.value));
    if (!article.querySelector("[data-ratio]")) return typed[0];
    return typed[1] > 0 ? typed[0] / typed[1] : NaN;
  }

  function isWithin(row, number) {
    const { above, atLeast, below, atMost } = row.dataset;
    return (above === undefined || number > Number(above)) && (atLeast === undefined || number >= Number(atLeast))
      && (below === undefined || number < Number(below)) && (atMost === undefined || number <= Number(atMost));
  }

  function showMeasure(article) {
    const rows = article.querySelectorAll("[data-step]");
    const result = article.querySelector("[data-ratio-result]");
    if (!result && rows.length === 0) return;
    const number = measuredIn(article);
    if (result) {
      result.hidden = !Number.isFinite(number);
      if (!result.hidden) result.querySelector("[data-ratio-value]").textContent = asPercent.format(number);
    }
    for (const row of rows) row.classList.toggle("is-active", Number.isFinite(number) && isWithin(row, number));
  }

  // --- listening ----------------------------------------------------------------------------

  form.addEventListener("input", (event) => {
    const question = questionOf(event.target);
    if (!question || !isTyped(event.target)) return;
    withdrawNotApplicable(event.target);
    showMeasure(question.article);
    question.change(event.target);
  });
  form.addEventListener("change", (event) => {
    const question = questionOf(event.target);
    if (!question || isTyped(event.target)) return;
    withdrawNotApplicable(event.target);
    keepExclusive(event.target);
    question.change(event.target);
  });
  form.addEventListener("focusout", (event) => {
    const question = questionOf(event.target);
    if (question && !question.article.contains(event.relatedTarget)) question.leave();
  });
  form.addEventListener("submit", () => window.removeEventListener("beforeunload", warn));
  addEventListener("online", () => unsaved().filter((one) => one.failures > 0).forEach((one) => one.send()));
  addEventListener("offline", showSummary);
  addEventListener("beforeunload", warn);
  for (const article of questions.keys()) showMeasure(article);
  for (const article of conditional) hide(article, "notAsked" in article.dataset);

  function warn(event) {
    if (unsaved().length > 0) event.preventDefault();
  }
})();
