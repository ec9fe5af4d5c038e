package io.heliograph.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heliograph.http.HttpOptions;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A webhook's body may be anything: it is read or kept, and never thrown over. */
class WebhookFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final URI PLACE = URI.create("/hooks");

    private static final WebhookParser ANDROIDGATEWAY = parser(Doors.androidGateway(HttpOptions.defaults()));
    private static final WebhookParser NATIVEHUB = parser(Doors.nativeHub(HttpOptions.defaults()));
    private static final WebhookParser TEXTINGLINE = parser(Doors.textingLine(HttpOptions.defaults()));
    private static final WebhookParser THAIBULK = parser(Doors.thaiBulk(HttpOptions.defaults()));
    private static final WebhookParser WAVIX = parser(Doors.wavix(HttpOptions.defaults()));
    private static final WebhookParser TEMPLATE = parser(Doors.template(HttpOptions.defaults()));

    private static WebhookParser parser(ProviderDoor door) {
        return door.provider().webhooks().orElseThrow();
    }

    @FuzzTest
    void androidgateway(byte[] body) {
        read(ANDROIDGATEWAY, body);
    }

    @FuzzTest
    void nativehub(byte[] body) {
        read(NATIVEHUB, body);
    }

    @FuzzTest
    void textingline(byte[] body) {
        read(TEXTINGLINE, body);
    }

    @FuzzTest
    void thaibulk(byte[] body) {
        read(THAIBULK, body);
    }

    @FuzzTest
    void wavix(byte[] body) {
        read(WAVIX, body);
    }

    @FuzzTest
    void template(byte[] body) {
        read(TEMPLATE, body);
    }

    private static void read(WebhookParser parser, byte[] body) {
        Limits.check("a webhook", body.length, () -> parse(parser, body));
        if (Limits.isDrawn(body)) {
            byte[] large = Limits.large(body, Limits.WATCHED);
            Limits.check("a large webhook", large.length, () -> parse(parser, large));
        }
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
