package io.heliograph.sandbox.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message to one phone that a simulated vendor has accepted, as of the sandbox's answer. Immutable and thread-safe;
 * {@code toString} has no number and no text.
 *
 * @param id the sandbox's own number of the message
 * @param vendor the vendor's name, such as {@code wavix}
 * @param vendorId the vendor's id, as the send returned it; the phones of one call may share it
 * @param state the vendor's own word for its state
 * @param status its state in the sandbox's words, the same for every vendor: those of {@link MessageQuery#status}
 * @param error why it failed, in the vendor's words
 * @param encoding such as {@code GSM-7} or {@code UCS-2}
 * @param segments how many SMS the vendor charges
 * @param codes the codes in the text, such as {@code 482913}
 * @param key the idempotency key, where the sender reports its sends
 * @param route the route, where the sender reports its sends
 * @param attempts how many attempts the send took; 0 where the sender doesn't report them
 */
public record SandboxMessage(
        String id,
        String vendor,
        String vendorId,
        String to,
        Optional<String> from,
        String text,
        String state,
        String status,
        Optional<String> error,
        Instant acceptedAt,
        Optional<Instant> scheduledAt,
        Optional<String> tag,
        String encoding,
        int segments,
        List<String> codes,
        List<String> media,
        boolean encrypted,
        Optional<String> key,
        Optional<String> route,
        int attempts) {
    public SandboxMessage {
        codes = List.copyOf(codes);
        media = List.copyOf(media);
        Objects.requireNonNull(acceptedAt, "acceptedAt");
    }

    static SandboxMessage of(JsonObject json) {
        return new SandboxMessage(
                json.text("id"),
                json.text("vendor"),
                json.text("vendorId"),
                json.text("to"),
                json.optional("from"),
                json.text("text"),
                json.text("state"),
                json.text("status"),
                json.optional("error"),
                json.time("acceptedAt").orElse(Instant.EPOCH),
                json.time("scheduledAt"),
                json.optional("tag"),
                json.text("encoding"),
                json.number("segments"),
                json.texts("codes"),
                json.texts("media"),
                json.flag("encrypted"),
                json.optional("key"),
                json.optional("route"),
                json.number("attempts"));
    }

    @Override
    public String toString() {
        return "SandboxMessage[" + id + " at " + vendor + ", " + status + "]";
    }
}
