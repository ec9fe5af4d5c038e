package io.heliograph.cli.watch;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.MessageId;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import okio.Buffer;

/**
 * A message's status from a time on. Immutable and thread-safe.
 *
 * @param to the masked recipient; empty if it isn't known
 * @param note why it failed; empty if it didn't
 */
public record Change(Instant at, MessageId id, String status, boolean isFinal, String to, String note) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    public Change {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(id, "id");
    }

    static Change of(Timeline timeline, String to) {
        return new Change(
                timeline.reports().stream()
                        .map(StatusReport::receivedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                timeline.id(),
                timeline.status().name(),
                timeline.isFinal(),
                to,
                timeline.failure().map(Object::toString).orElse(""));
    }

    Change withNote(String newNote) {
        return new Change(at, id, status, isFinal, to, newNote);
    }

    /** The line for people. */
    String line(ZoneId zone) {
        return TIME.format(LocalTime.ofInstant(at, zone)) + "  " + id + "  " + status + (to.isEmpty() ? "" : "  " + to)
                + (note.isEmpty() ? "" : "  " + note);
    }

    /** One line of JSON. */
    String json() {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.beginObject();
            json.name("at").value(at.toString());
            json.name("provider").value(id.provider());
            json.name("id").value(id.value());
            json.name("status").value(status);
            json.name("final").value(isFinal);
            if (!to.isEmpty()) {
                json.name("to").value(to);
            }
            if (!note.isEmpty()) {
                json.name("reason").value(note);
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.readUtf8();
    }
}
