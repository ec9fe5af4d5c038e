package io.heliograph;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The results of a fake, one after the other; the last one repeats. */
public final class Answers implements FakeProvider.Sending {
    private final List<FakeProvider.Sending> answers;
    private final AtomicInteger atomicInteger = new AtomicInteger();

    private Answers(List<FakeProvider.Sending> answers) {
        this.answers = answers;
    }

    public static FakeProvider inTurn(String name, FakeProvider.Sending... answers) {
        return FakeProvider.of(name, new Answers(List.of(answers)));
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return answers.get(Math.min(atomicInteger.getAndIncrement(), answers.size() - 1))
                .send(request, context);
    }

    public static FakeProvider.Sending yes(String name) {
        return (request, context) -> FakeProvider.accepted(name, Status.QUEUED);
    }

    public static FakeProvider.Sending no(ErrorType type) {
        return (request, context) -> new SendResult.Rejected(Failure.of(type, "no"));
    }

    static FakeProvider.Sending no(ErrorType type, Duration retryAfter) {
        Failure failure = Failure.builder(type, "no").retryAfter(retryAfter).build();
        return (request, context) -> new SendResult.Rejected(failure);
    }

    /** Bytes went out, and nothing came back. */
    static FakeProvider.Sending silence() {
        return (request, context) -> {
            Replies.bytesOut(context);
            throw Replies.noAnswer(ErrorType.DEADLINE, true);
        };
    }

    /** A 2xx that says "failed". */
    static FakeProvider.Sending failedIn2xx(ErrorType type) {
        return (request, context) -> {
            Replies.answered(context, 201);
            return new SendResult.Rejected(Failure.of(type, "it failed"));
        };
    }

    /** The same after a time. */
    static FakeProvider.Sending after(TestTiming world, Duration time, FakeProvider.Sending then) {
        return (request, context) -> {
            world.passes(time);
            return then.send(request, context);
        };
    }
}
