package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.vendor.Refusal;
import io.heliograph.sandbox.vendor.RefusalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The errors of NativeHub: the texts of "Error handling" and the codes of it and of the webhook guide (2026-02). Where the
 * pages give no HTTP status for a text, it is 400 or 403; the words for a number on the do-not-contact list aren't
 * published, so these are those of the pages that describe it.
 */
final class NativeHubFaults {
    static final RefusalTable REFUSALS = new RefusalTable(List.of(
            Refusal.ofSend("required", "999400", 400, "to, from, and body are required"),
            Refusal.ofSend("invalid-number", "999410", 400, "invalid phone number format"),
            Refusal.ofSend("unauthorized", "999401", 401, "unauthorized"),
            Refusal.ofSend("invalid-login", "999411", 401, "invalid username or password"),
            Refusal.ofSend("insufficient-balance", "999402", 400, "insufficient balance"),
            Refusal.ofSend("account-not-active", "999403", 403, "account is not active"),
            Refusal.ofSend("permissions", "999413", 403, "Account suspended or insufficient permissions"),
            Refusal.ofSend("dnc", "999421", 403, "recipient is on the DNC list"),
            Refusal.ofSend("do-not-call", "999422", 403, "recipient is on the Do-Not-Call list"),
            Refusal.ofSend("do-not-contact", "999423", 403, "recipient is on the do-not-contact list"),
            Refusal.ofSend("opted-out", "999424", 403, "recipient has opted out"),
            Refusal.ofSend("not-found", "999404", 404, "not found"),
            Refusal.ofSend("pipeline", "999430", 400, "pipeline processing failed"),
            Refusal.ofSend("rate-limit", "999429", 429, "rate limit exceeded"),
            Refusal.ofSend("http-500", "999500", 500, "internal server error")));

    /**
     * How a message fails after its acceptance.
     *
     * @param code a text or a number; null where there is none
     * @param text null for a status without an error
     */
    private record Failure(
            String name,
            String lastDigits,
            String status,
            @Nullable Object code,
            @Nullable String text,
            boolean atOnce) {
        VendorFault fault() {
            String when = atOnce ? "in the 201" : "after D";
            String of = code == null ? "" : ", `error_code` `" + code + "`";
            return new VendorFault(name, Effect.FAILS_MESSAGE, lastDigits, "201; " + status + " " + when + of);
        }
    }

    private static final List<Failure> FAILURES = List.of(
            new Failure("INVALID_NUMBER", "999010", "failed", "INVALID_NUMBER", "invalid phone number format", true),
            new Failure("1", "999001", "failed", 1, "invalid destination", true),
            new Failure("2", "999002", "failed", 2, "unreachable", true),
            new Failure("3", "999003", "failed", 3, "insufficient balance", true),
            new Failure("4", "999004", "rejected", 4, "rejected", true),
            new Failure("1-later", "999101", "failed", 1, "invalid destination", false),
            new Failure("2-later", "999102", "failed", 2, "unreachable", false),
            new Failure("3-later", "999103", "failed", 3, "insufficient balance", false),
            new Failure("4-later", "999104", "rejected", 4, "rejected", false),
            new Failure("expired", "999105", "expired", null, null, false));

    private static final String SUBMITTED = "submitted";

    private NativeHubFaults() {}

    static List<VendorFault> all() {
        return Stream.concat(REFUSALS.faults().stream(), FAILURES.stream().map(Failure::fault))
                .toList();
    }

    private static Failure of(String code) {
        return FAILURES.stream()
                .filter(failure -> failure.name().equals(code))
                .findFirst()
                .orElseThrow();
    }

    static List<Step> steps(VendorFault fault, Instant start, Duration deliverAfter) {
        Failure failure = of(fault.code());
        if (failure.atOnce()) {
            return List.of(new Step(start, failure.status(), failure.text()));
        }
        return List.of(
                new Step(start, "queued"),
                new Step(start.plus(deliverAfter.dividedBy(2)), SUBMITTED),
                new Step(start.plus(deliverAfter), failure.status(), failure.text()));
    }

    /** The steps that end a message now. */
    static List<Step> endingNow(MessageTimeline timeline, @Nullable String code, Instant at) {
        Failure failure = code == null ? null : of(code);
        boolean isScheduled = timeline.at(at).state().equals(NativeHubSend.SCHEDULED);
        if (failure != null && failure.atOnce()) {
            if (!isScheduled) {
                throw new IllegalArgumentException(
                        "NativeHub gives this code in its answer to a send only; later it fails by another code.");
            }
            return List.of(new Step(at, failure.status(), failure.text()));
        }
        List<Step> steps = new ArrayList<>();
        if (isScheduled) {
            steps.add(new Step(at, "queued"));
        }
        if (timeline.entered(SUBMITTED, at).isEmpty()) {
            steps.add(new Step(at, SUBMITTED));
        }
        steps.add(failure == null ? new Step(at, "delivered") : new Step(at, failure.status(), failure.text()));
        return steps;
    }

    /** The code of an error's text; null for a text of another table. */
    static @Nullable Object code(String text) {
        return FAILURES.stream()
                .filter(failure -> text.equals(failure.text()))
                .findFirst()
                .map(Failure::code)
                .orElse(null);
    }
}
