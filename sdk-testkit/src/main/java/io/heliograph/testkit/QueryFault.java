package io.heliograph.testkit;

import static io.heliograph.testkit.QueryFault.Expected.CONFIGURATION;
import static io.heliograph.testkit.QueryFault.Expected.CREDENTIALS;
import static io.heliograph.testkit.QueryFault.Expected.LIMITED;
import static io.heliograph.testkit.QueryFault.Expected.NOT_CONNECTED;
import static io.heliograph.testkit.QueryFault.Expected.REPEATED;
import static io.heliograph.testkit.QueryFault.Expected.TIMED_OUT;
import static io.heliograph.testkit.QueryFault.Expected.UNAVAILABLE;
import static io.heliograph.testkit.QueryFault.Expected.UNREADABLE;

import io.heliograph.testkit.socket.Behaviour;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fault, and the result of {@code status}, {@code cancel} or {@code balance} under it. The rows are the second
 * matrix in {@code docs/one-send-one-sms.md}.
 */
public enum QueryFault {
    SERVER_ERROR(TransportFault.SERVER_ERROR, UNAVAILABLE),
    BAD_GATEWAY(TransportFault.BAD_GATEWAY, UNAVAILABLE),
    UNAVAILABLE_RETRY_NOW(TransportFault.UNAVAILABLE_RETRY_NOW, UNAVAILABLE),
    GATEWAY_TIMEOUT(TransportFault.GATEWAY_TIMEOUT, UNAVAILABLE),
    REQUEST_TIMEOUT(TransportFault.REQUEST_TIMEOUT, UNAVAILABLE),
    TOO_MANY("429 with `Retry-After: 30`", LIMITED, scenario -> scenario.serves(html(429, "Retry-After: 30"))),
    UNAUTHORIZED(TransportFault.UNAUTHORIZED, CREDENTIALS),
    FORBIDDEN(TransportFault.FORBIDDEN, CREDENTIALS),
    NO_SUCH_PLACE(TransportFault.NO_SUCH_PLACE, CONFIGURATION),
    REDIRECTED(TransportFault.REDIRECTED, CONFIGURATION),
    MOVED(TransportFault.MOVED, CONFIGURATION),
    SEE_OTHER(TransportFault.SEE_OTHER, UNAVAILABLE),
    CLOSED(TransportFault.CLOSED, UNAVAILABLE),
    RESET(TransportFault.RESET, UNAVAILABLE),
    RESET_THREE_ADDRESSES(TransportFault.RESET_THREE_ADDRESSES, UNAVAILABLE),
    POOLED_CLOSED(TransportFault.POOLED_CLOSED.fault(), REPEATED, Behaviour.closeWithoutReply()),
    POOLED_RESET(TransportFault.POOLED_RESET.fault(), REPEATED, Behaviour.reset()),
    SILENT("silent server", TIMED_OUT, Behaviour.silent()),
    DRIBBLING("an answer that never ends", TIMED_OUT, Behaviour.dribble(Duration.ofMillis(20))),
    GARBAGE(TransportFault.GARBAGE, UNAVAILABLE),
    CUT(
            "2xx, body cut",
            UNREADABLE,
            scenario -> scenario.serves(Behaviour.cutBody(200, "application/json", "{\"id\":"))),
    HTML("2xx, HTML body", UNREADABLE, scenario -> scenario.serves(html(200))),
    EMPTY("2xx, no body", UNREADABLE, scenario -> scenario.serves(json(""))),
    NOT_JSON("2xx, half a document", UNREADABLE, scenario -> scenario.serves(json("{\"id\":"))),
    NOTHING_IN_IT("2xx, `{}`", UNREADABLE, scenario -> scenario.serves(json("{}"))),
    HUGE("2xx, body of 2 MB", UNREADABLE, scenario -> scenario.serves(json("[" + " ".repeat(2 << 20) + "]"))),
    BODY_OF_204(TransportFault.BODY_OF_204, UNREADABLE),
    CONNECT_REFUSED(TransportFault.CONNECT_REFUSED, NOT_CONNECTED),
    NO_NAME(TransportFault.NO_NAME, NOT_CONNECTED),
    NO_TLS(TransportFault.NO_TLS, NOT_CONNECTED);

    /** The caller's result, and how often one request may be sent. */
    enum Expected {
        UNAVAILABLE("`ProviderUnavailableException`", 1, 1),
        LIMITED("`RateLimitedException` with the vendor's wait", 1, 1),
        CREDENTIALS("`CredentialsException`", 1, 1),
        CONFIGURATION("`ConfigurationException`", 1, 1),
        TIMED_OUT("`DeadlineException`", 1, 1),
        REPEATED("of a read the answer, of a cancel `ProviderUnavailableException`", 2, 1),
        UNREADABLE("a message whose status is `UNKNOWN`, or an exception; a balance never", 1, 1),
        NOT_CONNECTED("`ProviderUnavailableException`", 0, 0);

        private final String words;
        final int reads;
        final int cancels;

        Expected(String words, int reads, int cancels) {
            this.words = words;
            this.reads = reads;
            this.cancels = cancels;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final String fault;
    private final Expected expected;

    @SuppressWarnings("ImmutableEnumChecker") // stateless functions
    private final Function<Behaviour, FaultScenario> making;

    @SuppressWarnings("ImmutableEnumChecker") // immutable
    private final @Nullable Behaviour onKeptConnection;

    QueryFault(TransportFault row, Expected expected) {
        this(row.fault(), expected, row::scenario, null);
    }

    QueryFault(String fault, Expected expected, Behaviour onKeptConnection) {
        this(fault, expected, FaultScenario::new, onKeptConnection);
    }

    QueryFault(String fault, Expected expected, Consumer<FaultScenario> setting) {
        this(
                fault,
                expected,
                accepted -> {
                    FaultScenario scenario = new FaultScenario(accepted);
                    setting.accept(scenario);
                    return scenario;
                },
                null);
    }

    QueryFault(
            String fault,
            Expected expected,
            Function<Behaviour, FaultScenario> making,
            @Nullable Behaviour onKeptConnection) {
        this.fault = fault;
        this.expected = expected;
        this.making = making;
        this.onKeptConnection = onKeptConnection;
    }

    /** The fault, as the documentation names it. */
    public String fault() {
        return fault;
    }

    Expected expected() {
        return expected;
    }

    FaultScenario scenario(Behaviour accepted) {
        FaultScenario scenario = making.apply(accepted);
        if (expected == TIMED_OUT) {
            scenario.deadline =
                    Duration.ofMillis(250); // the connection is ready, so this is enough to send the request
        }
        return scenario;
    }

    /** What the server does on a pooled connection; null if the fault needs none. */
    @Nullable
    Behaviour onKeptConnection() {
        return onKeptConnection;
    }

    private static Behaviour html(int status, String... headers) {
        return Behaviour.answer(status, "text/html", "<html><body>" + status + "</body></html>", headers);
    }

    private static Behaviour json(String body) {
        return Behaviour.answer(200, "application/json", body);
    }
}
