package io.heliograph.testkit.socket;

import java.io.IOException;

/** The bytes on the wire aren't an HTTP/1.1 request that the harness can read. */
final class BadRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequestException(String reason) {
        this(400, reason);
    }

    private BadRequestException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    static BadRequestException tooLarge(int most) {
        return new BadRequestException(413, "The body is larger than " + most + " bytes");
    }

    int status() {
        return status;
    }
}
