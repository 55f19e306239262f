"use strict";
// The page is whole without this script. It filters the overview, opens what a link leads to, and leads back.
(() => {
  const form = document.querySelector(".filter");
  if (form) {
    const items = [...document.querySelectorAll(".index li")];
    const output = form.querySelector("output");
    const apply = () => {
      const { verdict, outlet, words } = form.elements;
      const wanted = words.value.trim().toLowerCase();
      let shown = 0;
      for (const item of items) {
        const fits =
          (!verdict.value || item.dataset.verdicts.split(" ").includes(verdict.value)) &&
          (!outlet.value || item.dataset.outlets.split("|").includes(outlet.value)) &&
          item.textContent.toLowerCase().includes(wanted);
        item.hidden = !fits;
        const section = document.querySelector(item.querySelector("a").hash);
        if (section) section.hidden = !fits;
        shown += fits;
      }
      output.textContent = shown === items.length ? "" : `${shown} of ${items.length}`;
    };
    form.hidden = items.length < 2;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  const back = document.createElement("button");
  back.className = "back";
  back.textContent = "← Back to the table";
  back.hidden = true;
  let from = null;
  back.addEventListener("click", () => {
    back.hidden = true;
    if (from) {
      from.focus({ preventScroll: true });
      from.scrollIntoView({ block: "center" });
    }
  });
  document.body.append(back);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.jump");
    if (link) {
      from = link;
      back.hidden = false;
    }
  });

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView({ block: target.classList.contains("s") ? "center" : "start" });
  };
  addEventListener("hashchange", reveal);
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".event details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
})();
