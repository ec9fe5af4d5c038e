package io.heliograph.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one recipient of a message that has several. Immutable and thread-safe. */
public final class RecipientStatus {
    private final MessageId id;
    private final @Nullable PhoneNumber to;
    private final Status status;
    private final String rawStatus;
    private final @Nullable Failure failure;

    /**
     * What a vendor says of one recipient.
     *
     * @param id the recipient's own message; the whole's where the vendor gives it none
     * @param to the number; null where the vendor hides it
     */
    public RecipientStatus(
            MessageId id,
            @Nullable PhoneNumber to,
            Status status,
            @Nullable String rawStatus,
            @Nullable Failure failure) {
        this.id = id;
        this.to = to;
        this.status = status;
        this.rawStatus = rawStatus == null ? "" : rawStatus;
        this.failure = failure;
    }

    /**
     * A recipient that the vendor's answer leaves open: nobody knows whether it was taken, so it counts as unknown and isn't
     * sent to again.
     *
     * @param whole the id of the whole
     * @param reason what the answer says instead, in words that are safe to log
     */
    public static RecipientStatus unnamed(MessageId whole, PhoneNumber to, String reason) {
        return new RecipientStatus(whole, to, Status.UNKNOWN, null, Failure.of(ErrorType.OTHER, reason));
    }

    /** The recipient's own message; the whole's where the vendor gives it none. */
    public MessageId id() {
        return id;
    }

    /** The number; empty where the vendor hides it. */
    public Optional<PhoneNumber> to() {
        return Optional.ofNullable(to);
    }

    public Status status() {
        return status;
    }

    /** The vendor's own word for the status. */
    public String rawStatus() {
        return rawStatus;
    }

    /** Why it failed; of one that is {@link Status#UNKNOWN}, why nobody knows. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public String toString() {
        return "RecipientStatus[" + id + " " + status + (to == null ? "" : " to " + to) + "]";
    }
}
