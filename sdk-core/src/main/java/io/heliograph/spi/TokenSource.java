package io.heliograph.spi;

import io.heliograph.http.Deadline;
import io.heliograph.message.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the bearer tokens of calls come from, such as a login. Thread-safe. */
public interface TokenSource {
    /**
     * A token that is good now; null to call without one.
     *
     * @throws io.heliograph.error.SmsException if the login was refused
     * @throws io.heliograph.http.HttpException if the login got no answer
     */
    @Nullable
    Secret access(Deadline deadline);

    /** A token other than this one, which the vendor refused; null to call without one. It throws as {@link #access} does. */
    @Nullable
    Secret accessAfter(Secret refused, Deadline deadline);

    /** What must not be repeated from the vendor's prose, such as a user name. */
    default List<String> sensitiveValues() {
        return List.of();
    }
}
