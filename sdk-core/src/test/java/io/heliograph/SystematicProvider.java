package io.heliograph;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The code that speaks to a vendor of a systematic exploration: each request and each answer is a step. */
final class SystematicProvider implements SmsProvider, VendorClient {
    private static final LookupTiming QUIET = new LookupTiming(
            SystematicCase.VISIBLE.plusMillis(1),
            Duration.ofSeconds(1),
            SystematicCase.LATEST.plus(SystematicCase.VISIBLE).plusMillis(1),
            SystematicCase.REPEATED);
    private static final LookupTiming NOT_QUIET =
            new LookupTiming(QUIET.initialDelay(), Duration.ofMillis(700), QUIET.absentAfter());

    private final SystematicRun run;
    private final int number;
    private final DuplicateProtection dedupe;
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

    SystematicProvider(SystematicRun run, int number, DuplicateProtection dedupe, boolean quiet) {
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
        if (dedupe != DuplicateProtection.LOOKUP) {
            all.remove(Capability.LOOKUP);
        }
        return all;
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return dedupe;
    }

    @Override
    public LookupTiming lookupTiming() {
        return quiet ? QUIET : NOT_QUIET;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        Answered answered = step(SystematicStep.Kind.POST, context.deadline());
        if (answered.reply() == Reply.TOO_LATE) {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        }
        Replies.bytesOut(context);
        if (step(SystematicStep.Kind.ANSWER, context.deadline()).reply() == Reply.TOO_LATE) {
            throw Replies.noAnswer(ErrorType.DEADLINE, true);
        }
        return switch (answered.reply()) {
            case TAKEN, FAILED -> {
                Replies.answeredAfterBytes(context, 201);
                yield new SendResult.Accepted(message(answered));
            }
            case SAID_503 -> {
                Replies.answeredAfterBytes(context, 503);
                yield new SendResult.Unknown("HTTP 503");
            }
            case REFUSED -> {
                Replies.answeredAfterBytes(context, 400);
                yield new SendResult.Rejected(Failure.builder(ErrorType.PROVIDER_ERROR, "no")
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
        Answered currentAnswered = step(SystematicStep.Kind.HEAR, deadline);
        if (currentAnswered.reply() == Reply.TOO_LATE || answered.reply() == Reply.LOST) {
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
