package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.ProviderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Records every event in one line each, in order. Not thread-safe. */
public final class EventLog implements SmsEventListener {
    private final List<String> lines = new ArrayList<>();

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void attemptStarted(IdempotencyKey key, String provider, int number) {
        lines.add("started " + provider + " " + number);
    }

    @Override
    public void attemptEnded(IdempotencyKey key, Attempt attempt) {
        lines.add("ended " + attempt.provider() + " " + attempt.number() + " " + attempt.result());
    }

    @Override
    public void retried(IdempotencyKey key, Attempt last, Duration wait) {
        lines.add("retried " + last.provider() + " after " + wait.toMillis() + " ms");
    }

    @Override
    public void failedOver(IdempotencyKey key, String from, String to) {
        lines.add("failed over " + from + " " + to);
    }

    @Override
    public void replayed(SendOutcome first) {
        lines.add("replayed " + kind(first));
    }

    @Override
    public void unknown(SendOutcome.Unknown outcome) {
        lines.add("unknown " + outcome.provider());
    }

    @Override
    public void reconciled(SendOutcome outcome) {
        lines.add("reconciled " + kind(outcome));
    }

    @Override
    public void providerChanged(String provider, ProviderState state) {
        lines.add(provider + " is " + state.kind());
    }

    @Override
    public void keysForgotten(int keys) {
        lines.add(keys + " keys forgotten");
    }

    private static String kind(SendOutcome outcome) {
        return outcome.getClass().getSimpleName();
    }
}
