package io.heliograph.message;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the caller asks for: one content to many recipients.
 *
 * <p>The recipients are read once, as they are needed, and never held as one list; so a request can be sent once. Numbers
 * that are wrong or there twice are reported and left out. Not thread-safe.
 *
 * <pre>{@code
 * BulkRequest request = BulkRequest.to(numbers.stream(), content -> content.from("ACME").text("We open at nine"));
 * }</pre>
 */
public final class BulkRequest {
    /** Stands for the recipients while the content is checked; nothing is sent to it. */
    private static final String ANYBODY = "+10000000000";

    private final Iterator<String> recipients;
    private final SendRequest content;

    private BulkRequest(Iterator<String> recipients, SendRequest content) {
        this.recipients = recipients;
        this.content = content;
    }

    /**
     * A request to numbers in E.164.
     *
     * @param content sets text, sender and options, as for a single request; its deadline is for each call to a provider,
     *     and its key, if it has one, makes the keys of the calls
     * @throws InvalidRequestException naming every fault of the content
     */
    public static BulkRequest to(Stream<String> recipients, Consumer<SendRequest.Builder> content) {
        SendRequest.Builder builder = SendRequest.to(ANYBODY);
        content.accept(builder);
        return new BulkRequest(recipients.iterator(), builder.build());
    }

    /** The recipients that haven't been read yet, as the caller gave them. */
    public Iterator<String> recipients() {
        return recipients;
    }

    /** What each of them gets; its recipient is nobody. */
    public SendRequest content() {
        return content;
    }
}
