package io.heliograph.testkit.sms;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import java.util.HashSet;
import java.util.Set;

/** What a {@link FakeProvider} does with an attempt. Immutable and thread-safe. */
public sealed interface FakeOutcome {
    /** It accepts the message. */
    static FakeOutcome accepted() {
        return new Accepted();
    }

    /** It rejects the message for this reason, without a code. */
    static FakeOutcome rejected(ErrorType type) {
        return rejected(Failure.of(type, "a test set it"));
    }

    /**
     * It rejects the message with a code.
     *
     * @param code a vendor's code: one word of at most 40 letters, digits and {@code _ . : -}
     */
    static FakeOutcome rejected(ErrorType type, String code) {
        if (!Failure.isCode(code)) {
            throw new IllegalArgumentException(
                    "the code must be one word of at most 40 letters, digits and _ . : - without seven digits in a row");
        }
        return rejected(Failure.builder(type, "a test set it").code(code).build());
    }

    /** It rejects the message with this failure, for example one that may be retried after a while. */
    static FakeOutcome rejected(Failure failure) {
        return new Rejected(failure);
    }

    /** It gets the message, and no answer comes: whether it was sent isn't known. */
    static FakeOutcome unknown() {
        return new Unknown();
    }

    /**
     * It accepts the recipients of a bulk call except these, which it rejects for this reason; a single message to one of them is
     * rejected.
     *
     * @param numbers E.164, for example {@code +66812345678}
     */
    static FakeOutcome acceptedExcept(ErrorType type, String... numbers) {
        Set<PhoneNumber> rejected = new HashSet<>();
        for (String number : numbers) {
            rejected.add(PhoneNumber.of(number));
        }
        return new AcceptedExcept(Failure.of(type, "a test set it"), rejected);
    }

    /** It accepts. */
    record Accepted() implements FakeOutcome {}

    /** It accepts all but some recipients. */
    record AcceptedExcept(Failure failure, Set<PhoneNumber> rejected) implements FakeOutcome {
        public AcceptedExcept {
            rejected = Set.copyOf(rejected);
        }
    }

    /** It rejects. */
    record Rejected(Failure failure) implements FakeOutcome {}

    /** It doesn't answer. */
    record Unknown() implements FakeOutcome {}
}
