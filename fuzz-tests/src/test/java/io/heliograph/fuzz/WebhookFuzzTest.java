package io.heliograph.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heliograph.http.HttpOptions;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A webhook's body may be anything: it is parsed, or kept as unrecognised, without an exception. */
class WebhookFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final URI PLACE = URI.create("/hooks");

    private static final Map<String, WebhookParser> PARSERS = Map.of(
            "androidgateway", parser(VendorClients.androidGateway(HttpOptions.defaults())),
            "nativehub", parser(VendorClients.nativeHub(HttpOptions.defaults())),
            "textingline", parser(VendorClients.textingLine(HttpOptions.defaults())),
            "thaibulk", parser(VendorClients.thaiBulk(HttpOptions.defaults())),
            "wavix", parser(VendorClients.wavix(HttpOptions.defaults())),
            "template", parser(VendorClients.template(HttpOptions.defaults())));

    private static WebhookParser parser(VendorClient vendorClient) {
        return vendorClient.provider().webhooks().orElseThrow();
    }

    @FuzzTest
    void androidgateway(byte[] body) {
        read("androidgateway", body);
    }

    @FuzzTest
    void nativehub(byte[] body) {
        read("nativehub", body);
    }

    @FuzzTest
    void textingline(byte[] body) {
        read("textingline", body);
    }

    @FuzzTest
    void thaibulk(byte[] body) {
        read("thaibulk", body);
    }

    @FuzzTest
    void wavix(byte[] body) {
        read("wavix", body);
    }

    @FuzzTest
    void template(byte[] body) {
        read("template", body);
    }

    private static void read(String provider, byte[] body) {
        parse(provider, body);
        if (Limits.isDrawn(body)) {
            parse(provider, Limits.large(body, Limits.WATCHED));
        }
    }

    /** Fails if parsing throws, takes too long, or keeps nothing. */
    static void parse(String provider, byte[] body) {
        WebhookParser parser = Objects.requireNonNull(PARSERS.get(provider));
        Limits.check("a webhook", body.length, () -> parse(parser, body));
    }

    private static void parse(WebhookParser parser, byte[] body) {
        WebhookRequest request = new WebhookRequest(Map.of(), body, PLACE);
        List<SmsEvent> events = parser.parse(request, NOW);
        if (events.isEmpty()) {
            throw new AssertionError("no event, and so nothing kept");
        }
        for (SmsEvent event : events) {
            if (!event.rawJson().equals(request.text())) {
                throw new AssertionError("the document isn't kept as it came");
            }
            if (event.toString().isEmpty() || (event instanceof MessageReceived received && keywords(received) > 1)) {
                throw new AssertionError("an event that says nothing, or too much");
            }
        }
    }

    private static long keywords(MessageReceived received) {
        return received.keyword().stream().count();
    }
}
