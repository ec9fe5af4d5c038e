package io.heliograph;

import io.heliograph.http.Replies;
import io.heliograph.http.SendScope;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a fake answers, one after the other; the last one for ever. */
final class Answers implements FakeProvider.Sending {
    private final List<FakeProvider.Sending> answers;
    private final AtomicInteger asked = new AtomicInteger();

    private Answers(List<FakeProvider.Sending> answers) {
        this.answers = answers;
    }

    static FakeProvider inTurn(String name, FakeProvider.Sending... answers) {
        return FakeProvider.of(name, new Answers(List.of(answers)));
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        return answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1))
                .send(request, scope);
    }

    static FakeProvider.Sending yes(String name) {
        return (request, scope) -> FakeProvider.accepted(name, Status.QUEUED);
    }

    static FakeProvider.Sending no(ErrorType type) {
        return (request, scope) -> new Answer.Refused(Refusal.of(type, "no"));
    }

    static FakeProvider.Sending no(ErrorType type, Duration retryAfter) {
        Refusal refusal = Refusal.builder(type, "no").retryAfter(retryAfter).build();
        return (request, scope) -> new Answer.Refused(refusal);
    }

    /** Bytes went out, and nothing came back. */
    static FakeProvider.Sending silence() {
        return (request, scope) -> {
            Replies.bytesOut(scope);
            throw Replies.noAnswer(ErrorType.DEADLINE, true);
        };
    }

    /** A 2xx that says "failed". */
    static FakeProvider.Sending failedIn2xx(ErrorType type) {
        return (request, scope) -> {
            Replies.answered(scope, 201);
            return new Answer.Refused(Refusal.of(type, "it failed"));
        };
    }

    /** The same after a time. */
    static FakeProvider.Sending after(TestWorld world, Duration time, FakeProvider.Sending then) {
        return (request, scope) -> {
            world.passes(time);
            return then.send(request, scope);
        };
    }
}
