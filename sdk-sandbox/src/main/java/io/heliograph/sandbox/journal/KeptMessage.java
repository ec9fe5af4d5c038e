package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.MessageStatus;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SimulatedMessage;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A message in the journal. Thread-safe. */
public final class KeptMessage implements Entry {
    /** What a search looks into, with the report that it was made of. */
    private record Searched(@Nullable SendReport of, String text) {}

    private final long id;
    private final SimulatedMessage message;
    private final Function<String, MessageStatus> words;
    private final long exchange;
    private volatile @Nullable SendReport send;
    private volatile @Nullable Searched searched;
    private volatile @Nullable String lowerText;
    private volatile @Nullable Step next;
    private volatile boolean removed;

    KeptMessage(long id, SimulatedMessage message, Function<String, MessageStatus> words, long exchange) {
        this.id = id;
        this.message = message;
        this.words = words;
        this.exchange = exchange;
    }

    @Override
    public long id() {
        return id;
    }

    /** The message as its vendor accepted it, with the states that it has and will have. */
    public SimulatedMessage message() {
        return message;
    }

    /** The number of the exchange that it came by; 0 for none. */
    public long exchange() {
        return exchange;
    }

    /** The SDK's report of the send that made it. */
    public Optional<SendReport> send() {
        return Optional.ofNullable(send);
    }

    /** The message with its state at a time. */
    public InboxMessage snapshot(Instant now) {
        SendReport report = send;
        return message.snapshot(now, report == null ? null : report.key());
    }

    boolean hasKey(String key) {
        SendReport report = send;
        return report != null && key.equals(report.key());
    }

    void sentBy(SendReport report) {
        send = report;
    }

    /** What its state at a time means. */
    public MessageStatus status(Instant now) {
        return status(message.timeline().at(now));
    }

    /** What the state of a step means. */
    public MessageStatus status(Step step) {
        return words.apply(step.state());
    }

    /** All that a search looks into, in lower case. */
    String searched() {
        SendReport report = send;
        Searched present = searched;
        if (present == null || !Objects.equals(present.of(), report)) {
            String key = report == null || report.key() == null ? "" : report.key();
            String from = message.from() == null ? "" : message.from();
            String tag = message.tag() == null ? "" : message.tag();
            String text = String.join("\n", message.to(), from, message.text(), message.id(), tag, key);
            present = new Searched(report, text.toLowerCase(Locale.ROOT));
            searched = present;
        }
        return present.text();
    }

    /** The text in lower case. */
    String lowerText() {
        String present = lowerText;
        if (present == null) {
            present = message.text().toLowerCase(Locale.ROOT);
            lowerText = present;
        }
        return present;
    }

    /** The step that is waited for. */
    @Nullable
    Step next() {
        return next;
    }

    void next(@Nullable Step step) {
        next = step;
    }

    boolean isRemoved() {
        return removed;
    }

    void remove() {
        removed = true;
        next = null;
    }

    /** Shows no numbers and no text. */
    @Override
    public String toString() {
        return "KeptMessage[id=" + id + ", vendor=" + message.vendor() + "]";
    }
}
