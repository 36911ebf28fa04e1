// Sends photographs one by one, so that each is answered for by itself and a large lot needs no large request.
// Without this script the form sends them all at once.
"use strict";

(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const files = form.querySelector("[type=file]"), button = form.querySelector("[type=submit]");
  const progress = form.querySelector("[data-progress]"), list = form.querySelector("[data-said]");

  const say = (name, sentence) => {
    const line = list.appendChild(document.createElement("li"));
    line.append(Object.assign(document.createElement("bdi"), { textContent: name }), `: ${sentence}`);
  };

  const send = async (file) => {
    const body = new FormData(form);
    body.delete("files");
    body.append("files", file);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.status === 429) {
      // A large lot: the desk takes so many forms in a while.
      await new Promise((go) => { setTimeout(go, 1000 * (Number(answer.headers.get("Retry-After")) || 1)); });
      return send(file);
    }
    return (await answer.json()).said[0];
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = [...files.files];
    let refused = 0;
    list.replaceChildren();
    button.disabled = true;
    Object.assign(progress, { hidden: false, max: chosen.length, value: 0 });
    for (const file of chosen) {
      const said = await send(file).catch(() => ({ taken: false, sentence: form.dataset.failed }));
      if (!said.taken) { refused += 1; say(file.name, said.sentence); }
      progress.value += 1;
    }
    if (!refused) { location.reload(); return; }
    button.disabled = false;
    const link = Object.assign(document.createElement("a"), { href: form.action, textContent: form.dataset.show });
    list.appendChild(document.createElement("li")).append(link);
  });
})();
