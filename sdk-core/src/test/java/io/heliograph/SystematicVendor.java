package io.heliograph;

import io.heliograph.spi.DuplicateProtection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor of a systematic exploration keeps of the one key. Immutable.
 *
 * @param kept what it shows; null for nothing
 * @param goodId of the message for which somebody gets an SMS; 0 for none
 * @param sms how many get one
 * @param late until when each message that is under way is there
 * @param noneUntil until when it repeats "there is none"
 */
record SystematicVendor(
        DuplicateProtection dedupe,
        @Nullable Kept kept,
        int made,
        int goodId,
        int sms,
        List<Long> late,
        long noneUntil) {
    /** A message. */
    record Kept(int id, boolean failed, long visibleFrom) {}

    static SystematicVendor empty(DuplicateProtection dedupe) {
        return new SystematicVendor(dedupe, null, 0, 0, 0, List.of(), Long.MIN_VALUE);
    }

    private boolean hasIt() {
        return dedupe == DuplicateProtection.IDEMPOTENCY_KEY && kept != null;
    }

    /** Whether somebody gets an SMS of it, or will. */
    boolean isAnywhere() {
        return sms > 0 || !late.isEmpty();
    }

    /** With one more message; a duplicate is removed by those who do that. */
    SystematicVendor taking(boolean fails, long now) {
        if (hasIt()) {
            return this;
        }
        int id = made + 1;
        Kept there = kept;
        Kept next =
                there == null || there.failed() ? new Kept(id, fails, now + SystematicCase.VISIBLE.toNanos()) : there;
        List<Long> left = dedupe == DuplicateProtection.IDEMPOTENCY_KEY ? List.of() : late; // they are duplicates now
        return new SystematicVendor(dedupe, next, id, fails ? goodId : id, sms + (fails ? 0 : 1), left, noneUntil);
    }

    /** What it answers a request with; those who remove duplicates show the first one. */
    Kept answer(SystematicVendor before, boolean fails) {
        Kept there = before.kept;
        return there != null && before.hasIt() ? there : new Kept(made, fails, 0);
    }

    SystematicVendor takingLate(long until) {
        if (hasIt()) {
            return this;
        }
        List<Long> more = new ArrayList<>(late);
        more.add(until);
        return new SystematicVendor(dedupe, kept, made, goodId, sms, List.copyOf(more), noneUntil);
    }

    /** After the first that was under way has come. */
    SystematicVendor arriving(long now) {
        return new SystematicVendor(dedupe, kept, made, goodId, sms, late.subList(1, late.size()), noneUntil)
                .taking(false, now);
    }

    /** What a question sees now; null for nothing. */
    @Nullable
    Kept seen(long now) {
        Kept there = kept;
        return there != null && now >= noneUntil && now >= there.visibleFrom() ? there : null;
    }

    SystematicVendor asked(long now) {
        return seen(now) != null
                ? this
                : new SystematicVendor(dedupe, kept, made, goodId, sms, late, now + SystematicCase.REPEATED.toNanos());
    }

    /** A number for it that is the same for what is the same from now on. */
    long print(long now) {
        long print = SystematicState.mix(made * 31L + goodId, sms);
        Kept there = kept;
        if (there != null) {
            print = SystematicState.mix(print, there.id() * 2L + (there.failed() ? 1 : 0));
            print = SystematicState.mix(print, Math.max(0, there.visibleFrom() - now));
        }
        for (long until : late) {
            print = SystematicState.mix(print, until - now);
        }
        return SystematicState.mix(print, noneUntil <= now ? 0 : noneUntil - now);
    }
}
