package io.heliograph.cli;

import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.model.SandboxFault;

/**
 * A scenario of the demo: a fault at a vendor, and the outcome that a send must have.
 *
 * @param title what goes wrong
 * @param vendor at which vendor
 * @param fault the fault in the sandbox; the vendor recovers when the send is retried
 * @param to the recipient, of the numbers that Ofcom reserves for drama
 * @param route the providers that may be used
 * @param sms how many SMS the phone must get
 * @param conclusion what it shows
 */
record DemoScenario(
        String title, String vendor, SandboxFault fault, String to, String route, int sms, String conclusion) {
    static final DemoScenario OUTAGE = new DemoScenario(
            "wavix is out: it refuses connections",
            "wavix",
            SandboxFault.OUTAGE,
            "+447700900123",
            "wavix || androidgateway",
            1,
            "failed over, because nothing had been sent");

    static final DemoScenario RATE_LIMIT = new DemoScenario(
            "nativehub has had too many requests, and asks for a pause",
            "nativehub",
            SandboxFault.RATE_LIMITED,
            "+447700900124",
            "nativehub",
            1,
            "waited as long as it was asked to, and tried again");

    static final DemoScenario LOST_ANSWER = new DemoScenario(
            "textingline takes the message, and its answer never comes",
            "textingline",
            SandboxFault.ACCEPT_THEN_HANG,
            "+447700900125",
            "textingline || androidgateway",
            1,
            "asked again with the same key, which the vendor answers with the first message");

    static final DemoScenario OPT_OUT = new DemoScenario(
            "the recipient has opted out at wavix",
            "wavix",
            SandboxFault.NONE,
            "+447700900002",
            "wavix || androidgateway",
            0,
            "stopped: no other provider is asked to do what the first was right to refuse");

    /** Whether the vendor recovers at the first retry. */
    boolean recovers() {
        return fault == SandboxFault.RATE_LIMITED;
    }

    SendRequest request() {
        return SendRequest.to(to)
                .from(route.startsWith("textingline") ? "+447700900999" : "ACME")
                .text("Your Heliograph code is 482910")
                .route(route)
                .build();
    }

    /** Whether a send ended as it must. */
    boolean endsWell(SendOutcome outcome) {
        return sms == 1
                ? outcome instanceof SendOutcome.Accepted
                : outcome instanceof SendOutcome.Rejected rejected && rejected.errorType() == ErrorType.OPTED_OUT;
    }
}
