/* What every page does in the browser: theme, language, times, menus, dialogs, pickers, and the push that keeps it true. */
(() => {
  "use strict";
  const root = document.documentElement;
  const base = root.dataset.base;
  const texts = () => document.getElementById("texts").dataset;
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));

  const remember = (name, value) => {
    document.cookie = `${name}=${value}; Path=${base}; Max-Age=31536000; SameSite=Lax; Secure`;
  };
  const say = (text) => {
    document.getElementById("said").textContent = text;
  };
  const toast = (text, severity = "error") => {
    const shown = document.createElement("div");
    shown.className = `toast ${severity}`;
    const words = document.createElement("span");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "icon-button small";
    close.setAttribute("aria-label", texts().close);
    close.append("×");
    close.addEventListener("click", () => shown.remove());
    shown.append(words, close);
    document.getElementById("toasts").append(shown);
    setTimeout(() => shown.remove(), severity === "error" ? 12000 : 6000);
    say(text);
  };
  const showTold = () => all("#told [data-toast]").forEach((told) => {
    toast(told.textContent, told.dataset.toast);
    told.remove();
  });

  /* Theme and language */
  const isDark = () => root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  const switchTheme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("bancada-theme", root.dataset.theme);
    document.dispatchEvent(new CustomEvent("bancada:theme"));
  };

  /* Times: relative to now, the exact one in the person's zone on hover */
  const CLOCKS_DIFFER = 60; // seconds: what is less ahead happened now, by a clock that is ahead of this one
  const steps = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  /* A span as the server writes it, for what has not ended. */
  const span = (seconds) => {
    const { seconds: short, minutes, hours } = texts();
    const part = (text, amount) => text.replace("{0}", amount);
    const rest = (text, amount) => (amount === 0 ? "" : ` ${part(text, amount)}`);
    if (seconds < 60) {
      return part(short, seconds);
    }
    return seconds < 3600 ? part(minutes, Math.floor(seconds / 60)) + rest(short, seconds % 60) : part(hours, Math.floor(seconds / 3600)) + rest(minutes, Math.floor(seconds / 60) % 60);
  };
  const times = () => {
    const relative = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
    const exact = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "long" });
    const moment = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "medium" });
    all("time[datetime]").forEach((time) => {
      const at = new Date(time.dateTime);
      if (Number.isNaN(at.getTime())) {
        return;
      }
      const gap = (at.getTime() - Date.now()) / 1000;
      const ago = gap > CLOCKS_DIFFER ? gap : Math.min(0, gap);
      const [unit, size] = steps.find(([, seconds]) => Math.abs(ago) >= seconds) || ["second", 1];
      const text = relative.format(Math.round(ago / size), unit);
      const [shown, hidden] = time.dataset.exact === "true" ? [moment.format(at), `${text}, ${exact.format(at)}`] : [text, exact.format(at)];
      if (time.textContent !== shown) {
        time.textContent = shown;
        time.title = hidden;
      }
    });
    all("[data-since]").forEach((since) => {
      const text = span(Math.max(0, Math.floor((Date.now() - new Date(since.dataset.since).getTime()) / 1000)));
      if (since.textContent !== text) {
        since.textContent = text;
      }
    });
  };

  /* Push: a change makes the page read its live region anew, without losing focus */
  let pending = null;
  let quietUntil = 0;
  const concerns = (what) => all("[data-live]").some((region) => {
    const [collection, name] = what.split(" ");
    return region.dataset.live.split(" ").includes(collection) && (!region.dataset.liveName || name === "*" || region.dataset.liveName.toLowerCase() === name.toLowerCase());
  });
  const refresh = () => {
    pending = null;
    if (!window.bancadaRefresh || !document.querySelector("[data-live]")) {
      return;
    }
    const live = document.querySelector("details.menu[open] .menu-body");
    if (live && live.closest("main")) {
      plan(1000);
      return;
    }
    quietUntil = Date.now() + 30000;
    keepingPlace(window.bancadaRefresh);
  };
  /* What is focused and selected stays so while parts of the page are replaced. */
  const keepingPlace = (replace) => {
    const focused = document.activeElement;
    const path = focused && focused !== document.body ? pathOf(focused) : null;
    const selected = selection();
    const back = () => {
      times();
      reselect(selected);
      if (path && document.activeElement === document.body) {
        const again = find(path);
        if (again) {
          again.focus({ preventScroll: true });
        }
      }
    };
    Promise.resolve(replace()).then(back, back);
  };
  /* What is selected, by its place in the text of the nearest thing with an id: the elements themselves are replaced. */
  const selection = () => {
    const now = getSelection();
    if (now.rangeCount === 0 || now.isCollapsed) {
      return null;
    }
    const range = now.getRangeAt(0);
    const around = range.commonAncestorContainer;
    const within = (around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement).closest("[id]");
    if (!within) {
      return null;
    }
    const before = document.createRange();
    before.setStart(within, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return { id: within.id, from: before.toString().length, text: range.toString() };
  };
  const reselect = (was) => {
    const within = was && document.getElementById(was.id);
    if (!within || getSelection().toString() !== "" || within.textContent.slice(was.from, was.from + was.text.length) !== was.text) {
      return;
    }
    const range = document.createRange();
    const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    let passed = 0;
    while (texts.nextNode()) {
      const length = texts.currentNode.length;
      if (passed <= was.from && was.from < passed + length) {
        range.setStart(texts.currentNode, was.from - passed);
      }
      if (passed < was.from + was.text.length && was.from + was.text.length <= passed + length) {
        range.setEnd(texts.currentNode, was.from + was.text.length - passed);
      }
      passed += length;
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const plan = (delay = 0) => {
    if (pending === null) {
      pending = setTimeout(refresh, delay);
    }
  };
  const pathOf = (element) => (element.id ? { id: element.id } : { href: element.getAttribute("href"), tag: element.tagName, label: element.textContent });
  const find = (path) => (path.id ? document.getElementById(path.id) : all(path.tag).find((e) => e.getAttribute("href") === path.href && e.textContent === path.label));
  const listen = () => {
    if (!document.querySelector("[data-live]")) {
      return;
    }
    const source = new EventSource(`${base}/changes`);
    let told = false;
    source.addEventListener("ready", () => {
      if (told) {
        plan();
      }
      told = true;
      root.dataset.listening = "true";
    });
    source.addEventListener("change", (event) => {
      if (concerns(event.data)) {
        plan();
      }
    });
    source.addEventListener("error", () => {
      root.dataset.listening = "false";
    });
    addEventListener("pagehide", () => source.close());
    setInterval(() => {
      if (Date.now() > quietUntil && !document.hidden) {
        plan();
      }
    }, 5000);
    quietUntil = Date.now() + 30000;
  };

  /* Tabs: the address says which one is open, and what push brings keeps to it */
  const openTab = () => {
    const tabs = all("[data-tab]");
    if (tabs.length === 0) {
      return;
    }
    const wanted = new URLSearchParams(location.search).get("tab");
    const open = tabs.find((tab) => tab.dataset.tab === wanted) || tabs[0];
    tabs.forEach((tab) => {
      tab.setAttribute("aria-selected", String(tab === open));
      tab.tabIndex = tab === open ? 0 : -1;
      document.getElementById(`panel-${tab.dataset.tab}`).hidden = tab !== open;
    });
  };
  const goToTab = (tab) => {
    const address = new URL(location.href);
    address.searchParams.set("tab", tab.dataset.tab);
    history.replaceState(history.state, "", address);
    openTab();
    tab.focus();
  };

  /* Search: pages at once, computes and jobs as the server finds them */
  let asked = 0;
  let finding = null;
  const pagesThatMatch = (words) => all("#rail a, .menu-body a[href]:not(#sign-off)")
    .filter((a) => a.textContent.toLowerCase().includes(words.toLowerCase()))
    .map((a) => ({ kind: "page", title: a.textContent.trim(), detail: "", href: a.href }));
  const showHits = (hits) => {
    const dialog = document.getElementById("find");
    const list = document.getElementById("find-hits");
    list.replaceChildren(...hits.map((hit, index) => {
      const line = document.createElement("li");
      line.id = `find-hit-${index}`;
      line.setAttribute("role", "option");
      line.dataset.href = hit.href;
      const words = document.createElement("span");
      words.append(hit.title);
      if (hit.detail) {
        const detail = document.createElement("span");
        detail.className = "find-detail";
        detail.textContent = hit.detail;
        words.append(detail);
      }
      const kind = document.createElement("span");
      kind.className = "hush";
      kind.textContent = dialog.dataset[hit.kind];
      line.append(words, kind);
      return line;
    }));
    selectHit(hits.length > 0 ? 0 : -1);
    if (hits.length === 0) {
      say(dialog.dataset.none);
      const none = document.createElement("li");
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.className = "hush";
      none.textContent = dialog.dataset.none;
      list.append(none);
    }
  };
  const selectHit = (index) => {
    const lines = all("#find-hits [data-href]");
    lines.forEach((line, i) => line.setAttribute("aria-selected", String(i === index)));
    const input = document.getElementById("find-words");
    if (lines[index]) {
      input.setAttribute("aria-activedescendant", lines[index].id);
      lines[index].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const search = async () => {
    const words = document.getElementById("find-words").value.trim();
    const mine = ++asked;
    const pages = pagesThatMatch(words);
    if (words === "") {
      showHits(pages);
      return;
    }
    const answer = await fetch(`${base}/search?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
    const found = answer.ok ? await answer.json() : [];
    if (mine === asked) {
      showHits([...found.map((hit) => ({ ...hit, href: `${base}/${hit.path}` })), ...pages]);
    }
  };
  const openFind = () => {
    const dialog = document.getElementById("find");
    if (dialog && !dialog.open) {
      document.getElementById("find-words").value = "";
      showHits(pagesThatMatch(""));
      dialog.showModal();
      document.getElementById("find-words").focus();
    }
  };
  const moveInFind = (event) => {
    const lines = all("#find-hits [data-href]");
    const now = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      selectHit((now + (event.key === "ArrowDown" ? 1 : lines.length - 1)) % Math.max(1, lines.length));
    } else if (event.key === "Enter" && lines[now]) {
      event.preventDefault();
      location.assign(lines[now].dataset.href);
    }
  };

  /* Size picker: a table whose rows are radio buttons, filtered by words and category */
  const filterTable = (table) => {
    const words = (document.querySelector(`[data-filter="${table.id}"]`)?.value || "").toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = all(`[data-filter-of="${table.id}"][aria-pressed="true"]`).map((b) => b.dataset.filterCategory);
    const categories = chosen.filter((c) => c !== "available");
    let shown = 0;
    all("tbody tr", table).forEach((row) => {
      const text = row.dataset.text.toLowerCase();
      const fits = words.every((w) => text.includes(w)) && (!chosen.includes("available") || row.dataset.available === "true") && (categories.length === 0 || categories.includes(row.dataset.category));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    document.getElementById(`${table.id}-none`).hidden = shown > 0;
  };
  const markChosen = (table) => {
    all("tbody tr", table).forEach((row) => row.classList.toggle("chosen", row.querySelector("input:checked") !== null));
  };
  const pick = (radio) => {
    const table = radio.closest("table");
    document.getElementById(table.dataset.pick).value = radio.value;
    markChosen(table);
    const then = window[table.dataset.pickThen];
    if (then) {
      then();
    }
  };

  /* A button that asks something of a compute instance; one that cannot be pressed says why. */
  const act = (button) => {
    if (!window.bancadaAct) {
      return;
    }
    button.setAttribute("aria-disabled", "true");
    const menu = button.closest("details.menu");
    if (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    }
    keepingPlace(() => window.bancadaAct([{ name: "verb", value: button.dataset.act }, { name: "instance", value: button.dataset.of }]));
  };

  const copy = async (text) => {
    await navigator.clipboard.writeText(text);
    toast(texts().copied, "info");
  };

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    let hit;
    if ((hit = on("[aria-disabled=true][data-why]"))) {
      toast(hit.dataset.why, "info");
    } else if ((hit = on("[data-act]"))) {
      act(hit);
    } else if ((hit = on("[data-language]"))) {
      remember("bancada-language", hit.dataset.language);
      location.reload();
    } else if ((hit = on("[data-workspace]"))) {
      remember("bancada-workspace", encodeURIComponent(hit.dataset.workspace));
      location.assign(`${base}/`);
    } else if (on("[data-find]")) {
      openFind();
    } else if ((hit = on("#find-hits [data-href]"))) {
      location.assign(hit.dataset.href);
    } else if ((hit = on("[data-tab]"))) {
      goToTab(hit);
    } else if (on("[data-theme-switch]")) {
      switchTheme();
    } else if ((hit = on("[data-rail]"))) {
      const open = document.body.classList.toggle("rail-open");
      document.querySelector(".rail-switch").setAttribute("aria-expanded", String(open));
    } else if ((hit = on("[data-copy]"))) {
      copy(hit.dataset.copy);
    } else if ((hit = on("[data-copy-from]"))) {
      copy(document.getElementById(hit.dataset.copyFrom).textContent);
    } else if ((hit = on("[data-dialog]"))) {
      hit.closest("details")?.removeAttribute("open");
      const dialog = document.getElementById(hit.dataset.dialog);
      if (hit.dataset.chosen) {
        dialog.querySelector("[data-takes-id]").value = hit.dataset.chosen;
        dialog.querySelector("[data-takes-name]").textContent = hit.dataset.called;
      }
      dialog.showModal();
    } else if ((hit = on("[data-close]"))) {
      hit.closest("dialog").close();
    } else if ((hit = on("[data-filter-category]"))) {
      hit.setAttribute("aria-pressed", String(hit.getAttribute("aria-pressed") !== "true"));
      filterTable(document.getElementById(hit.dataset.filterOf));
    } else if ((hit = on("[data-pick] tbody tr")) && event.target.tagName !== "INPUT") {
      const radio = hit.querySelector("input[type=radio]");
      if (radio && !radio.checked) {
        radio.checked = true;
        pick(radio);
      }
    }
    all("details.menu[open]").filter((menu) => !menu.contains(event.target)).forEach((menu) => menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openFind();
    } else if (event.target.id === "find-words") {
      moveInFind(event);
    } else if (event.target.matches("[data-tab]") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const tabs = all("[data-tab]");
      goToTab(tabs[(tabs.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length]);
    }
    if (event.key === "Escape") {
      all("details.menu[open]").forEach((menu) => {
        menu.removeAttribute("open");
        menu.querySelector("summary").focus();
      });
      document.body.classList.remove("rail-open");
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick] input[type=radio]")) {
      pick(event.target);
    } else if (event.target.closest("form[data-auto-submit]")) {
      event.target.form.requestSubmit();
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "find-words") {
      clearTimeout(finding);
      finding = setTimeout(search, 150);
    } else if (event.target.matches("[data-filter]")) {
      filterTable(document.getElementById(event.target.dataset.filter));
    } else if (event.target.matches("[data-must-be]")) {
      unlock(event.target);
    }
  });
  /* A form is sent once the questions that its fields have asked are answered, so that no answer comes after it. */
  const LONGEST_QUIET = 3000;
  document.addEventListener("submit", (event) => {
    const questions = window.PrimeFaces?.ajax?.Queue;
    if (event.defaultPrevented || !questions || questions.isEmpty()) {
      return;
    }
    event.preventDefault();
    const { target: form, submitter } = event;
    const asked = Date.now();
    const send = () => {
      if (!questions.isEmpty() && Date.now() - asked < LONGEST_QUIET) {
        setTimeout(send, 20);
        return;
      }
      questions.requests.length = 0;
      form.requestSubmit(submitter?.isConnected ? submitter : document.getElementById(submitter?.id));
    };
    send();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-auto-submit]")) {
      all("input, select", event.target).forEach((field) => {
        field.disabled = field.value === "";
      });
    }
  });
  const unlock = (field) => {
    document.getElementById(field.dataset.unlocks).disabled = field.value !== field.dataset.mustBe;
  };

  /* What is wrong beside a field, said of the field itself */
  const markInvalid = () => all(".field").forEach((field) => {
    const input = field.querySelector(".input");
    if (input) {
      input.setAttribute("aria-invalid", String(field.querySelector(".error-text") !== null));
    }
  });

  // Escape closes what a field offers first, and the dialog around it only when there is nothing left to close.
  document.addEventListener(
    "cancel",
    (event) => {
      if (event.target.querySelector?.(".pick [aria-expanded=true]")) {
        event.preventDefault();
      }
    },
    true,
  );

  document.addEventListener("DOMContentLoaded", () => {
    times();
    markInvalid();
    openTab();
    setInterval(times, 10000);
    all("[data-pick]").forEach((table) => {
      all("input[data-checked=true]", table).forEach((radio) => {
        radio.checked = true;
      });
      markChosen(table);
      filterTable(table);
    });
    all("[data-must-be]").forEach(unlock);
    all("[data-own-zone]").forEach((field) => {
      field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
    });
    all("dialog[data-open=true]").forEach((dialog) => dialog.showModal());
    listen();
    showTold();
    new MutationObserver((changes) => {
      if (changes.every((change) => change.target.closest("#log"))) {
        return;
      }
      times();
      markInvalid();
      showTold();
      openTab();
    }).observe(document.body, { childList: true, subtree: true });
    if (window.jQuery) {
      let left = -Infinity;
      window.addEventListener("beforeunload", () => (left = performance.now()));
      jQuery(document).on("pfAjaxError", (event, xhr) => {
        // on the way to another page: reading this one anew would take its place (and a download leaves us here)
        if (performance.now() - left < 10000) {
          return;
        }
        if (xhr.status === 0) {
          // the session is over: the browser may sign on again by reading the page
          if (!document.hidden) {
            location.reload();
          }
          return;
        }
        if (xhr.status === 404) {
          // what the page shows is gone: read anew, it says so
          location.reload();
          return;
        }
        const error = xhr.responseXML?.querySelector("error-message")?.textContent;
        toast(xhr.status === 403 ? texts().refused : xhr.status >= 500 ? texts().failed : error || texts().failed);
      });
    }
  });

  /* After PrimeFaces has begun: a field that is left on the way may ask something of the server. */
  window.addEventListener("load", () => window.jQuery?.(() => document.querySelector("[aria-invalid=true]")?.focus()));

  window.bancada = { toast, isDark, plan };
})();
