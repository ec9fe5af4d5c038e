package io.heliograph.benchmarks.send;

import java.util.concurrent.atomic.AtomicInteger;

/** What all clients send: an OTP with another code each time. */
final class Texts {
    static final String TO = "+66812345678";

    private static final int MIN_CODE = 100_000;
    private static final int CODES = 900_000;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Texts() {}

    static String text() {
        return "Your code is " + (MIN_CODE + Math.floorMod(NEXT.incrementAndGet(), CODES));
    }
}
