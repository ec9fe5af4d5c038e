package io.heliograph.cli.watch;

import io.heliograph.message.MessageId;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints changes: a line each, as text or JSON, or on a terminal a line for each message that is drawn again. Not thread-safe. */
public final class ChangeLines {
    /** How changes are printed. */
    public enum Form {
        LINES,
        JSON,
        DRAWN
    }

    /** How many messages a terminal shows at once. */
    private static final int MAX_DRAWN = 15;

    private static final String CLEAR = "\u001B[2K";

    private final PrintWriter out;
    private final Form form;
    private final ZoneId zone;
    private final Map<MessageId, Change> shown = new LinkedHashMap<>();
    private int drawn;

    public ChangeLines(PrintWriter out, Form form, ZoneId zone) {
        this.out = out;
        this.form = form;
        this.zone = zone;
    }

    void print(Change change) {
        switch (form) {
            case JSON -> out.println(change.json());
            case LINES -> out.println(change.line(zone));
            case DRAWN -> draw(change);
        }
        out.flush();
    }

    private void draw(Change change) {
        shown.put(change.id(), change);
        if (shown.size() > MAX_DRAWN) {
            shown.remove(shown.keySet().iterator().next());
        }
        if (drawn > 0) {
            out.print("\u001B[" + drawn + "A");
        }
        shown.values().forEach(each -> out.print("\r" + CLEAR + each.line(zone) + "\n"));
        drawn = shown.size();
    }
}
