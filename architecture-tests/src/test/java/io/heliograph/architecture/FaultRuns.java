package io.heliograph.architecture;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.TestClock;
import io.heliograph.textingline.TextingLine;
import io.heliograph.thaibulk.ThaiBulk;
import io.heliograph.wavix.Wavix;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** What each provider makes of each fault of the sandbox's vendor. */
final class FaultRuns implements AutoCloseable {
    static final List<String> VENDORS = List.of("wavix", "androidgateway", "nativehub", "textingline", "thaibulk");

    private static final String NOT_ASKED = "—";

    private final TestClock clock = new TestClock(Instant.now());
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final Map<String, SmsProvider> providers = new HashMap<>();
    private final Map<String, String> results = new HashMap<>();
    private int sends;

    FaultRuns() {
        VENDORS.forEach(vendor -> providers.put(vendor, provider(vendor)));
    }

    private SmsProvider provider(String vendor) {
        String url = sandbox.baseUrl(vendor).toString();
        return switch (vendor) {
            case "wavix" ->
                Wavix.builder().baseUrl(url).apiKey("sandbox").build().provider();
            case "nativehub" ->
                NativeHub.builder().baseUrl(url).apiKey("sandbox").build().provider();
            case "thaibulk" ->
                ThaiBulk.builder().baseUrl(url).apiKey("sandbox").build().provider();
            case "textingline" ->
                TextingLine.builder()
                        .baseUrl(url)
                        .keyId("sandbox")
                        .keySecret("sandbox")
                        .build()
                        .provider();
            default ->
                AndroidGateway.builder()
                        .baseUrl(url)
                        .username("sandbox")
                        .password("sandbox")
                        .build()
                        .provider();
        };
    }

    List<VendorFault> faults(String vendor) {
        return sandbox.faults(vendor);
    }

    String bySwitch(String vendor, VendorFault fault) {
        return Objects.requireNonNull(results.get(vendor + " " + fault.code()));
    }

    String byNumber(String vendor, VendorFault fault) {
        return Objects.requireNonNull(results.get(vendor + " number " + fault.code()));
    }

    void run(String vendor) {
        SmsProvider provider = Objects.requireNonNull(providers.get(vendor));
        for (VendorFault fault : faults(vendor)) {
            sandbox.fault(vendor, fault.code(), 1);
            results.put(vendor + " " + fault.code(), seen(provider, fault, "123456"));
            sandbox.fault(vendor, SandboxFault.NONE);
            if (!fault.lastDigits().isEmpty()) {
                results.put(vendor + " number " + fault.code(), seen(provider, fault, fault.lastDigits()));
            }
        }
    }

    private String seen(SmsProvider provider, VendorFault fault, String lastDigits) {
        return switch (fault.effect()) {
            case REFUSES_SEND -> seen(provider.send(request(provider, lastDigits, false), context()));
            case FAILS_MESSAGE -> ofMessage(provider, provider.send(request(provider, lastDigits, false), context()));
            case REFUSES_CANCEL -> {
                MessageId id = accepted(provider);
                yield ofCall(() -> provider.cancel(id, deadline()));
            }
            case REFUSES_READ -> {
                MessageId id = accepted(provider);
                yield ofCall(() -> provider.status(id, deadline()));
            }
            case REPORTS_HEALTH -> NOT_ASKED;
        };
    }

    /** A message that waits: for the phone, or for its time. */
    private MessageId accepted(SmsProvider provider) {
        SendResult result = provider.send(request(provider, "123456", true), context());
        return ((SendResult.Accepted) result).message().id();
    }

    private SendRequest request(SmsProvider provider, String lastDigits, boolean later) {
        boolean american = provider.name().equals("textingline");
        sends++;
        SendRequest.Builder request = SendRequest.to((american ? "+12025" : "+66812") + lastDigits)
                .from(american ? "+12015550123" : "HELIOGRAPH")
                .text("Your code is 482910")
                .idempotencyKey("order-" + sends);
        return later ? request.sendAt(clock.instant().plus(Duration.ofDays(1))).build() : request.build();
    }

    private static AttemptContext context() {
        return new AttemptContext(deadline());
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static String seen(SendResult result) {
        return result.fold(
                accepted -> "accepted", rejected -> "`" + rejected.failure().type() + "`", unknown -> "unknown");
    }

    private String ofMessage(SmsProvider provider, SendResult result) {
        if (!(result instanceof SendResult.Accepted accepted)) {
            return seen(result);
        }
        Message message = accepted.message();
        boolean isKnown =
                message.failure().isPresent() || !provider.capabilities().contains(Capability.STATUS);
        if (!isKnown) {
            clock.passes(Duration.ofSeconds(10));
            message = provider.status(message.id(), deadline());
        }
        return message.status() + message.failure().map(FaultRuns::type).orElse("");
    }

    private static String type(Failure failure) {
        return ", `" + failure.type() + "`";
    }

    private static String ofCall(Supplier<Message> call) {
        try {
            return call.get().status().toString();
        } catch (SmsException e) {
            return e.getClass().getSimpleName()
                    + e.failure().map(FaultRuns::type).orElse("");
        }
    }

    /** The tables of the page. */
    String table() {
        StringBuilder page = new StringBuilder();
        for (String vendor : VENDORS) {
            page.append(page.isEmpty() ? "" : "\n")
                    .append("## ")
                    .append(vendor)
                    .append("\n\n| code | number ends in | the vendor | a program |\n|---|---|---|---|\n");
            for (VendorFault fault : faults(vendor)) {
                page.append("| `%s` | %s | %s | %s |%n"
                        .formatted(
                                fault.code(),
                                fault.lastDigits().isEmpty() ? "" : "`" + fault.lastDigits() + "`",
                                words(fault),
                                bySwitch(vendor, fault)));
            }
        }
        return page.toString();
    }

    private static String words(VendorFault fault) {
        return switch (fault.effect()) {
            case REFUSES_CANCEL -> "a cancellation: " + fault.description();
            case REFUSES_READ -> "a query: " + fault.description();
            case REPORTS_HEALTH -> "health: " + fault.description();
            default -> fault.description();
        };
    }

    @Override
    public void close() {
        providers.values().forEach(SmsProvider::close);
        sandbox.close();
    }
}
