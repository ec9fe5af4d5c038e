package io.heliograph.internal.base;

/** The name under which the whole pipeline logs, so that one line of a logging configuration is enough for it. */
public final class ClientLog {
    public static final String NAME = "io.heliograph.SmsClient";

    private ClientLog() {}
}
