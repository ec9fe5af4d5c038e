package io.heliograph.spi;

import io.heliograph.http.Deadline;
import io.heliograph.http.SendScope;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import java.util.List;
import java.util.Set;

/**
 * One vendor's API in Heliograph's words: it translates, and decides nothing about retries or other providers.
 *
 * <p>Thread-safe, without any state that belongs to one call.
 */
public interface SmsProvider extends AutoCloseable {
    /** The provider's name in routes and settings: lower-case letters and digits. */
    String name();

    /** What it can do; a request that needs more never reaches it. */
    Set<Capability> capabilities();

    Dedupe dedupe();

    /**
     * What this vendor would surely refuse, found without any I/O.
     *
     * @return every fault; none if the vendor may take the request
     */
    List<Fault> check(SendRequest request);

    /**
     * Sends, by one call of {@link io.heliograph.http.Http#submit} with this scope.
     *
     * @throws io.heliograph.http.HttpException if no answer came; it goes through unchanged
     */
    Answer send(SendRequest request, SendScope scope);

    /**
     * Asks for a message. Called only with {@link Capability#STATUS}.
     *
     * @throws io.heliograph.error.SmsException if the vendor refuses or doesn't know the message
     * @throws io.heliograph.http.HttpException if no answer came
     */
    Message status(MessageId id, Deadline deadline);

    /** Lets go of connections. */
    @Override
    void close();
}
