// Questions to the user.

import { button, h } from "./dom.js";

/** Shows a dialog and gives the element its focus back; resolves with what `close` gets, or undefined. */
export function ask(label, content, className = "dialog") {
  return new Promise((resolve) => {
    const focused = document.activeElement;
    let answer;
    const dialog = h(`dialog.${className}`, { "aria-label": label });
    const close = (value) => {
      answer = value;
      dialog.close();
    };
    dialog.append(...[content(close)].flat());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (focused?.isConnected) {
        focused.focus({ preventScroll: true });
      }
      resolve(answer);
    });
    // A click beside it closes it.
    dialog.addEventListener("pointerdown", (event) => {
      const box = dialog.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (event.target === dialog && !inside) {
        close(undefined);
      }
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function confirm(question, details, action) {
  return ask(question, (close) => [
    h("h2", {}, question),
    h("p", {}, details),
    h(
      "div.actions",
      {},
      button(null, "Cancel", () => close(false), { style: "plain" }),
      button(null, action, () => close(true), { style: "danger.solid", autofocus: true }),
    ),
  ]);
}

/** Lets the user choose one of many; resolves with it. `row` draws one, `text` is what is searched. */
export function pick(title, items, text, row) {
  return ask(title, (close) => {
    const list = h("div.choices");
    const draw = (wanted) => {
      const found = items.filter((item) => text(item).toLowerCase().includes(wanted.toLowerCase()));
      list.replaceChildren(
        ...found.map((item) => h("button.choice", { type: "button", onclick: () => close(item) }, row(item))),
        ...(found.length === 0 ? [h("p.none", {}, "Nothing found.")] : []),
      );
    };
    const field = h("input", {
      type: "search",
      placeholder: "Search",
      "aria-label": `Search: ${title}`,
      autofocus: true,
      oninput: () => draw(field.value.trim()),
      onkeydown: (event) => {
        if (event.key === "ArrowDown" || event.key === "Enter") {
          event.preventDefault();
          const first = list.querySelector("button");
          event.key === "Enter" ? first?.click() : first?.focus();
        }
      },
    });
    list.addEventListener("keydown", (event) => {
      const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (next) {
        event.preventDefault();
        (document.activeElement[next] ?? field).focus();
      }
    });
    draw("");
    return [h("h2", {}, title), field, list, h("div.actions", {}, button(null, "Cancel", () => close(undefined), { style: "plain" }))];
  }, "dialog.picker");
}

/** Asks for a duration; resolves with seconds. */
export function seconds(title, details) {
  return ask(title, (close) => {
    const field = h("input", { type: "number", min: "1", max: "86400", value: "30", required: true, autofocus: true, "aria-label": "Seconds" });
    const form = h(
      "form",
      {
        method: "dialog",
        onsubmit: (event) => {
          event.preventDefault();
          close(Number(field.value));
        },
      },
      h("h2", {}, title),
      h("p", {}, details),
      h("div.field-row", {}, field, h("span", {}, "seconds"), [["30 s", 30], ["5 min", 300], ["1 h", 3600]].map(([text, value]) => button(null, text, () => (field.value = value), { style: "chip" }))),
      h("div.actions", {}, button(null, "Cancel", () => close(undefined), { style: "plain" }), h("button.primary", { type: "submit" }, "Delay")),
    );
    return form;
  });
}
