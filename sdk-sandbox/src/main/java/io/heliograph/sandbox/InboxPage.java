package io.heliograph.sandbox;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The inbox as one HTML page that needs neither scripts nor other files. */
final class InboxPage {
    private static final int MOST_SHOWN = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="2">
            <meta name="color-scheme" content="light dark">
            <title>Heliograph sandbox</title>
            <style>
            :root { --page: #f4f5f7; --card: #fff; --ink: #1c1e21; --soft: #62676f; --line: #dfe2e6;
              --good: #17784a; --bad: #b3261e; --busy: #0b5cad; }
            @media (prefers-color-scheme: dark) { :root { --page: #131518; --card: #1d2024; --ink: #e7e9ec;
              --soft: #9aa1aa; --line: #31363c; --good: #5cc893; --bad: #ff8a80; --busy: #7db8f5; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem; background: var(--page);
              color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.35rem; margin: 0; }
            h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
            p { margin: .25rem 0 0; color: var(--soft); }
            ul { list-style: none; margin: 0; padding: 0; }
            li { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
              padding: .7rem .9rem; margin: .5rem 0; }
            .row { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; }
            .row > :last-child { margin-left: auto; }
            .soft, time { color: var(--soft); font-size: .85rem; font-variant-numeric: tabular-nums; }
            .text { margin: .35rem 0 0; color: var(--ink); white-space: pre-wrap; overflow-wrap: anywhere; }
            p { font-size: .85rem; }
            code { font-size: .85rem; overflow-wrap: anywhere; }
            .state { font-size: .85rem; font-weight: 600; color: var(--busy); }
            .good { color: var(--good); }
            .bad { color: var(--bad); }
            .state.soft { color: var(--soft); }
            </style>
            </head>
            <body>
            """;

    private InboxPage() {}

    static String of(List<VendorLine> vendors, List<InboxMessage> inbox) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>Heliograph sandbox</h1>\n<p>Nothing here reaches a real phone.</p>\n<h2>Vendors</h2>\n<ul>\n");
        vendors.forEach(vendor -> page.append(vendor(vendor)));
        page.append("</ul>\n<p>Set a fault with <code>PUT /faults/{vendor}</code> and one word: ");
        page.append(SandboxFault.words())
                .append(".</p>\n<h2>Inbox: ")
                .append(inbox.size())
                .append(inbox.size() == 1 ? " message" : " messages");
        page.append("</h2>\n");
        if (inbox.size() > MOST_SHOWN) {
            page.append("<p>The newest ").append(MOST_SHOWN).append(" are shown.</p>\n");
        }
        page.append("<ul>\n");
        for (int i = inbox.size() - 1; i >= 0 && i >= inbox.size() - MOST_SHOWN; i--) {
            page.append(message(inbox.get(i)));
        }
        page.append(inbox.isEmpty() ? "<li class=\"soft\">No message yet.</li>\n" : "");
        return page.append(
                        "</ul>\n<p>Times are in UTC. The page renews itself every two seconds.</p>\n</body>\n</html>\n")
                .toString();
    }

    private static String vendor(VendorLine line) {
        boolean well = line.fault() == SandboxFault.NONE;
        return "<li><div class=\"row\"><strong>" + escape(line.vendor().name()) + "</strong><code>"
                + escape(line.baseUrl().toString()) + "</code><span class=\"state " + (well ? "good" : "bad") + "\">"
                + (well ? "no fault" : escape(line.fault().word())) + "</span></div></li>\n";
    }

    private static String message(InboxMessage message) {
        String from = message.from() == null ? "" : "<span class=\"soft\">from " + escape(message.from()) + "</span>";
        return "<li><div class=\"row\"><strong>" + escape(message.to()) + "</strong>" + from
                + "<span class=\"state " + tone(message.state()) + "\">" + escape(message.state()) + "</span></div>"
                + "<div class=\"text\">" + escape(message.text()) + "</div>"
                + "<div class=\"row soft\"><span>" + escape(message.vendor()) + "</span><time datetime=\""
                + message.acceptedAt() + "\">" + TIME.format(message.acceptedAt()) + "</time></div></li>\n";
    }

    private static String tone(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "delivered", "success" -> "good";
            case "failed", "rejected", "undelivered", "expired", "dlr_expired", "invalid", "blocked", "timeout" ->
                "bad";
            case "scheduled", "cancelling", "cancelled" -> "soft";
            default -> "";
        };
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
