package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.SendRequest;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;

/**
 * How do I have NativeHub send a reminder tomorrow, once, however often the appointment is saved?
 *
 * <p>The vendor keeps the message until its time, so nothing of yours has to run then. NativeHub documents no cancellation and no
 * status of a scheduled message, and the message has another id once it is sent. {@code scripts/recipe scheduled} runs it on a sandbox,
 * whose clock can be moved. For a real account leave out {@code baseUrl}, and set your API key and sender.
 */
final class ScheduledReminder {
    private ScheduledReminder() {}

    static Message remind(SmsClient sms, String appointment, String phone, Instant at) {
        return sms.send(SendRequest.to(phone)
                .text("We expect you today at nine")
                .sendAt(at)
                .idempotencyKey(IdempotencyKey.derive("reminder", appointment, at.toString()))
                .build());
    }

    static void run(Sandbox sandbox) {
        NativeHub nativeHub = NativeHub.builder()
                .apiKey("sandbox")
                .baseUrl(sandbox.baseUrl("nativehub").toString())
                .from("ACME")
                .build();
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        try (SmsClient sms = SmsClient.builder().provider(nativeHub).build()) {
            Message message = remind(sms, "appointment-7", "+447700900123", tomorrow);
            remind(sms, "appointment-7", "+447700900123", tomorrow); // saved again
            System.out.println("It is " + message.status() + " as " + message.id() + ", and NativeHub has "
                    + sandbox.inbox().size() + ".");

            sandbox.clock().fix(tomorrow.plusSeconds(60));
            nativeHub
                    .messages()
                    .forEach(sent -> System.out.println(
                            "A day later NativeHub lists " + sent.id() + ", " + sent.status() + "."));
        } finally {
            sandbox.clock().useSystem();
        }
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
