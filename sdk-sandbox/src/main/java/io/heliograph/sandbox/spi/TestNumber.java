package io.heliograph.sandbox.spi;

import java.util.Arrays;

/** The outcome that the last four digits of a recipient select, where the vendor has it. Immutable and thread-safe. */
public enum TestNumber {
    /** {@code 0001}: the vendor rejects the number. */
    INVALID("0001"),
    /** {@code 0002}: the phone has opted out. */
    OPTED_OUT("0002"),
    /** {@code 0003}: the message is sent and not delivered. */
    UNDELIVERED("0003"),
    /** {@code 0004}: the message is sent, without a delivery report. */
    NO_REPORT("0004"),
    /** {@code 0005}: the carrier rejects the message after the vendor has accepted it. */
    CARRIER_REJECTED("0005"),
    /** Any other number: the message is delivered. */
    ORDINARY("");

    private final String lastDigits;

    TestNumber(String lastDigits) {
        this.lastDigits = lastDigits;
    }

    /** The outcome for a number in any spelling. */
    public static TestNumber of(String number) {
        return Arrays.stream(values())
                .filter(meaning -> number.endsWith(meaning.lastDigits))
                .findFirst()
                .orElse(ORDINARY);
    }
}
