// The sections of a message's details.

import { copyButton, h, icon } from "./dom.js";
import { ago, count, number, pretty, price, time, vendorTitle } from "./format.js";
import { go } from "./place.js";
import { attachments, codes, link, links, segmented } from "./texts.js";

const titled = (title, ...content) => h("section", {}, h("h3", {}, title), content);

/** The text with its cuts, and what it costs. */
export function text(detail) {
  const found = links(detail.text);
  const codeButtons = codes(detail);
  return titled(
    "Text",
    h("div.sheet", {}, h("p.segments", {}, detail.encrypted ? h("span.cipher", {}, detail.text) : segmented(detail))),
    h("p.encoding", {}, h("b", {}, detail.encoding ?? ""), detail.segments > 0 ? ` ${count(detail.segments, "segment")}` : null, units(detail)),
    meters(detail),
    forcing(detail),
    smart(detail),
    codeButtons.length > 0 ? h("div.codes", {}, codeButtons) : null,
    found.length > 0 ? h("ul.links", {}, found.map(({ url }) => h("li", {}, icon("link"), link(url)))) : null,
    attachments(detail),
  );
}

function units(detail) {
  const used = (detail.parts ?? []).reduce((sum, part) => sum + part.units, 0);
  return used > 0 ? `, ${number(used)} of ${number(detail.unitsPerPart * detail.parts.length)} ${detail.encoding === "UCS-2" ? "units" : "characters"}` : null;
}

function meters(detail) {
  const parts = detail.parts ?? [];
  if (parts.length === 0 || !detail.unitsPerPart) {
    return null;
  }
  return h(
    "div.meters",
    { "aria-hidden": "true" },
    parts.slice(0, 12).map((part) => {
      const fill = h("i");
      fill.style.width = `${Math.min(100, (part.units / detail.unitsPerPart) * 100)}%`;
      return h("span.meter", { title: `${part.units} of ${detail.unitsPerPart}` }, fill);
    }),
  );
}

function forcing(detail) {
  const characters = detail.forcing ?? [];
  if (characters.length === 0) {
    return null;
  }
  return h(
    "div.forcing",
    {},
    h("p", {}, characters.length === 1 ? "This character forces UCS-2:" : "These characters force UCS-2:"),
    h("ul", {}, characters.slice(0, 12).map((each) => h("li", {}, h("mark", {}, each.character), h("span.code-point", {}, each.codePoint), h("span", {}, (each.name ?? "").toLowerCase()), each.count > 1 ? h("span.times", {}, `× ${each.count}`) : null))),
    characters.length > 12 ? h("p.none", {}, `and ${characters.length - 12} more`) : null,
  );
}

function smart(detail) {
  const { smart: better, segments } = detail;
  if (!better) {
    return null;
  }
  const saved = segments - better.segments;
  if (saved <= 0 && better.encoding === detail.encoding) {
    return null;
  }
  const replaced = `${count(better.replaced, "character")} replaced`;
  const words = saved > 0 ? `Smart encoding saves ${count(saved, "segment")}: ${better.encoding}, ${count(better.segments, "segment")}, ${replaced}.` : `Smart encoding makes it ${better.encoding} in ${count(better.segments, "segment")}, ${replaced}.`;
  return h("p.saving", {}, icon("check"), words);
}

/** The states that were and those that will be. */
export function timeline(detail) {
  const steps = detail.timeline ?? [];
  const current = steps.findLastIndex((step) => step.past);
  return titled(
    "Status",
    h(
      "ol.timeline",
      {},
      steps.map((step, index) =>
        h(
          `li.${step.status ?? "sent"}.${step.past ? "past" : "ahead"}${index === current ? ".current" : ""}`,
          { "aria-current": index === current ? "step" : null },
          h("span.dot", { "aria-hidden": "true" }),
          h("span.what", {}, step.state, step.error ? h("span.error", {}, step.error) : null),
          h("span.when", {}, time(step.at), step.past ? null : h("span.visually-hidden", {}, " expected")),
        ),
      ),
    ),
  );
}

/** What a sender with the SDK reported. */
export function send(detail) {
  const report = detail.send;
  if (!report) {
    return null;
  }
  return titled(
    "Send",
    report.route ? h("p.route", { "aria-label": `Route ${report.route}` }, report.route) : null,
    h("ol.attempts", {}, (report.attempts ?? []).map(attemptOf)),
    h("dl.facts", {}, row("Outcome", h(`span.outcome.${report.outcome}`, {}, report.outcome), report.code ? ` ${report.code}` : ""), copied("Key", report.key), trace(report.traceId)),
  );
}

// {traceId} in it is the place of the id; empty where the sandbox was started without one.
const TRACES = document.querySelector("meta[name=trace-url]").content;

function trace(id) {
  const shown = h("code", {}, id);
  return id ? row("Trace id", TRACES === "" ? shown : link(TRACES.replaceAll("{traceId}", encodeURIComponent(id)), shown), copyButton(id, "Copy: Trace id")) : null;
}

const OUTCOMES = { accepted: "check", rejected: "close", unknown: "help" };

function attemptOf(attempt) {
  return h(
    `li.${attempt.outcome}`,
    {},
    icon(OUTCOMES[attempt.outcome] ?? "help"),
    h("span.what", {}, h("b", {}, vendorTitle(attempt.provider)), h("span", {}, attempt.outcome, attempt.code ? ` ${attempt.code}` : "")),
    h("span.when", {}, typeof attempt.milliseconds === "number" ? `${number(attempt.milliseconds)} ms` : ""),
  );
}

function row(name, ...value) {
  return value.some((each) => each !== null && each !== undefined && each !== "") ? [h("dt", {}, name), h("dd", {}, value)] : null;
}

function copied(name, value) {
  return value ? row(name, h("code", {}, value), copyButton(value, `Copy: ${name}`)) : null;
}

export function facts(detail) {
  return titled(
    "Facts",
    h(
      "dl.facts",
      {},
      row("Price", price(detail.price) || "none"),
      row("Vendor", vendorTitle(detail.vendor)),
      copied("Vendor's id", detail.vendorId),
      row("Id here", detail.id),
      detail.send ? null : copied("Key", detail.key),
      row("Tag", detail.tag),
      detail.scheduledAt ? row("Scheduled for", time(detail.scheduledAt, "full")) : null,
      row("Accepted", time(detail.acceptedAt, "full")),
    ),
    detail.send ? null : h("p.none", {}, "Route, attempts and trace id are here when the sender is Heliograph and reports to this sandbox."),
  );
}

/** Each attempt to deliver a webhook about it. */
export function webhooks(detail) {
  const attempts = detail.webhooks ?? [];
  if (attempts.length === 0) {
    return null;
  }
  return titled(
    "Webhooks",
    h(
      "ol.attempts",
      {},
      attempts.map((each) =>
        h(
          `li.${each.status >= 200 && each.status < 300 ? "accepted" : "rejected"}`,
          {},
          icon(each.status >= 200 && each.status < 300 ? "check" : "close"),
          h(
            "details.what",
            {},
            h("summary", {}, h("b", {}, each.event), h("span", {}, each.status ? `HTTP ${each.status}` : each.problem || "no answer"), each.attempt > 1 ? h("span", {}, `attempt ${each.attempt}`) : null),
            h("p.none", {}, each.target, each.nextAt ? [", again at ", time(each.nextAt)] : null),
            code(each.body),
          ),
          h("span.when", {}, time(each.at)),
        ),
      ),
    ),
  );
}

function code(body) {
  return body ? h("pre.body", { tabindex: "0", "aria-label": "Body" }, pretty(body)) : h("p.none", {}, "No body.");
}

/** The exchange that a message came with. */
export function sending(detail) {
  return detail ? exchange(detail, false) : null;
}

/** A request to a vendor and its answer, as bytes went over the wire, with secrets masked. */
export function exchange(detail, open) {
  const answer = detail.status ? `HTTP ${detail.status} in ${number(detail.milliseconds)} ms` : "no answer";
  const messages = open && detail.messages?.length > 0 ? h("p.related", {}, "Messages: ", detail.messages.slice(0, 20).map((id) => h("button.link", { type: "button", onclick: () => go({ message: id, request: "" }) }, `#${id}`))) : null;
  return titled(
    "Request and answer",
    messages,
    wire(`${detail.method} ${detail.path}`, detail.requestHeaders, detail.requestBody, open),
    wire(answer, detail.responseHeaders, detail.responseBody, open),
    h("p.none", {}, vendorTitle(detail.vendor), ", ", ago(detail.at), detail.fault ? `, fault ${detail.fault}` : ""),
  );
}

function wire(title, headers, body, open) {
  const lines = Object.entries(headers ?? {}).map(([name, value]) => [h("dt", {}, name), h("dd", {}, Array.isArray(value) ? value.join(", ") : value)]);
  return h(
    "details.wire",
    { open },
    h("summary", {}, h("code", {}, title), body ? copyButton(body, "Copy the body") : null),
    lines.length > 0 ? h("dl.headers", {}, lines) : null,
    code(body),
  );
}
