package io.heliograph.spi;

import io.heliograph.http.Deadline;
import io.heliograph.message.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of bearer tokens, such as a login. Thread-safe. */
public interface TokenSource {
    /**
     * A valid token; null to call without one.
     *
     * @throws io.heliograph.error.SmsException if the login failed
     * @throws io.heliograph.http.HttpException if the login got no response
     */
    @Nullable
    Secret access(Deadline deadline);

    /** A token to replace one that the vendor rejected; null to call without one. It throws as {@link #access} does. */
    @Nullable
    Secret accessAfter(Secret rejected, Deadline deadline);

    /** Values to redact in the vendor's error text, such as a user name. */
    default List<String> sensitiveValues() {
        return List.of();
    }
}
