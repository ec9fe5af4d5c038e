package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.model.InboxMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the same test needs of each built-in vendor: a send, a read, and the states that it reports. */
public enum VendorCalls {
    WAVIX("wavix", "/v3/messages", """
            {"from":"ACME","to":"%s","message_body":{"text":"Hello"}}""", "sent", "delivered", "undelivered", "expired", "rejected", "dlr_expired"),
    ANDROID("androidgateway", "/messages", """
            {"textMessage":{"text":"Hello"},"phoneNumbers":["%s"]}""", "Sent", "Delivered", "Failed", "Cancelled"),
    NATIVEHUB("nativehub", "/messages", """
            {"to":"%s","from":"BRAND","body":"Hello"}""", "submitted", "delivered", "failed", "expired"),
    TEXTINGLINE(
            "textingline", "/api/v1/messaging/message", """
            {"to":"%s","from":"+12025550100","body":"Hello"}""", "queued", "sent", "delivered", "undelivered", "failed"),
    THAIBULK("thaibulk", "/sms/send", """
            {"sender":"HELIOGRAPH","content":"Hello","msisdns":["%s"]}""");

    private final String vendor;
    private final String path;
    private final String body;
    // The states, each between two commas.
    private final String reported;

    VendorCalls(String vendor, String path, String body, String... reported) {
        this.vendor = vendor;
        this.path = path;
        this.body = body;
        this.reported = "," + String.join(",", reported) + ",";
    }

    /** The vendor's name. */
    public String vendor() {
        return vendor;
    }

    /** Sends a text to the number that ends in four digits. */
    public InboxMessage send(Sandbox sandbox, String lastDigits) {
        String to = (this == THAIBULK ? "6681234" : "+6681234") + lastDigits;
        JsonResponse response = Browser.call(sandbox, vendor, "POST", path, body.formatted(to));
        assertThat(response.status()).as(response.body()).isBetween(200, 202);
        List<InboxMessage> inbox = sandbox.inbox();
        return inbox.get(inbox.size() - 1);
    }

    /** The message as the inbox has it now. */
    public static InboxMessage now(Sandbox sandbox, InboxMessage message) {
        return sandbox.inbox().stream()
                .filter(each -> each.id().equals(message.id()))
                .findFirst()
                .orElseThrow();
    }

    /** The state by the vendor's own API; empty where it can't be asked for. */
    public Optional<String> read(Sandbox sandbox, InboxMessage message) {
        return switch (this) {
            case WAVIX ->
                Optional.of(get(sandbox, "/v3/messages/" + message.id()).text("status"));
            case ANDROID ->
                Optional.of(String.valueOf(get(sandbox, "/messages/" + message.id())
                        .objects("recipients")
                        .get(0)
                        .get("state")));
            case NATIVEHUB ->
                Optional.of(get(sandbox, "/messages/" + message.id()).text("status"));
            case TEXTINGLINE -> Optional.empty();
            case THAIBULK ->
                Optional.of(String.valueOf(get(sandbox, "/sms/" + message.id() + "/recipients")
                        .objects("data")
                        .get(0)
                        .get("status")));
        };
    }

    private JsonResponse get(Sandbox sandbox, String own) {
        return Browser.call(sandbox, vendor, "GET", own, "");
    }

    /** Whether the vendor reports a state. */
    public boolean reports(String state) {
        return reported.contains("," + state + ",");
    }

    /** Whether it reports anything. */
    public boolean isReporting() {
        return !reported.equals(",,");
    }

    /** The state that a report is about. */
    public String state(Receiver.Got report) {
        return switch (this) {
            case ANDROID -> {
                String word = String.valueOf(report.json().get("event")).substring("sms:".length());
                yield word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
            }
            case TEXTINGLINE -> {
                String event = String.valueOf(report.json().get("event"));
                yield event.substring(event.lastIndexOf('.') + 1);
            }
            default -> String.valueOf(report.json().get("status"));
        };
    }
}
