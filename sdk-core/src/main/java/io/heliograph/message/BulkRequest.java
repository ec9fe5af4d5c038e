package io.heliograph.message;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A request to send one content to many recipients.
 *
 * <p>The recipients are read lazily and never held as one list, so a request can be sent only once. Invalid and
 * duplicate numbers are reported and skipped. Not thread-safe.
 *
 * <pre>{@code
 * BulkRequest request = BulkRequest.to(numbers.stream(), content -> content.from("ACME").text("We open at nine"));
 * }</pre>
 */
public final class BulkRequest {
    /** Placeholder recipient while the content is validated; nothing is sent to it. */
    private static final String PLACEHOLDER = "+10000000000";

    private final Iterator<String> recipients;
    private final SendRequest content;

    private BulkRequest(Iterator<String> recipients, SendRequest content) {
        this.recipients = recipients;
        this.content = content;
    }

    /**
     * Creates a request to numbers in E.164.
     *
     * @param content sets text, sender and options, as for a single request; the deadline holds for each call to a
     *     provider, and the calls' idempotency keys are derived from its key, if it has one
     * @throws InvalidRequestException listing every violation in the content
     */
    public static BulkRequest to(Stream<String> recipients, Consumer<SendRequest.Builder> content) {
        SendRequest.Builder builder = SendRequest.to(PLACEHOLDER);
        content.accept(builder);
        return new BulkRequest(recipients.iterator(), builder.build());
    }

    /** The recipients that haven't been read yet, as the caller gave them. */
    public Iterator<String> recipients() {
        return recipients;
    }

    /** The content that each recipient gets; its own recipient is a placeholder. */
    public SendRequest content() {
        return content;
    }
}
