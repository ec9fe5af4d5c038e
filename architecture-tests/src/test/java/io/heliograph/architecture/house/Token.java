package io.heliograph.architecture.house;

/**
 * A token of a source.
 *
 * @param line counted from 1
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        CODE,
        STRING,
        COMMENT
    }
}
