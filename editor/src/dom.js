// Elements made in code. Never innerHTML with words in it.

/** `attrs`: attributes by name; "text" is the text content; null and false are left out. */
export function make(name, attrs = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attrs)) {
    if (key === "text") element.textContent = value;
    else if (value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

export function button(text, variant, run) {
  const element = make("button", { type: "button", class: "ds-button", "data-variant": variant, text });
  element.addEventListener("click", run);
  return element;
}
