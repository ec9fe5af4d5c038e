// What can be found in a text: links, codes, cuts between segments, characters that cost.

import { copyButton, h, icon } from "./dom.js";

const URLS = /https?:\/\/[^\s<>"'`]+/gi;
const TRAILING = /[.,;:!?)\]}»”’]+$/;

/** The links in a text, with where they are. */
export function links(text) {
  const found = [];
  for (const match of text.matchAll(URLS)) {
    const url = match[0].replace(TRAILING, "");
    if (URL.canParse(url)) {
      found.push({ url, start: match.index, end: match.index + url.length });
    }
  }
  return found;
}

/** A link that gives the other page neither a handle on this one nor its address. */
export function link(url, text = url) {
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** The text with its links. */
export function linked(text) {
  const parts = [];
  let from = 0;
  for (const { url, start, end } of links(text)) {
    parts.push(text.slice(from, start), link(url));
    from = end;
  }
  return [...parts, text.slice(from)];
}

/** A button for each code. */
export function codes(message) {
  return (message.codes ?? []).slice(0, 4).map((code) => copyButton(code, "Copy the code", { style: "code", shown: code }));
}

/** Files of an MMS and the mark of an encrypted text. */
export function attachments(message) {
  const media = (message.media ?? []).map((url) =>
    h("span.file", {}, icon("file"), /^https?:/i.test(url) ? link(url, url.split("/").pop() || url) : h("span", {}, url)),
  );
  return message.encrypted ? [...media, h("span.file", {}, icon("lock"), "encrypted")] : media;
}

/** The text segment by segment, with a mark at each cut and at each character that forces UCS-2. */
export function segmented(message) {
  const forcing = new Map((message.forcing ?? []).map((each) => [each.character, each]));
  const parts = message.parts?.length > 0 ? message.parts : [{ text: message.text }];
  return parts.flatMap((part, index) => {
    const cut = index === 0 ? [] : [h("span.cut", { role: "separator", "aria-label": `Segment ${index + 1}` }, h("b", { "aria-hidden": "true" }, index + 1))];
    return [...cut, h("span.segment", {}, marked(part.text, forcing))];
  });
}

function marked(text, forcing) {
  const parts = [];
  let plain = "";
  for (const character of text) {
    const why = forcing.get(character);
    if (why) {
      parts.push(plain, h("mark", { title: `${why.codePoint} ${why.name} forces UCS-2` }, character));
      plain = "";
    } else {
      plain += character;
    }
  }
  return [...parts, plain];
}
