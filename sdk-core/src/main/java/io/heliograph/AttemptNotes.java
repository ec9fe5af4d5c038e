package io.heliograph;

import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import org.jspecify.annotations.Nullable;

/**
 * Notes the attempts of one send, and asks the suppression list again before each, because the send may have waited since
 * it began. Belongs to one send.
 */
final class AttemptNotes implements SendWay.Journal {
    private final Planner planner;
    private final SendRequest request;
    private final Keys.Journal journal;
    private boolean held;

    AttemptNotes(Planner planner, SendRequest request, Keys.Journal journal) {
        this.planner = planner;
        this.request = request;
        this.journal = journal;
    }

    @Override
    public @Nullable Refusal note(String provider) {
        Refusal no = planner.held(request);
        held = no != null;
        return no != null ? no : journal.note(provider);
    }

    /** Notes how it ended; a no of our own list frees the key. */
    SendOutcome finish(SendOutcome outcome) {
        return held ? journal.finish(outcome, outcome instanceof SendOutcome.Rejected) : journal.finish(outcome);
    }

    void forget() {
        journal.forget();
    }
}
