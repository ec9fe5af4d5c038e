package io.heliograph.androidgateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The envelope of a phone's webhook; what is null is left out of it (app 1.68, 2026-08). */
final class AndroidGatewayEvent {
    @Nullable
    String id;

    @Nullable
    String event;

    @Nullable
    Payload payload;

    /** What happened; which fields there are depends on the event. */
    static final class Payload {
        @Nullable
        String messageId;

        /** Of older apps: who sent what came in, or whom it went to. */
        @Nullable
        String phoneNumber;

        @Nullable
        String sender;

        @Nullable
        String recipient;

        @Nullable
        String reason;

        /** Of how many parts a text that was sent is; -1 where the phone doesn't know. */
        @Nullable
        Integer partsCount;

        @Nullable
        String message;

        @Nullable
        String data;

        @Nullable
        String subject;

        @Nullable
        String body;

        @Nullable
        List<@Nullable Attachment> attachments;

        @Nullable
        String sentAt;

        @Nullable
        String deliveredAt;

        @Nullable
        String failedAt;

        @Nullable
        String cancelledAt;

        @Nullable
        String receivedAt;

        /** The items of a batch, at most 100. */
        @Nullable
        List<@Nullable Payload> messages;
    }

    /** A file of an MMS. */
    static final class Attachment {
        @Nullable
        String contentType;

        @Nullable
        String name;

        @Nullable
        String data;
    }
}
