/* The live log and the metric charts of one job, from one stream. */
(() => {
  "use strict";
  const MOST_LINES = 5000;
  const SGR = /\x1b\[([0-9;]*)m/g;
  const OTHER = /\x1b(?:\[[0-9;?]*[A-Za-ln-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])|[\x00-\x08\x0b-\x1a\x1c-\x1f]/g;

  /* Log */
  const startLog = (log, source) => {
    let count = 0;
    let rest = "";
    let style = [];
    let queue = "";
    let drawn = false;
    let words = "";
    const pressed = (name) => document.querySelector(`[data-log-${name}]`).getAttribute("aria-pressed") === "true";

    const restyle = (codes) => {
      for (const code of codes.split(";").map(Number)) {
        if (code === 0) {
          style = [];
        } else if ([1, 3, 4].includes(code) || (code >= 30 && code <= 37)) {
          style = style.filter((c) => code < 30 || c < 30).concat(code);
        } else if (code >= 90 && code <= 97) {
          style = style.filter((c) => c < 30).concat(code - 60);
        } else if (code === 39) {
          style = style.filter((c) => c < 30);
        }
      }
    };
    const lineOf = (text) => {
      const line = document.createElement("span");
      line.className = "log-line";
      line.dataset.n = String(++count);
      const add = (part) => {
        if (!part) {
          return;
        }
        if (style.length === 0) {
          line.append(part);
        } else {
          const span = document.createElement("span");
          span.className = style.map((c) => `a${c}`).join(" ");
          span.textContent = part;
          line.append(span);
        }
      };
      const clean = text.slice(text.lastIndexOf("\r", text.length - 2) + 1).replace(OTHER, "");
      let from = 0;
      for (const match of clean.matchAll(SGR)) {
        add(clean.slice(from, match.index));
        restyle(match[1] || "0");
        from = match.index + match[0].length;
      }
      add(clean.slice(from));
      line.classList.toggle("hit", words !== "" && line.textContent.toLowerCase().includes(words));
      return line;
    };
    const draw = () => {
      drawn = false;
      const lines = (rest + queue).split("\n");
      rest = lines.pop();
      queue = "";
      log.querySelector(".log-empty")?.remove();
      log.querySelector(".log-rest")?.remove();
      const fresh = document.createDocumentFragment();
      const skipped = Math.max(0, lines.length - MOST_LINES);
      count += skipped;
      lines.slice(skipped).forEach((text) => fresh.append(lineOf(text)));
      log.append(fresh);
      const surplus = log.querySelectorAll(".log-line").length - MOST_LINES;
      if (surplus > 0 || skipped > 0) {
        Array.from(log.querySelectorAll(".log-line")).slice(0, Math.max(0, surplus)).forEach((line) => line.remove());
        if (!log.querySelector(".log-trimmed")) {
          const note = document.createElement("p");
          note.className = "log-trimmed";
          note.textContent = log.dataset.trimmed;
          log.prepend(note);
        }
      }
      if (rest) {
        const kept = [count, style];
        const line = lineOf(rest);
        line.classList.add("log-rest");
        [count, style] = kept;
        log.append(line);
      }
      if (pressed("follow")) {
        log.scrollTop = log.scrollHeight;
      }
    };
    source.addEventListener("log", (event) => {
      queue += JSON.parse(event.data);
      if (!drawn) {
        drawn = true;
        setTimeout(draw, 60);
      }
    });
    source.addEventListener("restart", () => {
      log.replaceChildren();
      count = 0;
      rest = queue = "";
      style = [];
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-log-follow], [data-log-wrap]");
      if (button) {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        log.classList.toggle("wrap", pressed("wrap"));
        if (pressed("follow")) {
          log.scrollTop = log.scrollHeight;
        }
      }
    });
    log.addEventListener("wheel", (event) => {
      if (event.deltaY < 0) {
        document.querySelector("[data-log-follow]").setAttribute("aria-pressed", "false");
      }
    }, { passive: true });
    document.querySelector("[data-log-search]").addEventListener("input", (event) => {
      words = event.target.value.trim().toLowerCase();
      let first = null;
      log.querySelectorAll(".log-line").forEach((line) => {
        const hit = words !== "" && line.textContent.toLowerCase().includes(words);
        line.classList.toggle("hit", hit);
        first = first || (hit ? line : null);
      });
      if (first) {
        log.scrollTop = first.offsetTop - log.offsetTop - 60;
      }
    });
  };

  /* Metrics: one small chart each, since their scales differ */
  const charts = new Map();
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const number = (value) => new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 5 }).format(value);
  const dress = (chart) => {
    const line = colour("--accent");
    Object.assign(chart.data.datasets[0], { borderColor: line, backgroundColor: line, pointBackgroundColor: line, pointBorderColor: line });
    for (const scale of Object.values(chart.options.scales)) {
      scale.grid.color = colour("--line");
      scale.ticks.color = colour("--hush");
      if (scale.title) {
        scale.title.color = colour("--hush");
      }
    }
  };
  const chartOf = (name) => {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const title = document.createElement("strong");
    title.textContent = name;
    const last = document.createElement("span");
    caption.append(title, last);
    const box = document.createElement("div");
    box.className = "chart-box";
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    box.append(canvas);
    figure.append(caption, box);
    document.getElementById("charts").append(figure);
    const font = { size: 11 };
    const chart = new Chart(canvas, {
      type: "line",
      data: { datasets: [{ data: [], borderColor: colour("--accent"), backgroundColor: colour("--accent"), pointBackgroundColor: colour("--accent"), pointBorderColor: colour("--accent"), borderWidth: 2, pointRadius: (c) => (c.dataset.data.length > 60 ? 0 : 2), tension: 0.2 }] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        plugins: { legend: { display: false }, decimation: { enabled: true } },
        scales: {
          x: { type: "linear", grid: { display: false }, ticks: { font, precision: 0, maxTicksLimit: 8 }, title: { display: true, text: document.getElementById("charts").dataset.step, color: colour("--hush"), font } },
          y: { grid: {}, ticks: { font, maxTicksLimit: 5 }, border: { display: false } }
        }
      }
    });
    dress(chart);
    charts.set(name, { chart, last, canvas });
    return charts.get(name);
  };
  const showMetrics = (series) => {
    const names = Object.keys(series);
    document.getElementById("metrics").hidden = names.length === 0;
    const rows = document.createDocumentFragment();
    for (const name of names) {
      const points = series[name];
      const values = points.map((p) => p[1]);
      const shown = charts.get(name) || chartOf(name);
      shown.chart.data.datasets[0].data = points.map(([x, y]) => ({ x, y }));
      shown.chart.update("none");
      const last = number(values[values.length - 1]);
      shown.last.textContent = last;
      shown.canvas.setAttribute("aria-label", `${name}: ${last}`);
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.className = "mono";
      head.textContent = name;
      row.append(head);
      for (const cell of [last, number(values.reduce((a, b) => Math.min(a, b))), number(values.reduce((a, b) => Math.max(a, b))), String(points.length)]) {
        const td = document.createElement("td");
        td.className = "number";
        td.textContent = cell;
        row.append(td);
      }
      rows.append(row);
    }
    document.querySelector("#metric-table tbody").replaceChildren(rows);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const log = document.getElementById("log");
    const source = new EventSource(log.dataset.stream);
    startLog(log, source);
    source.addEventListener("metrics", (event) => showMetrics(JSON.parse(event.data)));
    source.addEventListener("end", () => source.close());
    addEventListener("pagehide", () => source.close());
    document.addEventListener("bancada:theme", () => charts.forEach(({ chart }) => {
      dress(chart);
      chart.update("none");
    }));
  });
})();
