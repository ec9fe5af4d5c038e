package io.heliograph.cli;

import io.heliograph.message.ErrorType;

/** The exit codes. Those from 65 on are of BSD's {@code sysexits.h}, except for the meaning of 76 and 77. */
final class ExitCode {
    static final int ACCEPTED = 0;
    static final int USAGE = 2;

    /** For sends to several recipients. */
    static final int PARTLY_ACCEPTED = 3;

    static final int BAD_DATA = 65;
    static final int UNAVAILABLE = 69;
    static final int TEMPORARY = 75;
    static final int MAY_HAVE_BEEN_SENT = 76;
    static final int CREDENTIALS = 77;
    static final int CONFIGURATION = 78;

    private ExitCode() {}

    static int of(ErrorType type) {
        return switch (type) {
            case INVALID_REQUEST,
                    INVALID_RECIPIENT,
                    INVALID_SENDER,
                    OPTED_OUT,
                    RECIPIENT_BLOCKED,
                    CONTENT_REJECTED,
                    DUPLICATE -> BAD_DATA;
            case NO_ROUTE, UNREACHABLE, UNSUPPORTED, OTHER -> UNAVAILABLE;
            case RATE_LIMITED, QUOTA_EXCEEDED, PROVIDER_ERROR, DEADLINE -> TEMPORARY;
            case AUTHENTICATION, PERMISSION, ACCOUNT, INSUFFICIENT_CREDIT, SPEND_LIMIT -> CREDENTIALS;
            case CONFIGURATION -> CONFIGURATION;
        };
    }
}
