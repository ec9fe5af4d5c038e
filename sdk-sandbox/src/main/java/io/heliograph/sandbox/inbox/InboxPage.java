package io.heliograph.sandbox.inbox;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders the inbox as one HTML page without scripts or other files, from the templates beside this class. */
public final class InboxPage {
    private static final int MAX_SHOWN = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String STYLE = HtmlTemplate.read("page.css");
    private static final HtmlTemplate PAGE = HtmlTemplate.of("page.html");
    private static final HtmlTemplate VENDOR = HtmlTemplate.of("vendor.html");
    private static final HtmlTemplate MESSAGE = HtmlTemplate.of("message.html");
    private static final String EMPTY = HtmlTemplate.read("empty.html");

    private InboxPage() {}

    /**
     * The page.
     *
     * @param faultWords the names of all faults, as readable text
     * @param inbox oldest first
     */
    public static String of(List<VendorStatus> vendors, String faultWords, List<InboxMessage> inbox) {
        StringBuilder rows = new StringBuilder();
        vendors.forEach(vendor -> rows.append(vendor(vendor)));
        return PAGE.with(Map.of(
                "style",
                STYLE,
                "vendors",
                rows.toString(),
                "faults",
                faultWords,
                "count",
                inbox.size() + (inbox.size() == 1 ? " message" : " messages"),
                "limit",
                inbox.size() > MAX_SHOWN ? "The newest " + MAX_SHOWN + " are shown." : "",
                "messages",
                messages(inbox)));
    }

    private static String messages(List<InboxMessage> inbox) {
        StringBuilder rows = new StringBuilder();
        for (int i = inbox.size() - 1; i >= 0 && i >= inbox.size() - MAX_SHOWN; i--) {
            rows.append(message(inbox.get(i)));
        }
        return inbox.isEmpty() ? EMPTY : rows.toString();
    }

    private static String vendor(VendorStatus vendor) {
        boolean well = vendor.fault() == SandboxFault.NONE;
        return VENDOR.with(Map.of(
                "name",
                vendor.name(),
                "url",
                vendor.baseUrl().toString(),
                "tone",
                well ? "good" : "bad",
                "fault",
                well ? "no fault" : vendor.fault().word()));
    }

    private static String message(InboxMessage message) {
        return MESSAGE.with(Map.of(
                "to",
                message.to(),
                "from",
                message.from() == null ? "" : "from " + message.from(),
                "tone",
                tone(message.state()),
                "state",
                message.state(),
                "text",
                message.text(),
                "vendor",
                message.vendor(),
                "accepted",
                message.acceptedAt().toString(),
                "time",
                TIME.format(message.acceptedAt())));
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
}
