package io.heliograph.sandbox.journal;

/** What a {@link Log} keeps under a number. */
public interface Entry {
    /** The number, from 1. */
    long id();
}
