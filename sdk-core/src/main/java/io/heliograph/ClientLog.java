package io.heliograph;

/** The name under which the whole pipeline logs, so that one line of a logging configuration is enough for it. */
final class ClientLog {
    static final String NAME = "io.heliograph.SmsClient";

    private ClientLog() {}
}
