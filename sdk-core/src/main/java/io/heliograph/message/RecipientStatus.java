package io.heliograph.message;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of one recipient of a bulk message. Immutable and thread-safe. */
public final class RecipientStatus {
    private final MessageId id;
    private final @Nullable PhoneNumber to;
    private final Status status;
    private final String rawStatus;
    private final @Nullable Failure failure;
    private final String rawJson;

    /**
     * A recipient's status as the vendor reports it.
     *
     * @param id the recipient's own message id; the bulk message's id if the vendor gives it none
     * @param to the number; null if the vendor hides it
     */
    public RecipientStatus(
            MessageId id,
            @Nullable PhoneNumber to,
            Status status,
            @Nullable String rawStatus,
            @Nullable Failure failure) {
        this(id, to, status, rawStatus, failure, "");
    }

    private RecipientStatus(
            MessageId id,
            @Nullable PhoneNumber to,
            Status status,
            @Nullable String rawStatus,
            @Nullable Failure failure,
            String rawJson) {
        this.id = id;
        this.to = to;
        this.status = status;
        this.rawStatus = rawStatus == null ? "" : rawStatus;
        this.failure = failure;
        this.rawJson = rawJson;
    }

    /** This status with the vendor's own JSON for it. */
    public RecipientStatus withRawJson(String json) {
        return new RecipientStatus(id, to, status, rawStatus, failure, json);
    }

    /**
     * A recipient that the vendor's response doesn't name. Whether it was accepted is unknown, so the message isn't
     * sent to it again.
     *
     * @param bulkId the id of the bulk message
     * @param reason what the response says instead, safe to log
     */
    public static RecipientStatus unnamed(MessageId bulkId, PhoneNumber to, String reason) {
        return new RecipientStatus(bulkId, to, Status.UNKNOWN, null, Failure.of(ErrorType.OTHER, reason));
    }

    /** The same status under another name of the provider. */
    RecipientStatus withProvider(String name) {
        return new RecipientStatus(id.withProvider(name), to, status, rawStatus, failure);
    }

    /** The recipient's own message id; the bulk message's id if the vendor gives it none. */
    public MessageId id() {
        return id;
    }

    /** The number; empty if the vendor hides it. */
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

    /** Why it failed, or why its status is {@link Status#UNKNOWN}. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The vendor's JSON for this recipient, with numbers; empty where only the whole message's response has it. */
    public String rawJson() {
        return rawJson;
    }

    private List<@Nullable Object> content() {
        return Arrays.asList(id, to, status, rawStatus, failure);
    }

    /** Whether all fields are equal, whatever {@link #rawJson()} they were read from. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecipientStatus recipient && content().equals(recipient.content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    @Override
    public String toString() {
        return "RecipientStatus[" + id + " " + status + (to == null ? "" : " to " + to) + "]";
    }
}
