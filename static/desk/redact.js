// Covering parts of a photograph: regions drawn over it, and the rows of numbers that the form sends.
// The rows are what is sent; the drawing follows them and writes them. Without this script the rows are enough.
"use strict";

(() => {
  const root = document.querySelector("[data-redact]");
  if (!root) return;
  const find = (name) => root.querySelector(name);
  const svg = find("svg"), rows = find("[data-rows]"), template = find("template"), status = find("[data-status]");
  const shape = find("[data-shape]"), cover = find("[data-cover]"), result = find("[data-result]");
  const [undo, remove, accept] = ["undo", "remove", "accept"].map((name) => find(`[data-${name}]`));
  const { width: W, height: H } = svg.viewBox.baseVal;
  const SIDES = ["left", "top", "width", "height"], LEAST = 0.005, STEP = 0.01;
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  let regions = [], suggested = [], before = [], chosen = -1, drag = null;

  // ---- the rows ----
  const read = () => [...rows.children].map((row) => {
    const field = (name) => row.querySelector(`[name=${name}]`).value;
    const region = { shape: field("shape"), cover: field("cover") };
    for (const side of SIDES) region[side] = parseFloat(field(side).replace(",", ".")) / 100;
    return region;
  }).filter((region) => region.width > 0 && region.height > 0);

  const write = () => {
    rows.replaceChildren(...regions.map((region) => {
      const row = template.content.cloneNode(true);
      for (const name of ["shape", "cover"]) row.querySelector(`[name=${name}]`).value = region[name];
      for (const side of SIDES) row.querySelector(`[name=${side}]`).value = (region[side] * 100).toFixed(3);
      return row;
    }));
  };

  // ---- the drawing ----
  const element = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const outline = (region, attributes) => {
    const [x, y, w, h] = [region.left * W, region.top * H, region.width * W, region.height * H];
    return region.shape === "ellipse"
      ? element("ellipse", { cx: x + w / 2, cy: y + h / 2, rx: w / 2, ry: h / 2, ...attributes })
      : element("rect", { x, y, width: w, height: h, ...attributes });
  };
  const word = (select, value) => [...select.options].find((option) => option.value === value)?.text || value;
  const draw = (focus = svg.contains(document.activeElement)) => {
    const size = (14 * W) / (svg.getBoundingClientRect().width || W);
    const made = regions.map((region, index) => outline(region, {
      class: `region ${region.cover}${index === chosen ? " chosen" : ""}`, tabindex: 0, role: "button", "data-index": index,
      "aria-label": `${root.dataset.region} ${index + 1}: ${word(shape, region.shape)}, ${word(cover, region.cover)}`,
    }));
    const faces = suggested.map((region, index) => outline(region, {
      class: "suggested", tabindex: 0, role: "button", "data-suggested": index,
      "aria-label": `${root.dataset.suggestion} ${index + 1}`,
    }));
    const handles = chosen < 0 ? [] : [[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => element("rect", {
      class: "handle", "data-corner": `${x}${y}`, width: size, height: size,
      x: (regions[chosen].left + x * regions[chosen].width) * W - size / 2,
      y: (regions[chosen].top + y * regions[chosen].height) * H - size / 2,
    }));
    svg.replaceChildren(...faces, ...made, ...handles);
    undo.disabled = !before.length;
    remove.disabled = chosen < 0;
    accept.hidden = !suggested.length;
    if (focus && chosen >= 0) made[chosen].focus();
  };
  const choose = (index) => {
    chosen = index;
    if (index >= 0) [shape.value, cover.value] = [regions[index].shape, regions[index].cover];
  };
  const remember = () => before.push(JSON.stringify([regions, suggested]));
  const settle = (focus) => { write(); draw(focus); result.hidden = true; };
  const change = (act, focus = true) => { remember(); act(); settle(focus); };
  const add = (region) => { regions.push(region); choose(regions.length - 1); };
  const drop = () => change(() => { regions.splice(chosen, 1); choose(Math.min(chosen, regions.length - 1)); });
  const back = () => {
    if (!before.length) return;
    [regions, suggested] = JSON.parse(before.pop());
    choose(Math.min(chosen, regions.length - 1));
    settle();
  };
  const take = (index) => change(() => add({ ...suggested.splice(index, 1)[0], cover: cover.value }));

  // ---- mouse, pen and touch ----
  const point = (event) => {
    const box = svg.getBoundingClientRect();
    return [clamp((event.clientX - box.left) / box.width, 0, 1), clamp((event.clientY - box.top) / box.height, 0, 1)];
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const { index, suggested: face, corner } = event.target.dataset, [x, y] = point(event);
    if (face !== undefined) { take(Number(face)); return; }
    svg.setPointerCapture(event.pointerId);
    const was = JSON.stringify([regions, suggested]);
    if (corner !== undefined) {
      const { left, top, width, height } = regions[chosen];
      // The corner across stays where it is.
      drag = { was, from: [corner[0] === "0" ? left + width : left, corner[1] === "0" ? top + height : top] };
    } else if (index !== undefined) {
      choose(Number(index));
      drag = { was, move: [x - regions[chosen].left, y - regions[chosen].top] };
    } else {
      drag = { was, from: [x, y], fresh: true };
    }
    draw(true);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [x, y] = point(event);
    if (drag.fresh && Math.max(Math.abs(x - drag.from[0]), Math.abs(y - drag.from[1])) < 2 * LEAST) return;
    if (drag.fresh) { add({ shape: shape.value, cover: cover.value }); drag.fresh = false; }
    const region = regions[chosen];
    if (drag.move) {
      region.left = clamp(x - drag.move[0], 0, 1 - region.width);
      region.top = clamp(y - drag.move[1], 0, 1 - region.height);
    } else {
      [region.left, region.top] = [Math.min(x, drag.from[0]), Math.min(y, drag.from[1])];
      [region.width, region.height] = [Math.abs(x - drag.from[0]), Math.abs(y - drag.from[1])].map((n) => Math.max(n, LEAST));
      region.left = Math.min(region.left, 1 - region.width);
      region.top = Math.min(region.top, 1 - region.height);
    }
    draw(true);
  });
  const end = () => {
    if (!drag) return;
    if (drag.fresh) choose(-1);
    if (drag.was !== JSON.stringify([regions, suggested])) before.push(drag.was);
    drag = null;
    settle(true);
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);

  // ---- keyboard ----
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  svg.addEventListener("focusin", (event) => {
    const index = event.target.dataset.index;
    if (index !== undefined && Number(index) !== chosen) { choose(Number(index)); draw(true); }
  });
  svg.addEventListener("keydown", (event) => {
    const { index, suggested: face } = event.target.dataset, arrow = ARROWS[event.key];
    if (face !== undefined && ["Enter", " "].includes(event.key)) { event.preventDefault(); take(Number(face)); return; }
    if (index === undefined) return;
    if (["Delete", "Backspace"].includes(event.key)) { event.preventDefault(); drop(); return; }
    if (!arrow) return;
    event.preventDefault();
    change(() => {
      const region = regions[chosen], [x, y] = arrow.map((n) => n * STEP);
      if (event.shiftKey) {
        region.width = clamp(region.width + x, STEP, 1 - region.left);
        region.height = clamp(region.height + y, STEP, 1 - region.top);
      } else {
        region.left = clamp(region.left + x, 0, 1 - region.width);
        region.top = clamp(region.top + y, 0, 1 - region.height);
      }
    });
  });
  root.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea");
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) { event.preventDefault(); back(); }
  });

  // ---- buttons ----
  find("[data-add]").addEventListener("click", () =>
    change(() => add({ shape: shape.value, cover: cover.value, left: 0.4, top: 0.4, width: 0.2, height: 0.2 })));
  remove.addEventListener("click", () => chosen >= 0 && drop());
  undo.addEventListener("click", back);
  accept.addEventListener("click", () =>
    change(() => { suggested.splice(0).forEach((region) => add({ ...region, cover: cover.value })); }));
  for (const [select, name] of [[shape, "shape"], [cover, "cover"]]) {
    select.addEventListener("change", () => chosen >= 0 && change(() => { regions[chosen][name] = select.value; }, false));
  }
  rows.addEventListener("change", () => { remember(); regions = read(); choose(-1); draw(false); });

  // ---- suggestions, which a program makes beside the web server and somebody accepts ----
  const ask = async (left) => {
    const answer = await fetch(root.dataset.faces).then((got) => (got.ok ? got.json() : { ready: true, regions: [] }), () => null);
    if (!answer || !answer.ready) { if (left) setTimeout(() => ask(left - 1), 1500); return; }
    const known = (face) => regions.some((region) => SIDES.every((side) => Math.abs(region[side] - face[side]) < LEAST));
    suggested = answer.regions.filter((face) => !known(face));
    if (!regions.length) status.textContent = suggested.length ? `${root.dataset.found} ${suggested.length}` : root.dataset.none;
    draw();
  };

  regions = read();
  write();
  find(".redact-tools").hidden = false;
  find("[data-numbers]").open = false;
  new ResizeObserver(() => draw()).observe(svg);
  ask(40);
})();
