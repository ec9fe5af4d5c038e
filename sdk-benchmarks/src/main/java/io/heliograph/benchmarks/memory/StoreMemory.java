package io.heliograph.benchmarks.memory;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.tracking.MemoryTimelineStore;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Measures the bytes that a remembered key and a timeline take, by the heap after a garbage collection, and what the stores' part
 * of a send takes while they fill, by this thread's CPU time and its allocated bytes.
 *
 * <p>Arguments: how many sends, 1,000,000 by default; then {@code generated} (keys as a request without one gets them, the default) or
 * {@code callers} (other keys of 36 characters).
 */
public final class StoreMemory {
    private static final int STEPS = 10;
    private static final int BATCH = 1_000;
    private static final int MAX_WARM_UP = 100_000;
    private static final String RAW_JSON = "{\"message_id\":\"%s\",\"raw\":\"" + "x".repeat(380) + "\"}";
    private static final Duration LEASE = Duration.ofSeconds(40);

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int sends;
    private final boolean callers;

    /** A send that has ended, for the stores. */
    private record Sent(
            SendRequest request, Fingerprint fingerprint, String owner, Message message, SendOutcome outcome) {}

    /** What is measured of one send. */
    private interface Work {
        void send(Sent sent);
    }

    private StoreMemory(int sends, boolean callers) {
        this.sends = sends;
        this.callers = callers;
    }

    /** Fills both stores, and prints what they take. */
    public static void main(String[] args) throws InterruptedException {
        int sends = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        boolean callers = args.length > 1 && args[1].equals("callers");
        StoreMemory warmUp = new StoreMemory(Math.min(MAX_WARM_UP, sends), callers);
        warmUp.keys();
        warmUp.timelines();
        System.out.println("the code is compiled; measured from here on");
        StoreMemory measured = new StoreMemory(sends, callers);
        measured.keys();
        measured.timelines();
    }

    private void keys() throws InterruptedException {
        MemoryIdempotencyStore keys = new MemoryIdempotencyStore(2 * sends, Duration.ofDays(1), Clock.systemUTC());
        measure("a remembered key", sent -> {
            Claim claim = keys.claim(sent.request().key(), sent.fingerprint(), sent.owner(), LEASE);
            claim = keys.attempt(claim, "wavix").orElseThrow();
            if (!keys.finish(claim, sent.outcome())) {
                throw new IllegalStateException("nobody else has this key");
            }
        });
        keys.find(IdempotencyKey.of("in-use-until-here"));
    }

    private void timelines() throws InterruptedException {
        MemoryTimelineStore timelines = new MemoryTimelineStore(2 * sends, Duration.ofDays(3), Clock.systemUTC());
        MessageTracker tracker = new MessageTracker(timelines);
        measure("a timeline", sent -> tracker.record(sent.message(), 1, ReportSource.RECEIPT, Instant.now()));
        long before = heapAfterCollection();
        for (int number = 0; number < sends; number++) {
            Instant now = Instant.now();
            tracker.add(StatusReport.of(id(number), Status.DELIVERED, ReportSource.WEBHOOK, now)
                    .rawStatus("delivered")
                    .occurredAt(Instant.ofEpochSecond(now.getEpochSecond()))
                    .build());
        }
        System.out.printf(Locale.ROOT, "a second report: %d bytes%n", (heapAfterCollection() - before) / sends);
        timelines.find(id(0));
    }

    private void measure(String what, Work work) throws InterruptedException {
        long before = heapAfterCollection();
        int step = Math.max(BATCH, sends / STEPS);
        long nanos = 0;
        long allocated = 0;
        for (int first = 0; first < sends; first += BATCH) {
            List<Sent> batch = batch(first);
            long nanosBefore = threads.getCurrentThreadCpuTime();
            long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            for (Sent sent : batch) {
                work.send(sent);
            }
            allocated += threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
            nanos += threads.getCurrentThreadCpuTime() - nanosBefore;
            if ((first + BATCH) % step == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%s: at %,d: %d ns of CPU, %d bytes allocated%n",
                        what,
                        first + BATCH,
                        nanos / step,
                        allocated / step);
                nanos = 0;
                allocated = 0;
            }
        }
        System.out.printf(Locale.ROOT, "%s: %d bytes of %,d%n", what, (heapAfterCollection() - before) / sends, sends);
    }

    private List<Sent> batch(int first) {
        List<Sent> batch = new ArrayList<>(BATCH);
        for (int number = first; number < first + BATCH; number++) {
            batch.add(sent(number));
        }
        return batch;
    }

    private Sent sent(int number) {
        SendRequest.Builder builder = SendRequest.to(String.format(Locale.ROOT, "+668%08d", number % 100_000_000))
                .from("ACME")
                .text(String.format(Locale.ROOT, "Your code is %06d", number % 1_000_000));
        SendRequest request = callers
                ? builder.idempotencyKey(String.format(Locale.ROOT, "customer-0001-order-%016d", number))
                        .build()
                : builder.build();
        Instant now = Instant.now();
        Message message = message(request, id(number), now);
        Attempt attempt = new Attempt(
                "wavix", 1, now, Duration.ofNanos(93_125), Attempt.Result.ACCEPTED, null, null, 201, "QUEUED");
        String owner = "3f2a8f60-6d3c-4a53-8a39-7d4b7a1c9e55/" + number;
        SendOutcome outcome = new SendOutcome.Accepted(message, request.key(), List.of(attempt));
        return new Sent(request, Fingerprint.of(request), owner, message, outcome);
    }

    private static MessageId id(int number) {
        byte[] name = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        return new MessageId("wavix", UUID.nameUUIDFromBytes(name).toString());
    }

    private static Message message(SendRequest request, MessageId id, Instant now) {
        return Message.builder(id, Status.QUEUED)
                .rawStatus("accepted")
                .to(PhoneNumber.of(request.to().e164()))
                .from(Sender.of("ACME"))
                .segments(1)
                .price(new Money(new BigDecimal("0.0118"), "USD"))
                .submittedAt(Instant.ofEpochSecond(now.getEpochSecond()))
                .rawJson(String.format(Locale.ROOT, RAW_JSON, id.value()))
                .build();
    }

    private static long heapAfterCollection() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
