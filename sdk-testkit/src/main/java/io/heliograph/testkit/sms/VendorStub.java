package io.heliograph.testkit.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Status;
import io.heliograph.testkit.VendorServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * WireMock's stubs of a vendor's sends and queries, in the vendor's own bytes, for applications whose tests have WireMock already: give them to
 * {@code stubFor}, and set the provider's base URL to WireMock's. Each call makes a new one, which can be changed. Thread-safe.
 *
 * <p>It needs WireMock on the test class path.
 */
@SuppressWarnings("exports") // WireMock isn't a module
public final class VendorStub {
    private static final String ACCEPTED = "ACCEPTED";
    private static final Map<String, String> SENDS = Map.of(
            "wavix", ".*/messages(/idempotent)?",
            "nativehub", ".*/messages",
            "textingline", ".*/messaging/message",
            "thaibulk", ".*/sms/send",
            "androidgateway", ".*/messages?");

    private final String vendor;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<QueryStub> queries;

    /** A line of the table of answers: the body is a fixture of the provider's, with a text replaced, or a document. */
    private record Row(
            String vendor, String outcome, String status, String headers, String body, String old, String replacement) {
        static Row of(String line) {
            Iterator<String> cells = List.of(line.split("\t", -1)).iterator();
            return new Row(
                    cells.next(), cells.next(), cells.next(), cells.next(), cells.next(), cells.next(), cells.next());
        }

        Answer answer() {
            return new Answer(Integer.parseInt(status), headers, document());
        }

        private String document() {
            return body.startsWith("{") ? body : QueryStub.fixture(vendor, body, old, replacement);
        }
    }

    private record Answer(int status, String headers, String body) {}

    private VendorStub(String vendor) {
        this.vendor = vendor;
        VendorServer.fixture(VendorStub.class, "stubs.tsv")
                .lines()
                .skip(1)
                .map(Row::of)
                .filter(row -> row.vendor().equals(vendor))
                .forEach(row -> answers.put(row.outcome(), row.answer()));
        queries = QueryStub.of(vendor);
    }

    /**
     * The stubs of a vendor.
     *
     * @param vendor a provider's name: androidgateway, nativehub, textingline, thaibulk or wavix
     */
    public static VendorStub of(String vendor) {
        if (!SENDS.containsKey(vendor)) {
            throw new IllegalArgumentException("there are no stubs of this vendor; there are those of "
                    + String.join(", ", new TreeSet<>(SENDS.keySet())));
        }
        return new VendorStub(vendor);
    }

    /** The reasons for which {@link #rejects} can have the vendor reject a message: those that it documents. */
    public Set<ErrorType> rejections() {
        return answers.keySet().stream()
                .filter(name -> !name.equals(ACCEPTED))
                .map(ErrorType::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The vendor accepts every message, each with the same id. */
    public MappingBuilder accepts() {
        return send(response(ACCEPTED));
    }

    /**
     * The vendor rejects every message as it does for this reason.
     *
     * @throws IllegalArgumentException if the vendor documents no such rejection, see {@link #rejections}
     */
    public MappingBuilder rejects(ErrorType reason) {
        if (!answers.containsKey(reason.name())) {
            throw new IllegalArgumentException(
                    vendor + " documents no " + reason + "; it has " + new TreeSet<>(rejections()));
        }
        return send(response(reason.name()));
    }

    /** The vendor says that there were too many requests. */
    public MappingBuilder limitsRate() {
        return rejects(ErrorType.RATE_LIMITED);
    }

    /**
     * The vendor accepts every message, but its answer comes after this delay.
     *
     * @param delay longer than the client's deadline, for a send whose outcome is unknown
     */
    public MappingBuilder answersAfter(Duration delay) {
        return send(response(ACCEPTED).withFixedDelay(Math.toIntExact(delay.toMillis())));
    }

    /** The statuses that {@link #reports} can have the vendor answer; none if it has no query of a status. */
    public Set<Status> statuses() {
        return queries.stream()
                .filter(query -> !query.isBalance())
                .map(query -> Status.valueOf(query.answer()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The vendor answers a query of any message with this status.
     *
     * @return a stub for each call that a query takes, all of which are needed
     * @throws IllegalArgumentException if there is no answer with this status, see {@link #statuses}
     */
    public List<MappingBuilder> reports(Status status) {
        List<MappingBuilder> stubs = queries.stream()
                .filter(query -> query.answer().equals(status.name()))
                .map(query -> query.stub(""))
                .toList();
        if (stubs.isEmpty()) {
            throw new IllegalArgumentException(vendor + " has no answer with " + status + "; it has " + statuses());
        }
        return stubs;
    }

    /**
     * The vendor answers a query of the balance with this amount, in the account's unit.
     *
     * @throws IllegalArgumentException if the vendor has no query of the balance
     */
    public MappingBuilder hasBalance(BigDecimal amount) {
        return queries.stream()
                .filter(QueryStub::isBalance)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(vendor + " has no query of the balance"))
                .stub(amount.toPlainString());
    }

    private MappingBuilder send(ResponseDefinitionBuilder response) {
        return post(urlPathMatching(SENDS.getOrDefault(vendor, ""))).willReturn(response);
    }

    private ResponseDefinitionBuilder response(String outcome) {
        Answer answer = answers.getOrDefault(outcome, new Answer(0, "", ""));
        ResponseDefinitionBuilder response =
                aResponse().withStatus(answer.status()).withHeader("Content-Type", "application/json");
        List<String> header = List.of(answer.headers().split(": ", 2));
        if (header.size() == 2) {
            response.withHeader(header.get(0), header.get(1));
        }
        return response.withBody(answer.body());
    }
}
