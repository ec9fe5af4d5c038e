package io.heliograph.text.lint;

import java.nio.file.Path;

/** A file with texts that can't be read; the message names the file, the line and what would be right, and has no text of it. */
public final class TextFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final String problem;

    TextFileException(Path file, int line, String problem) {
        super(file + (line > 0 ? " line " + line : "") + " " + problem);
        this.file = file.toString();
        this.line = line;
        this.problem = problem;
    }

    /** The file, as it was given. */
    public String file() {
        return file;
    }

    /** The line from 1; 0 if all of the file is meant. */
    public int line() {
        return line;
    }

    /** The problem, as the rest of a sentence that begins with the line. */
    public String problem() {
        return problem;
    }
}
