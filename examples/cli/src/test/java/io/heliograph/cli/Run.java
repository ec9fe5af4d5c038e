package io.heliograph.cli;

import com.squareup.moshi.Moshi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of the command in this process, and what it printed. */
record Run(int exitCode, String out, String err) {
    static Run of(Map<String, String> environment, String... arguments) {
        return withInput("", environment, arguments);
    }

    static Run withInput(String input, Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int exitCode = Sms.run(withoutStore(environment), in, new PrintWriter(out), new PrintWriter(err), arguments);
        OutputSchema.check(out.toString(), arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Without the store in the user's own state folder; a test that wants one names the folder, or a file. */
    private static Map<String, String> withoutStore(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        if (!all.containsKey("XDG_STATE_HOME")) {
            all.putIfAbsent("HELIOGRAPH_STORE", "memory");
        }
        return all;
    }

    /** The lines on stderr. */
    List<String> errors() {
        return err.lines().toList();
    }

    /** An object inside the JSON document on stdout. */
    Map<?, ?> object(String name) {
        if (json().get(name) instanceof Map<?, ?> map) {
            return map;
        }
        throw new AssertionError("no object " + name + " in " + out);
    }

    /** The JSON document on stdout. */
    Map<?, ?> json() {
        try {
            Object document = new Moshi.Builder().build().adapter(Object.class).fromJson(out);
            if (document instanceof Map<?, ?> map) {
                return map;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no JSON object on stdout: " + out);
    }
}
