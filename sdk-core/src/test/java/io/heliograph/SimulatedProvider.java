package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.BulkLimits;
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
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The code that speaks to a simulated vendor, with the network between them. The vendor survives every process. */
final class SimulatedProvider implements SmsProvider, VendorClient {
    private static final long A_MILLI = 1_000_000;
    /** But for the opt-out, after which the client would send nothing more to the one number that all sends go to. */
    private static final List<ErrorType> ERROR_TYPES = Stream.of(ErrorType.values())
            .map(type -> type == ErrorType.OPTED_OUT ? ErrorType.CONTENT_REJECTED : type)
            .toList();

    private final String name;
    private final DuplicateProtection dedupe;
    private final SimulatedVendor vendor;
    private final SimulatedTiming world;
    private final SimulationLedger ledger;
    private final RetryPolicy policy;
    private final SimulationSabotage sabotage;
    private final SimulatedFaults faults;
    private final Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    private final BulkLimits bulkLimits;

    SimulatedProvider(
            String name,
            DuplicateProtection dedupe,
            SimulatedTiming world,
            SimulationLedger ledger,
            RetryPolicy policy,
            SimulationSabotage sabotage) {
        this.name = name;
        this.dedupe = dedupe;
        this.world = world;
        this.ledger = ledger;
        this.policy = policy;
        this.sabotage = sabotage;
        vendor = new SimulatedVendor(name, dedupe == DuplicateProtection.IDEMPOTENCY_KEY, world, ledger, sabotage);
        faults = new SimulatedFaults(world.random());
        if (dedupe == DuplicateProtection.NONE
                || (dedupe == DuplicateProtection.IDEMPOTENCY_KEY && !world.happens(0.2))) {
            capabilities.remove(Capability.LOOKUP);
        }
        if (world.happens(0.4)) {
            capabilities.remove(Capability.BULK);
        }
        bulkLimits =
                new BulkLimits(1 + world.random().nextInt(2), 4 + world.random().nextInt(4));
    }

    /** From now on everything works. */
    void clearUp() {
        faults.clearUp();
    }

    /** Whether it can be found out from it what became of a request. */
    boolean canSettle() {
        return dedupe == DuplicateProtection.IDEMPOTENCY_KEY || capabilities.contains(Capability.LOOKUP);
    }

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return dedupe;
    }

    @Override
    public BulkLimits bulkLimits() {
        return bulkLimits;
    }

    @Override
    public LookupTiming lookupTiming() {
        return vendor.lookupTimes();
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return post(SimulatedRequest.of(request, List.of(request.to())), context);
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        return post(SimulatedRequest.of(content, recipients), context);
    }

    private SendResult post(SimulatedRequest vendorRequest, AttemptContext context) {
        ledger.attempted(world.current(), name, policy);
        world.step("before bytes go to " + name);
        if (context.deadline().hasPassed()) {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        }
        ledger.asked(world.current(), vendorRequest.subjects(), name);
        SimulatedBehaviour behaviour = faults.next(world.nanoTime());
        world.count("request " + behaviour);
        vendorRequest.tell(world, name + " (" + dedupe + ", " + faults + ") " + behaviour);
        if (behaviour.endsBeforeBytes()) {
            return endBeforeBytes(behaviour, context.deadline());
        }
        Replies.bytesOut(context);
        boolean first = ledger.doubted(vendorRequest.subjects(), name);
        world.mayDie("after bytes went to " + name); // and the vendor hasn't the request yet
        SimulatedVendor.Kept before = vendor.kept(vendorRequest);
        vendor.get(world.current(), vendorRequest, behaviour);
        world.step("when " + name + " has the request");
        boolean inTime = !behaviour.hangs() && spend(faults.isClear() ? 100 : 2_500, context.deadline());
        if (!inTime) {
            spendAll(context.deadline());
            if (behaviour == SimulatedBehaviour.HANGS_ON_DEAD_CONNECTION) {
                faults.reconnect();
            }
            return lost(ErrorType.DEADLINE);
        }
        world.step("when the answer of " + name + " comes");
        SendResult result = answer(behaviour, vendorRequest, context, before);
        boolean isRejection = result instanceof SendResult.Rejected;
        if (result instanceof SendResult.Accepted
                || (first && isRejection)) { // a rejection of a repeated request says nothing about the first
            ledger.understood(vendorRequest.subjects(), name);
        }
        return result;
    }

    private SendResult endBeforeBytes(SimulatedBehaviour behaviour, Deadline deadline) {
        spend(3_000, deadline);
        if (behaviour == SimulatedBehaviour.BUG_BEFORE) {
            throw new IllegalStateException("a bug");
        }
        throw Replies.noAnswer(ErrorType.UNREACHABLE, false);
    }

    private SendResult answer(
            SimulatedBehaviour behaviour,
            SimulatedRequest vendorRequest,
            AttemptContext context,
            SimulatedVendor.@Nullable Kept before) {
        return switch (behaviour) {
            case TAKES, TAKES_UNREADABLY, TAKES_AND_FAILS -> yes(behaviour, vendorRequest, context, before);
            case REFUSES -> no(context, 400, anyRefusal());
            case THROTTLES -> no(context, 429, throttled());
            case SAYS_503, SAYS_503_AND_TAKES -> {
                Replies.answeredAfterBytes(context, 503);
                yield new SendResult.Unknown("HTTP 503");
            }
            case FAILS_IN_PROSE, FAILS_IN_PROSE_AND_TAKES ->
                SimulatedErrors.prose(context, world.random(), sabotage == SimulationSabotage.PROSE_BELIEVED);
            case IS_FULL -> SimulatedErrors.full(context);
            case REFUSES_STREAM -> {
                Replies.provenUnsent(context);
                yield new SendResult.Rejected(Failure.of(ErrorType.UNREACHABLE, "the stream was refused"));
            }
            case BUG_AFTER, BUG_AFTER_AND_TAKES -> throw new IllegalStateException("a bug");
            default -> lost(ErrorType.UNREACHABLE);
        };
    }

    private SendResult yes(
            SimulatedBehaviour behaviour,
            SimulatedRequest vendorRequest,
            AttemptContext context,
            SimulatedVendor.@Nullable Kept before) {
        SimulatedVendor.Kept kept = vendor.kept(vendorRequest);
        if (before != null
                && dedupe == DuplicateProtection.IDEMPOTENCY_KEY
                && !faults.isClear()
                && world.happens(0.2)) {
            return no(context, 409, Failure.of(ErrorType.DUPLICATE, "there is one"));
        }
        Replies.answeredAfterBytes(context, 201);
        if (kept == null) {
            return FakeProvider.accepted(name, Status.QUEUED);
        }
        return behaviour == SimulatedBehaviour.TAKES_UNREADABLY && !kept.failed()
                ? new SendResult.Accepted(
                        Message.builder(MessageId.unknown(name), Status.QUEUED).build())
                : new SendResult.Accepted(message(kept));
    }

    private Message message(SimulatedVendor.Kept kept) {
        MessageId id = new MessageId(name, kept.id());
        return kept.failed()
                ? Message.builder(id, Status.FAILED).failure(anyRefusal()).build()
                : Message.builder(id, Status.QUEUED).build();
    }

    private static SendResult no(AttemptContext context, int status, Failure failure) {
        Replies.answeredAfterBytes(context, failure.type() == ErrorType.AUTHENTICATION ? 401 : status);
        return new SendResult.Rejected(failure);
    }

    private Failure anyRefusal() {
        Random random = world.random();
        ErrorType type = ERROR_TYPES.get(random.nextInt(ERROR_TYPES.size()));
        Failure.Builder refusal = Failure.builder(type, name + " says no").code(type.name());
        if (random.nextInt(5) == 0) {
            refusal.retryable(random.nextBoolean()).failover(random.nextBoolean());
        }
        return refusal.build();
    }

    private Failure throttled() {
        int[] seconds = {0, 1, 5, 60, 86_400};
        int hint = world.random().nextInt(seconds.length + 1);
        return Failure.builder(ErrorType.RATE_LIMITED, "too fast")
                .retryAfter(hint < seconds.length ? Duration.ofSeconds(seconds[hint]) : null)
                .build();
    }

    private SendResult lost(ErrorType type) {
        if (sabotage == SimulationSabotage.LOSS_CALLED_A_NO) {
            return new SendResult.Rejected(Failure.of(ErrorType.UNREACHABLE, "it can't be reached"));
        }
        throw Replies.noAnswer(type, true);
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        world.step("before a question to " + name);
        if (deadline.hasPassed()) {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        }
        SimulatedRequest vendorRequest = SimulatedRequest.of(request, List.of(request.to()));
        if (faults.isDead()) {
            vendorRequest.tell(world, name + " is asked on a dead connection");
            spendAll(deadline);
            faults.reconnect();
            throw Replies.noAnswer(ErrorType.DEADLINE, true);
        }
        Optional<SimulatedVendor.Kept> seen = vendor.find(vendorRequest);
        boolean inTime = spend(faults.isClear() ? 100 : 4_000, deadline);
        if (!inTime || (!faults.isClear() && world.happens(0.2))) {
            throw Replies.noAnswer(inTime ? ErrorType.UNREACHABLE : ErrorType.DEADLINE, true);
        }
        if (!faults.isClear() && world.happens(0.1)) {
            throw world.happens(0.5)
                    ? SmsException.of(anyRefusal(), List.of())
                    : new IllegalStateException("a bug in the lookup");
        }
        world.count(seen.isPresent() ? "lookup found" : "lookup found nothing");
        vendorRequest.tell(world, name + " is asked and sees " + seen);
        if (seen.isEmpty() || seen.get().failed()) {
            ledger.understood(vendorRequest.subjects(), name);
        }
        return seen.map(this::message);
    }

    /** Lets up to so many milliseconds pass; false if the deadline comes first. */
    private boolean spend(int mostMillis, Deadline deadline) {
        long time = world.random().nextInt(mostMillis) * A_MILLI;
        long left = Math.max(0, deadline.nanosLeft());
        world.passes(Math.min(time, left));
        return time < left;
    }

    private void spendAll(Deadline deadline) {
        long overrun = sabotage == SimulationSabotage.DEADLINE_OVERRUN ? 20_000 * A_MILLI : 0;
        world.passes(Math.max(0, deadline.nanosLeft()) + overrun);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        return Message.builder(id, Status.UNKNOWN).build();
    }

    @Override
    public void close() {}
}
