package io.heliograph.androidgateway;

import static io.heliograph.message.ErrorType.CONFIGURATION;
import static io.heliograph.message.ErrorType.INVALID_REQUEST;
import static io.heliograph.message.ErrorType.UNSUPPORTED;
import static io.heliograph.spi.ErrorRow.status;

import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;

/** The errors that only a cancellation gets (server v1.47.1; app 1.68). */
final class CancelErrors {
    private static final String NO_LONGER_WAITS = "the message no longer waits, so it can't be cancelled";

    private static final ErrorRow NOT_PENDING = status(409).is(INVALID_REQUEST).say(NO_LONGER_WAITS);

    /** An old server has a 404 as for a wrong path; a server's 400 says "multiple messages found": it cancelled none. */
    static final ErrorTable AT_SERVER = ErrorTable.of(
            status(404).is(CONFIGURATION).say("base-url has no gateway API, or a server older than 1.45"),
            NOT_PENDING,
            status(400).withText("not pending").is(INVALID_REQUEST).say(NO_LONGER_WAITS),
            status(400)
                    .is(INVALID_REQUEST)
                    .say("several phones may have a message with this ID, so none was cancelled; it may still wait"));

    /** A phone that is asked directly has each ID once; an old app has a 405. */
    static final ErrorTable AT_PHONE = ErrorTable.of(
            status(405).is(UNSUPPORTED).say("cancelling needs app 1.67"),
            NOT_PENDING,
            status(400).is(INVALID_REQUEST).say(NO_LONGER_WAITS));

    private CancelErrors() {}
}
