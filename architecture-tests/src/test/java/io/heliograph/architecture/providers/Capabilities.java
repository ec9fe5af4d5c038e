package io.heliograph.architecture.providers;

import static io.heliograph.spi.Capability.BALANCE;
import static io.heliograph.spi.Capability.BULK;
import static io.heliograph.spi.Capability.CALLBACK_URL;
import static io.heliograph.spi.Capability.CANCEL;
import static io.heliograph.spi.Capability.LOOKUP;
import static io.heliograph.spi.Capability.MEDIA;
import static io.heliograph.spi.Capability.SCHEDULE;
import static io.heliograph.spi.Capability.SENDER;
import static io.heliograph.spi.Capability.STATUS;
import static io.heliograph.spi.Capability.TAG;
import static io.heliograph.spi.Capability.VALIDITY;

import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a provider offers, operation by operation, as its code declares and checks it; a dash means nothing. */
final class Capabilities {
    private static final String YES = "✓";
    private static final String NONE = "–";

    private final Provider described;
    private final SmsProvider provider;
    private final Probe probe;
    private final Set<String> settings;

    private Capabilities(Provider described, SmsProvider provider) {
        this.described = described;
        this.provider = provider;
        probe = new Probe(provider);
        settings = described.read().known();
    }

    /** Each operation and its cell. */
    static Map<String, String> of(Provider described) {
        Map<String, String> plain = cells(described, Map.of());
        Map<String, String> all = new LinkedHashMap<>(plain);
        described
                .variants()
                .forEach((setting, value) -> cells(described, Map.of(setting, value))
                        .forEach((operation, cell) -> {
                            if (!cell.equals(plain.get(operation))) {
                                all.computeIfPresent(operation, (key, known) -> with(known, cell, setting));
                            }
                        }));
        return all;
    }

    private static String with(String known, String cell, String setting) {
        String condition = (cell.equals(YES) ? "" : cell + " ") + "with `" + setting + "`";
        return known.equals(NONE) ? condition : known + "; " + condition;
    }

    private static Map<String, String> cells(Provider described, Map<String, String> others) {
        VendorClient client = described.create(others);
        SmsProvider provider = client.provider();
        try {
            return new Capabilities(described, provider).cells();
        } finally {
            provider.close();
        }
    }

    private Map<String, String> cells() {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("name in routes and settings", "`" + described.name() + "`");
        cells.put("send SMS", condition(probe.countries(request -> request), "to "));
        cells.put("maximum of a text", maxText());
        cells.put("choose the sender", has(SENDER, probe.senders()));
        cells.put("MMS (`media`)", has(MEDIA, media()));
        cells.put("many recipients in one call", bulk());
        cells.put("send later (`sendAt`)", has(SCHEDULE, scheduled()));
        cells.put("cancel", has(CANCEL, guessed("path-cancel")));
        cells.put("status of a message", has(STATUS, guessed("path-get")));
        cells.put("balance", has(BALANCE, guessed("path-balance")));
        cells.put("`validity`", has(VALIDITY, YES));
        cells.put("`tag` that the vendor keeps", has(TAG, YES));
        cells.put("`callbackUrl`", has(CALLBACK_URL, YES));
        cells.put("look up a send after a lost response", has(LOOKUP, YES));
        cells.put(
                "a repeated idempotency key is the same message",
                provider.duplicateProtection() == DuplicateProtection.IDEMPOTENCY_KEY ? YES : NONE);
        cells.put("delivery reports by webhook", described.hasWebhook("StatusChanged") ? YES : NONE);
        cells.put("replies by webhook", described.hasWebhook("MessageReceived") ? YES : NONE);
        cells.put(
                "webhooks are verified by",
                provider.webhooks().map(Capabilities::verified).orElse(NONE));
        cells.put("registers webhooks", provider.webhookRegistrar().isPresent() ? YES : NONE);
        cells.put("options for one send", options());
        return cells;
    }

    private String has(Capability capability, String cell) {
        return provider.capabilities().contains(capability) ? cell : NONE;
    }

    private static String condition(String condition, String preposition) {
        return condition.isEmpty() ? YES : preposition + condition;
    }

    private String maxText() {
        int gsm7 = probe.maxText("a");
        int ucs2 = probe.maxText("ก");
        if (gsm7 == 0) {
            return "not documented";
        }
        return gsm7 == ucs2
                ? String.format(Locale.ROOT, "%,d characters", gsm7)
                : String.format(Locale.ROOT, "%,d characters in GSM-7, %,d in UCS-2", gsm7, ucs2);
    }

    private String media() {
        int files = probe.maxMedia();
        return condition(probe.countries(Probe.media(1)), "to ") + ", " + (files == 1 ? "1 file" : files + " files");
    }

    private String bulk() {
        if (!provider.capabilities().contains(BULK)) {
            return NONE;
        }
        BulkLimits limits = provider.bulkLimits();
        return limits.min() == 1
                ? String.format(Locale.ROOT, "to %,d", limits.max())
                : String.format(Locale.ROOT, "%,d to %,d", limits.min(), limits.max());
    }

    private String scheduled() {
        SendRequest later = SendRequest.to("+66812345678")
                .text("Hello")
                .sendAt(Instant.now().plus(Duration.ofHours(1)))
                .build();
        boolean inBulk = provider.capabilities().contains(BULK) && provider.takesBulk(later);
        return inBulk ? YES : "one recipient a call";
    }

    /** Whether the vendor's page lost the path, so that a setting corrects it. */
    private String guessed(String setting) {
        return settings.contains(setting) ? "at a guessed path (`" + setting + "`)" : YES;
    }

    private static String verified(WebhookParser parser) {
        URI plain = URI.create("https://example.com/webhooks");
        boolean hasToken = !parser.verifier().callbackUrl(plain).equals(plain);
        return parser.verifier().provesContent() ? "a signature" : hasToken ? "a token in the URL" : NONE;
    }

    private String options() {
        List<String> names = Stream.of(described.factory().options().toArray(VendorOption<?>[]::new))
                .map(option ->
                        "`" + option.fullName().substring(described.name().length() + 1) + "`")
                .sorted()
                .toList();
        return names.isEmpty() ? NONE : names.stream().collect(Collectors.joining(", "));
    }
}
