// What is known of an event or a figure, beside the pointer or the focus; without it, links lead to the same below.
"use strict";
(() => {
  const card = document.getElementById("card");
  const links = [...document.querySelectorAll("figure svg a")].filter((link) => recordOf(link));

  function recordOf(link) {
    const address = link.getAttribute("xlink:href") || "";
    return address.startsWith("#") ? document.getElementById(address.slice(1)) : null;
  }

  function show(link, x, y) {
    card.replaceChildren(...[...recordOf(link).childNodes].map((node) => node.cloneNode(true)));
    card.hidden = false;
    const { width, height } = card.getBoundingClientRect();
    const right = x + 16 + width <= innerWidth ? x + 16 : x - 16 - width;
    const below = y + 16 + height <= innerHeight ? y + 16 : innerHeight - height - 8;
    card.style.left = `${Math.max(8, right)}px`;
    card.style.top = `${Math.max(8, below)}px`;
  }

  function hide() {
    card.hidden = true;
  }

  function step(link, by) {
    const next = links[links.indexOf(link) + by];
    if (next) {
      next.focus();
    }
  }

  for (const link of links) {
    const title = link.querySelector(":scope > title");
    if (title) { // or the browser shows it above the card
      link.setAttribute("aria-label", title.textContent);
      title.remove();
    }
    link.addEventListener("pointermove", (event) => show(link, event.clientX, event.clientY));
    link.addEventListener("pointerleave", hide);
    link.addEventListener("focus", () => {
      const box = link.getBoundingClientRect();
      show(link, box.left, box.bottom);
    });
    link.addEventListener("blur", hide);
    link.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (by) {
        event.preventDefault();
        step(link, by);
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hide();
    }
  });
})();
