package io.heliograph;

import io.heliograph.http.Deadline;
import io.heliograph.http.Replies;
import io.heliograph.http.SendScope;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.LookupTimes;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The code that speaks to a vendor of a systematic exploration: each request and each answer is a step. */
final class SystematicProvider implements SmsProvider, ProviderDoor {
    private static final LookupTimes QUIET = new LookupTimes(
            SystematicCase.VISIBLE.plusMillis(1),
            Duration.ofSeconds(1),
            SystematicCase.LATEST.plus(SystematicCase.VISIBLE).plusMillis(1),
            SystematicCase.REPEATED);
    private static final LookupTimes NOT_QUIET = new LookupTimes(QUIET.first(), Duration.ofMillis(700), QUIET.absent());

    private final SystematicRun run;
    private final int number;
    private final Dedupe dedupe;
    private final boolean quiet;

    /** What comes of a request. */
    enum Reply {
        TOO_LATE,
        LOST,
        TAKEN,
        FAILED,
        REFUSED,
        SAID_503
    }

    /**
     * What a vendor answers.
     *
     * @param id of the message that it shows; 0 for none
     */
    record Answered(Reply reply, int id) {}

    SystematicProvider(SystematicRun run, int number, Dedupe dedupe, boolean quiet) {
        this.run = run;
        this.number = number;
        this.dedupe = dedupe;
        this.quiet = quiet;
    }

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return SystematicCase.PROVIDERS.get(number);
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        if (dedupe != Dedupe.LOOKUP) {
            all.remove(Capability.LOOKUP);
        }
        return all;
    }

    @Override
    public Dedupe dedupe() {
        return dedupe;
    }

    @Override
    public LookupTimes lookupTimes() {
        return quiet ? QUIET : NOT_QUIET;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        return List.of();
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        Answered answered = step(SystematicStep.Kind.POST, scope.deadline());
        if (answered.reply() == Reply.TOO_LATE) {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        }
        Replies.bytesOut(scope);
        if (step(SystematicStep.Kind.ANSWER, scope.deadline()).reply() == Reply.TOO_LATE) {
            throw Replies.noAnswer(ErrorType.DEADLINE, true);
        }
        return switch (answered.reply()) {
            case TAKEN, FAILED -> {
                Replies.answeredAfterBytes(scope, 201);
                yield new Answer.Accepted(message(answered));
            }
            case SAID_503 -> {
                Replies.answeredAfterBytes(scope, 503);
                yield new Answer.Unclear("HTTP 503");
            }
            case REFUSED -> {
                Replies.answeredAfterBytes(scope, 400);
                yield new Answer.Refused(Refusal.builder(ErrorType.PROVIDER_ERROR, "no")
                        .retryable(false)
                        .failover(true)
                        .build());
            }
            default -> throw Replies.noAnswer(ErrorType.UNREACHABLE, true);
        };
    }

    private Message message(Answered answered) {
        MessageId id = new MessageId(name(), String.valueOf(answered.id()));
        return Message.builder(id, answered.reply() == Reply.FAILED ? Status.FAILED : Status.QUEUED)
                .build();
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        Answered answered = step(SystematicStep.Kind.ASK, deadline);
        if (answered.reply() == Reply.TOO_LATE) {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        }
        Answered heard = step(SystematicStep.Kind.HEAR, deadline);
        if (heard.reply() == Reply.TOO_LATE || answered.reply() == Reply.LOST) {
            throw Replies.noAnswer(ErrorType.UNREACHABLE, true);
        }
        return answered.id() == 0 ? Optional.empty() : Optional.of(message(answered));
    }

    private Answered step(SystematicStep.Kind kind, Deadline deadline) {
        return run.step(SystematicStep.at(kind, number, Duration.ofNanos(deadline.nanosLeft())), Answered.class);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        return Message.builder(id, Status.UNKNOWN).build();
    }

    @Override
    public void close() {}
}
