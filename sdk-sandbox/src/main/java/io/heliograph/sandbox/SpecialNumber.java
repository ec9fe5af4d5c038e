package io.heliograph.sandbox;

import java.util.Arrays;

/** What a recipient's last four digits ask the sandbox to do. */
enum SpecialNumber {
    INVALID("0001"),
    OPTED_OUT("0002"),
    UNDELIVERED("0003"),
    NO_REPORT("0004"),
    CARRIER_REJECTED("0005"),
    ORDINARY("");

    private final String lastDigits;

    SpecialNumber(String lastDigits) {
        this.lastDigits = lastDigits;
    }

    static SpecialNumber of(String number) {
        return Arrays.stream(values())
                .filter(special -> number.endsWith(special.lastDigits))
                .findFirst()
                .orElse(ORDINARY);
    }
}
