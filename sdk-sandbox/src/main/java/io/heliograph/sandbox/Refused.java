package io.heliograph.sandbox;

/** The end of a request that a vendor does not accept: the HTTP status, and the words for its error body. */
final class Refused extends Exception {
    private final int status;
    private final String words;

    Refused(int status, String words) {
        // No stack trace: this is an answer, not a defect.
        super(words, null, false, false);
        this.status = status;
        this.words = words;
    }

    int status() {
        return status;
    }

    String words() {
        return words;
    }
}
