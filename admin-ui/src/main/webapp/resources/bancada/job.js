/* The metric charts of one job, from the stream that its log comes with. */
(() => {
  "use strict";
  /* Metrics: one small chart each, since their scales differ */
  const charts = new Map();
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const number = (value) => new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 5, notation: value !== 0 && Math.abs(value) < 1e-4 ? "scientific" : "standard" }).format(value);
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
      data: { datasets: [{ data: [], borderColor: colour("--accent"), backgroundColor: colour("--accent"), pointBackgroundColor: colour("--accent"), pointBorderColor: colour("--accent"), borderWidth: 2, pointRadius: (c) => (c.dataset.data.length > 20 ? 0 : 2), tension: 0.2 }] },
      options: {
        animation: false,
        locale: document.documentElement.lang,
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
    window.bancadaLog.start(log, (bytes) => {
      const source = new EventSource(`${log.dataset.stream}&from=${bytes}`);
      source.addEventListener("metrics", (event) => showMetrics(JSON.parse(event.data)));
      source.addEventListener("end", () => source.close());
      addEventListener("pagehide", () => source.close());
      return source;
    });
    document.addEventListener("bancada:theme", () => charts.forEach(({ chart }) => {
      dress(chart);
      chart.update("none");
    }));
  });
})();
