package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A sandbox whose clock the test moves, and a client of one of its vendors. */
final class SandboxRun implements AutoCloseable {
    final TestClock clock = new TestClock(Instant.now());
    final Sandbox sandbox;
    final SimulatedProvider vendor;
    final SmsProvider provider;
    final SmsClient client;

    SandboxRun(SimulatedProvider vendor) {
        this(vendor, SimulatedProvider.WEBHOOK_SECRET);
    }

    /** With the secret that the vendor signs its webhooks with, if it signs them. */
    SandboxRun(SimulatedProvider vendor, String webhookSecret) {
        this.vendor = vendor;
        sandbox = Sandbox.builder()
                .clock(clock)
                .webhookSecret(vendor.vendor(), webhookSecret)
                .start();
        provider = vendor.at(sandbox).provider();
        client = anotherClient();
    }

    /** A client that remembers nothing of the first one's sends, as after a restart; to be closed by the caller. */
    SmsClient anotherClient() {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(vendor.at(sandbox))
                .build();
    }

    boolean offers(Capability capability) {
        return provider.capabilities().contains(capability);
    }

    SendRequest.Builder request(String lastDigits) {
        return SendRequest.to(vendor.number(lastDigits)).from(vendor.from()).text("Your code is 482910");
    }

    /** A send that must be accepted. */
    Message sent(SendRequest request) {
        SendOutcome outcome = client.trySend(request);
        assertThat(outcome).as("%s: a valid send", vendor).isInstanceOf(SendOutcome.Accepted.class);
        return ((SendOutcome.Accepted) outcome).message();
    }

    Message sent(String lastDigits) {
        return sent(request(lastDigits).idempotencyKey(IdempotencyKey.random()).build());
    }

    List<InboxMessage> inbox() {
        return sandbox.inbox();
    }

    InboxMessage newest() {
        return inbox().get(inbox().size() - 1);
    }

    void pass(Duration time) {
        clock.passes(time);
        sandbox.sendDueWebhooks();
    }

    @Override
    public void close() {
        client.close();
        provider.close();
        sandbox.close();
    }
}
