package io.heliograph.internal.base;

/** The name of the pipeline's logger, so that one line of a logging configuration covers all of it. */
public final class ClientLog {
    public static final String NAME = "io.heliograph.SmsClient";

    private ClientLog() {}
}
