package io.heliograph;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A store whose database is gone. */
final class BrokenSuppressionStore implements SuppressionStore {
    boolean onlyWhenWriting;

    private static IllegalStateException gone() {
        return new IllegalStateException("password=hunter2");
    }

    @Override
    public boolean add(Suppression suppression, Instant now) {
        throw gone();
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Instant at) {
        throw gone();
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender, Instant at) {
        throw gone();
    }

    @Override
    public List<Suppression> find(PhoneNumber recipient) {
        if (onlyWhenWriting) {
            return List.of();
        }
        throw gone();
    }

    @Override
    public Stream<Suppression> all() {
        throw gone();
    }
}
