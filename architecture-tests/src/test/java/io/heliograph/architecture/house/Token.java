package io.heliograph.architecture.house;

/**
 * One word or sign of a source.
 *
 * @param line from 1
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        CODE,
        STRING,
        COMMENT
    }
}
