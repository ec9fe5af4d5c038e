package io.heliograph.outbox.internal;

import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.StoreKey;
import java.util.List;
import java.util.Objects;

/** Gives the recipients of messages the hash of the store's own key, so that their order goes on without the previous keys. */
public final class RecipientRotation {
    private static final int PAGE = 200;

    /** A message that may be sent yet. */
    private record Message(long seq, String recipient, String request) {}

    private RecipientRotation() {}

    /**
     * Rotates all messages that aren't sent, and returns how many rows have changed. All of a recipient's rows change at once; until
     * then workers look for both hashes. The hashes of sent messages are left: nothing is ordered by them, and they expire.
     */
    public static int rotate(Database database, StoreKey key) {
        int count = 0;
        List<Message> page = page(database, -1);
        while (!page.isEmpty()) {
            for (Message message : page) {
                String hash = key.hash(RequestCodec.recipient(key, message.request()));
                if (!hash.equals(message.recipient())) {
                    count += database.write(session -> session.update(
                            "UPDATE heliograph_outbox SET recipient = ? WHERE recipient = ? AND state < 4",
                            hash,
                            message.recipient()));
                }
            }
            page = page(database, page.get(page.size() - 1).seq());
        }
        return count;
    }

    private static List<Message> page(Database database, long after) {
        return database.read(session -> session.query(
                "SELECT seq, recipient, request FROM heliograph_outbox"
                        + " WHERE seq > ? AND state < 4 ORDER BY seq LIMIT ?",
                row -> new Message(row.getLong(1), row.getString(2), Objects.requireNonNull(row.getString(3))),
                after,
                PAGE));
    }
}
