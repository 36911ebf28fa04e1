// Shows a photograph as it will be public: made by the server from the regions as they are in the form now.
// It is drawn on a canvas, because the content policy lets no picture in that is not an address of this site.
"use strict";

(() => {
  const root = document.querySelector("[data-redact]");
  if (!root) return;
  const find = (name) => root.querySelector(name);
  const status = find("[data-status]"), result = find("[data-result]"), canvas = result.querySelector("canvas");

  find("[data-preview]").addEventListener("click", async (event) => {
    event.preventDefault();
    status.textContent = "";
    try {
      const body = new FormData(root.closest("form"));
      const answer = await fetch(event.target.formAction, { method: "POST", body });
      if (!answer.ok) throw new Error(answer.status);
      const picture = await createImageBitmap(await answer.blob());
      [canvas.width, canvas.height] = [picture.width, picture.height];
      canvas.getContext("2d").drawImage(picture, 0, 0);
      result.hidden = false;
    } catch {
      status.textContent = root.dataset.failed;
    }
  });
})();
