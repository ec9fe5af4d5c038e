// The theme, before the page is painted; then the menu, the search, the table of contents and the copy buttons.
"use strict";

const page = document.documentElement;
page.classList.add("script");

const storage = {
  get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
  set: theme => { try { localStorage.setItem("theme", theme); } catch { /* without storage it lasts for the page */ } },
};
const asked = new URLSearchParams(location.search).get("theme");
const theme = asked === "light" || asked === "dark" ? asked : storage.get();
if (theme) page.dataset.theme = theme;

let index = null;
function heliographSearch(pages) { // what search.js calls
  index = pages.flatMap(({ title, section, url, names, synonyms, last, headings }) => [
    {
      title, detail: section, url, words: title.toLowerCase(), names: names.toLowerCase(), synonyms, weight: last ? 100 : 0,
    },
    ...headings.map(([heading, anchor, below]) => ({
      title: heading, detail: title, url: `${url}#${anchor}`, words: `${heading} ${title}`.toLowerCase(),
      names: below.toLowerCase(), synonyms: "", weight: last ? 101 : 1,
    })),
  ]);
}

document.addEventListener("DOMContentLoaded", () => {
  setUpTheme();
  setUpMenu();
  setUpSearch();
  setUpContents();
  document.querySelectorAll(".code").forEach(addCopyButton);
});

function setUpTheme() {
  document.querySelector(".theme").addEventListener("click", () => {
    const dark = page.dataset.theme
      ? page.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    page.dataset.theme = dark ? "light" : "dark";
    storage.set(page.dataset.theme);
  });
}

function setUpMenu() {
  const button = document.querySelector(".menu");
  const navigation = document.querySelector(".navigation");
  const show = open => {
    button.setAttribute("aria-expanded", String(open));
    page.classList.toggle("menu-open", open);
    if (open) navigation.querySelector("[aria-current], a").focus();
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && page.classList.contains("menu-open")) {
      show(false);
      button.focus();
    }
  });
  document.addEventListener("click", event => {
    if (page.classList.contains("menu-open") && !event.target.closest(".navigation, .menu")) show(false);
  });
  const current = navigation.querySelector("[aria-current]");
  if (current && current.offsetTop > navigation.clientHeight * 0.7) {
    navigation.scrollTop = current.offsetTop - navigation.clientHeight / 2;
  }
}

function setUpSearch() {
  const input = document.querySelector(".search input");
  const list = document.querySelector("#results");
  let active = -1;

  const load = () => {
    if (index || document.querySelector("script[data-search]")) return;
    const script = document.createElement("script");
    script.src = `${page.dataset.root}search.js`;
    script.dataset.search = "";
    script.addEventListener("load", show);
    document.head.append(script);
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = at => {
    const options = [...list.querySelectorAll("[role=option]")];
    active = options.length ? (at + options.length) % options.length : -1;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }
  };
  function show() {
    if (!input.value.trim() || !index) return close();
    const found = search(input.value).map(option);
    list.replaceChildren(...(found.length ? found : [nothing()]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(0);
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(); });
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden) {
      list.querySelector("[aria-selected=true] a")?.click();
    } else if (event.key === "Escape") {
      close();
      input.blur();
    }
  });
  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus();
      input.select();
      event.preventDefault();
    }
  });
  document.addEventListener("click", event => { if (!event.target.closest(".search")) close(); });
  list.addEventListener("click", close);
}

// Not "from", which is a setting.
const stopWords = new Set(("a am an and are as at be by can could do does for has have how i if in into is it its me my of on or our "
  + "should so than that the their them then there these they this those to was we what when where which who why will with would you your")
  .split(" "));

// The words of a query without the stop words, unless it has no others.
function searchedWords(query) {
  const words = query.toLowerCase().split(/[\s?!,;]+/).filter(Boolean);
  const telling = words.filter(word => !stopWords.has(word));
  return telling.length ? telling : words;
}

// The entries that have all words of a query, the best first; the change log's come last.
function search(query) {
  const words = searchedWords(query);
  return index
    .filter(entry => words.every(word => [entry.words, entry.names, entry.synonyms].some(text => text.includes(word))))
    .map(entry => ({ entry, rank: rank(entry, words) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 12)
    .map(({ entry }) => entry);
}

// The best first: words of a title from their beginning, then synonyms of the page, then elsewhere in the title, then names in the text.
function rank({ words, names, synonyms, weight }, searched) {
  const begins = (text, word) => new RegExp(`(^|[^a-z0-9])${word.replace(/\W/g, "\\$&")}`).test(text);
  const start = words.startsWith(searched[0]) ? 0 : 2;
  const miss = searched.reduce((sum, word) => sum
    + (begins(words, word) ? 0 : begins(synonyms, word) ? 1 : words.includes(word) ? 4 : begins(names, word) ? 8 : 12), 0);
  return weight + start + miss + words.length / 1000;
}

function option({ title, detail, url }, i) {
  const item = document.createElement("li");
  item.id = `result-${i}`;
  item.setAttribute("role", "option");
  const link = document.createElement("a");
  link.href = page.dataset.root + url;
  link.tabIndex = -1;
  const small = document.createElement("small");
  small.textContent = detail;
  link.append(title, small);
  item.append(link);
  return item;
}

function nothing() {
  const item = document.createElement("li");
  item.className = "nothing";
  item.textContent = "No title, heading or name has these words.";
  return item;
}

function setUpContents() {
  const links = new Map([...document.querySelectorAll(".contents a")].map(link => [link.hash.slice(1), link]));
  if (!links.size || !("IntersectionObserver" in window)) return;
  const headings = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
  const update = () => {
    const passed = headings.filter(heading => heading.getBoundingClientRect().top < 140);
    const current = (passed.at(-1) ?? headings[0])?.id;
    links.forEach((link, id) => link.classList.toggle("current", id === current));
  };
  const observer = new IntersectionObserver(update, { rootMargin: "-100px 0px -60% 0px" });
  headings.forEach(heading => observer.observe(heading));
  update();
}

function addCopyButton(block) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  block.append(button);
}
