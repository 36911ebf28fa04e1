// Suggestions in the search box while somebody types. The page works without it: the same list is a page of links.
"use strict";

(() => {
  const PAUSE = 200; // milliseconds after the last letter
  const box = document.querySelector("input[data-suggest]");
  const list = box && document.getElementById(box.getAttribute("list"));
  if (!list) return;
  let timer = 0;
  let asked = "";

  const show = (page) => {
    const links = new DOMParser().parseFromString(page, "text/html").querySelectorAll("#suggestions a");
    list.replaceChildren(
      ...Array.from(links, (link) => {
        const option = document.createElement("option");
        option.value = link.textContent;
        return option;
      }),
    );
  };

  const ask = async () => {
    const typed = box.value.trim();
    if (typed.length < 2 || typed === asked) return;
    asked = typed;
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`, { credentials: "omit" });
      const page = answer.ok ? await answer.text() : "";
      if (asked === typed) show(page);
    } catch {
      list.replaceChildren();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
})();
