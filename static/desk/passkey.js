// Makes or shows a passkey, and puts what the browser's authenticator answers into the form.
"use strict";
(() => {
  const bytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const words = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (credentials) => (credentials || []).map((known) => ({ ...known, id: bytes(known.id) }));

  function readable(options) {
    const asked = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
    asked.excludeCredentials = named(asked.excludeCredentials);
    asked.allowCredentials = named(asked.allowCredentials);
    return asked;
  }

  function plain(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = words(credential.response[part]);
    }
    const { id, type } = credential;
    return { id, rawId: words(credential.rawId), type, response, clientExtensionResults: {} };
  }

  async function ask(form) {
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(form.dataset.options, { method: "POST", body: sent });
    if (!answer.ok) throw new Error("no options");
    const publicKey = readable(await answer.json());
    const act = form.dataset.passkey === "create" ? "create" : "get";
    form.querySelector("[data-answer]").value = JSON.stringify(plain(await navigator.credentials[act]({ publicKey })));
    form.submit();
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    const refused = form.querySelector("[data-refused]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      refused.hidden = true;
      ask(form).catch(() => {
        refused.hidden = false;
      });
    });
  }
})();
