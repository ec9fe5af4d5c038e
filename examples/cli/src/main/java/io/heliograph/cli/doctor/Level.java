package io.heliograph.cli.doctor;

/** How serious a finding is. */
public enum Level {
    /** As it should be. */
    OK,
    /** Messages can be sent, but something may surprise. */
    WARN,
    /** Something doesn't work. */
    FAIL
}
