package io.heliograph.textingline;

import io.heliograph.http.Deadline;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.CompletedAttempt;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A mock server for TextingLine. */
final class TextingLineVendor extends VendorServer {
    static final String KEY_ID = "uk_of_the_test";
    static final String KEY_SECRET = "sk_live_of_the_test";
    static final String MESSAGE = "/api/v1/messaging/message";
    static final String BROADCAST = "/api/v1/messaging/broadcast";

    TextingLineVendor() {
        super("textingline", url -> builder(url).build(), TextingLineVendor::request);
    }

    private static TextingLine.Builder builder(String url) {
        return TextingLine.builder().keyId(KEY_ID).keySecret(KEY_SECRET).baseUrl(url);
    }

    TextingLine.Builder builder() {
        return builder(url());
    }

    /** The vendor's own example request, with a key. */
    static SendRequest.Builder request() {
        return SendRequest.to("+18005551234")
                .from("+18005559876")
                .text("Your verification code is 482910")
                .idempotencyKey("order-1234");
    }

    /** The content of a broadcast; its recipient is the first of {@link #recipients}. */
    static SendRequest.Builder content() {
        return SendRequest.to("+18005551000")
                .from("+18005559876")
                .text("Check out our new collection!")
                .idempotencyKey("sale-2026");
    }

    static List<PhoneNumber> recipients(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PhoneNumber.of("+" + (18_005_551_000L + i)))
                .toList();
    }

    /** A fixture file in the vendor's bytes. */
    static String fixture(String name) {
        return fixture(TextingLineVendor.class, name);
    }

    static String error(int code, String text) {
        return """
                {"code":%d,"message":"%s","status":400,"moreInfo":"https://docs.smsfactory.com/docs/error-codes"}""".formatted(code, text);
    }

    /** Sends one broadcast through the client. */
    SendOutcome broadcast(SendRequest content, List<PhoneNumber> recipients) {
        try (SmsProvider provider = builder().build().provider()) {
            return CompletedAttempt.send(
                    provider.name(),
                    content.key(),
                    Deadline.after(Duration.ofSeconds(20)),
                    context -> provider.sendBulk(content, recipients, context));
        }
    }
}
