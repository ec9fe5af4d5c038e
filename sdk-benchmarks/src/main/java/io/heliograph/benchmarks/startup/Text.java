package io.heliograph.benchmarks.startup;

/** What both clients send. */
final class Text {
    static final String TO = "+66812345678";
    static final String TEXT = "Your code is 482910";

    private Text() {}
}
