package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Replies;
import io.heliograph.http.SendScope;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Answer;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.LookupTimes;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The code that speaks to a simulated vendor, with the network between them. The vendor survives every process. */
final class SimulatedProvider implements SmsProvider, ProviderDoor {
    private static final long A_MILLI = 1_000_000;
    /** But for the opt-out, after which the client would send nothing more to the one number that all sends go to. */
    private static final List<ErrorType> ERROR_TYPES = Stream.of(ErrorType.values())
            .map(type -> type == ErrorType.OPTED_OUT ? ErrorType.CONTENT_REJECTED : type)
            .toList();

    private final String name;
    private final Dedupe dedupe;
    private final SimulatedVendor vendor;
    private final SimulatedWorld world;
    private final SimulationLedger ledger;
    private final RetryPolicy policy;
    private final SimulationSabotage sabotage;
    private final SimulatedWeather weather;
    private final Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    private final BulkLimits bulkLimits;

    SimulatedProvider(
            String name,
            Dedupe dedupe,
            SimulatedWorld world,
            SimulationLedger ledger,
            RetryPolicy policy,
            SimulationSabotage sabotage) {
        this.name = name;
        this.dedupe = dedupe;
        this.world = world;
        this.ledger = ledger;
        this.policy = policy;
        this.sabotage = sabotage;
        vendor = new SimulatedVendor(name, dedupe == Dedupe.CLIENT_KEY, world, ledger, sabotage);
        weather = new SimulatedWeather(world.random());
        if (dedupe == Dedupe.NONE || (dedupe == Dedupe.CLIENT_KEY && !world.happens(0.2))) {
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
        weather.clearUp();
    }

    /** Whether it can be found out from it what became of a request. */
    boolean canSettle() {
        return dedupe == Dedupe.CLIENT_KEY || capabilities.contains(Capability.LOOKUP);
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
    public Dedupe dedupe() {
        return dedupe;
    }

    @Override
    public BulkLimits bulkLimits() {
        return bulkLimits;
    }

    @Override
    public LookupTimes lookupTimes() {
        return vendor.lookupTimes();
    }

    @Override
    public List<Fault> check(SendRequest request) {
        return List.of();
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        return post(SimulatedParcel.of(request, List.of(request.to())), scope);
    }

    @Override
    public Answer sendBulk(SendRequest content, List<PhoneNumber> recipients, SendScope scope) {
        return post(SimulatedParcel.of(content, recipients), scope);
    }

    private Answer post(SimulatedParcel parcel, SendScope scope) {
        ledger.attempted(world.current(), name, policy);
        world.step("before bytes go to " + name);
        if (scope.deadline().hasPassed()) {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        }
        ledger.asked(world.current(), parcel.subjects(), name);
        SimulatedFate fate = weather.next(world.nanoTime());
        world.count("request " + fate);
        parcel.tell(world, name + " (" + dedupe + ", " + weather + ") " + fate);
        if (fate.endsBeforeBytes()) {
            return endBeforeBytes(fate, scope.deadline());
        }
        Replies.bytesOut(scope);
        boolean first = ledger.doubted(parcel.subjects(), name);
        world.mayDie("after bytes went to " + name); // and the vendor hasn't the request yet
        SimulatedVendor.Kept before = vendor.kept(parcel);
        vendor.get(world.current(), parcel, fate);
        world.step("when " + name + " has the request");
        boolean inTime = !fate.hangs() && spend(weather.isClear() ? 100 : 2_500, scope.deadline());
        if (!inTime) {
            spendAll(scope.deadline());
            if (fate == SimulatedFate.HANGS_ON_DEAD_CONNECTION) {
                weather.reconnect();
            }
            return lost(ErrorType.DEADLINE);
        }
        world.step("when the answer of " + name + " comes");
        Answer answer = answer(fate, parcel, scope, before);
        boolean isNo = answer instanceof Answer.Refused;
        if (answer instanceof Answer.Accepted || (first && isNo)) { // a no to a repeated request is none to the first
            ledger.understood(parcel.subjects(), name);
        }
        return answer;
    }

    private Answer endBeforeBytes(SimulatedFate fate, Deadline deadline) {
        spend(3_000, deadline);
        if (fate == SimulatedFate.BUG_BEFORE) {
            throw new IllegalStateException("a bug");
        }
        throw Replies.noAnswer(ErrorType.UNREACHABLE, false);
    }

    private Answer answer(
            SimulatedFate fate, SimulatedParcel parcel, SendScope scope, SimulatedVendor.@Nullable Kept before) {
        return switch (fate) {
            case TAKES, TAKES_UNREADABLY, TAKES_AND_FAILS -> yes(fate, parcel, scope, before);
            case REFUSES -> no(scope, 400, anyRefusal());
            case THROTTLES -> no(scope, 429, throttled());
            case SAYS_503, SAYS_503_AND_TAKES -> {
                Replies.answeredAfterBytes(scope, 503);
                yield new Answer.Unclear("HTTP 503");
            }
            case FAILS_IN_PROSE, FAILS_IN_PROSE_AND_TAKES ->
                SimulatedErrors.prose(scope, world.random(), sabotage == SimulationSabotage.PROSE_BELIEVED);
            case IS_FULL -> SimulatedErrors.full(scope);
            case REFUSES_STREAM -> {
                Replies.provenUnsent(scope);
                yield new Answer.Refused(Refusal.of(ErrorType.UNREACHABLE, "the stream was refused"));
            }
            case BUG_AFTER, BUG_AFTER_AND_TAKES -> throw new IllegalStateException("a bug");
            default -> lost(ErrorType.UNREACHABLE);
        };
    }

    private Answer yes(
            SimulatedFate fate, SimulatedParcel parcel, SendScope scope, SimulatedVendor.@Nullable Kept before) {
        SimulatedVendor.Kept kept = vendor.kept(parcel);
        if (before != null && dedupe == Dedupe.CLIENT_KEY && !weather.isClear() && world.happens(0.2)) {
            return no(scope, 409, Refusal.of(ErrorType.DUPLICATE, "there is one"));
        }
        Replies.answeredAfterBytes(scope, 201);
        if (kept == null) {
            return FakeProvider.accepted(name, Status.QUEUED);
        }
        return fate == SimulatedFate.TAKES_UNREADABLY && !kept.failed()
                ? new Answer.Accepted(
                        Message.builder(MessageId.unknown(name), Status.QUEUED).build())
                : new Answer.Accepted(message(kept));
    }

    private Message message(SimulatedVendor.Kept kept) {
        MessageId id = new MessageId(name, kept.id());
        return kept.failed()
                ? Message.builder(id, Status.FAILED).failure(anyRefusal()).build()
                : Message.builder(id, Status.QUEUED).build();
    }

    private static Answer no(SendScope scope, int status, Refusal refusal) {
        Replies.answeredAfterBytes(scope, refusal.type() == ErrorType.AUTHENTICATION ? 401 : status);
        return new Answer.Refused(refusal);
    }

    private Refusal anyRefusal() {
        Random random = world.random();
        ErrorType type = ERROR_TYPES.get(random.nextInt(ERROR_TYPES.size()));
        Refusal.Builder refusal = Refusal.builder(type, name + " says no").code(type.name());
        if (random.nextInt(5) == 0) {
            refusal.retryable(random.nextBoolean()).failover(random.nextBoolean());
        }
        return refusal.build();
    }

    private Refusal throttled() {
        int[] seconds = {0, 1, 5, 60, 86_400};
        int hint = world.random().nextInt(seconds.length + 1);
        return Refusal.builder(ErrorType.RATE_LIMITED, "too fast")
                .retryAfter(hint < seconds.length ? Duration.ofSeconds(seconds[hint]) : null)
                .build();
    }

    private Answer lost(ErrorType type) {
        if (sabotage == SimulationSabotage.LOSS_CALLED_A_NO) {
            return new Answer.Refused(Refusal.of(ErrorType.UNREACHABLE, "it can't be reached"));
        }
        throw Replies.noAnswer(type, true);
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        world.step("before a question to " + name);
        if (deadline.hasPassed()) {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        }
        SimulatedParcel parcel = SimulatedParcel.of(request, List.of(request.to()));
        if (weather.isDead()) {
            parcel.tell(world, name + " is asked on a dead connection");
            spendAll(deadline);
            weather.reconnect();
            throw Replies.noAnswer(ErrorType.DEADLINE, true);
        }
        Optional<SimulatedVendor.Kept> seen = vendor.find(parcel);
        boolean inTime = spend(weather.isClear() ? 100 : 4_000, deadline);
        if (!inTime || (!weather.isClear() && world.happens(0.2))) {
            throw Replies.noAnswer(inTime ? ErrorType.UNREACHABLE : ErrorType.DEADLINE, true);
        }
        if (!weather.isClear() && world.happens(0.1)) {
            throw world.happens(0.5)
                    ? SmsException.of(anyRefusal(), List.of())
                    : new IllegalStateException("a bug in the lookup");
        }
        world.count(seen.isPresent() ? "lookup found" : "lookup found nothing");
        parcel.tell(world, name + " is asked and sees " + seen);
        if (seen.isEmpty() || seen.get().failed()) {
            ledger.understood(parcel.subjects(), name);
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
