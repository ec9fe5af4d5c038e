package io.heliograph.sandbox;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.VendorContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The context of a vendor without a sandbox: keeps what the vendor accepts, and sends nothing. */
public final class TestContext implements VendorContext {
    private final TestClock clock = new TestClock();
    private final List<SimulatedMessage> accepted = new ArrayList<>();

    /** A request to the vendor with its credentials. */
    public static SandboxResponse call(SimulatedVendor vendor, String method, String path, String body) {
        String[] headers = Browser.headers(vendor.name());
        return vendor.handle(
                new SandboxRequest(
                        method,
                        vendor.basePath() + path,
                        null,
                        Map.of(headers[0], List.of(headers[1]), headers[2], List.of(headers[3])),
                        body.getBytes(StandardCharsets.UTF_8)),
                false);
    }

    /** The messages that were accepted, oldest first. */
    public List<SimulatedMessage> accepted() {
        return accepted;
    }

    /** The clock, which the test moves. */
    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public Duration deliverAfter() {
        return Duration.ofSeconds(8);
    }

    @Override
    public void accept(SimulatedMessage message) {
        accepted.add(message);
    }

    @Override
    public void schedule(Instant at, Supplier<List<OutgoingWebhook>> webhooks) {}

    @Override
    public Optional<URI> webhookTarget(String url) {
        return Optional.of(URI.create(url));
    }

    @Override
    public Optional<VendorFault> takeFault(String vendor, VendorFault.Effect effect) {
        return Optional.empty();
    }

    @Override
    public String webhookSecret(String vendor) {
        return "secret";
    }
}
