package io.heliograph.outbox.internal;

import io.heliograph.message.Failure;

/** Which rejections pass by themselves, or once somebody has mended the account, so that the message is tried again. */
final class Rejections {
    private Rejections() {}

    static boolean isTemporary(Failure failure) {
        return failure.retryable()
                || switch (failure.type()) {
                    case QUOTA_EXCEEDED, SPEND_LIMIT, NO_ROUTE, INSUFFICIENT_CREDIT, AUTHENTICATION, ACCOUNT -> true;
                    case INVALID_REQUEST,
                            INVALID_RECIPIENT,
                            INVALID_SENDER,
                            OPTED_OUT,
                            RECIPIENT_BLOCKED,
                            CONTENT_REJECTED,
                            PERMISSION,
                            RATE_LIMITED,
                            UNSUPPORTED,
                            DUPLICATE,
                            UNREACHABLE,
                            PROVIDER_ERROR,
                            CONFIGURATION,
                            DEADLINE,
                            OTHER -> false;
                };
    }
}
