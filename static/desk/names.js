// The box that finds a contributor takes its name from what was chosen: give it the name of its field as well.
"use strict";
django.jQuery(() => {
  for (const box of document.querySelectorAll("select.admin-autocomplete + .select2 .select2-selection")) {
    const field = box.closest(".select2").previousElementSibling;
    const label = document.querySelector(`label[for="${field.id}"]`);
    const chosen = box.querySelector(".select2-selection__rendered");
    if (!label || !chosen) continue;
    label.id = `${field.id}-label`;
    box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    chosen.setAttribute("aria-labelledby", label.id);
  }
});
