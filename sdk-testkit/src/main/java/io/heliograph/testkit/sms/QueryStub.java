package io.heliograph.testkit.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.heliograph.testkit.VendorServer;
import java.util.Iterator;
import java.util.List;

/**
 * A line of the table of what vendors answer to a query: the body is a fixture of the provider's, with a text replaced.
 *
 * @param answer the status that the body says, or {@link #BALANCE}
 * @param path a pattern of the path
 */
record QueryStub(String vendor, String answer, String path, String body, String old, String replacement) {
    private static final String BALANCE = "BALANCE";
    private static final String AMOUNT = "AMOUNT";

    /** The queries of a vendor. */
    static List<QueryStub> of(String vendor) {
        return VendorServer.fixture(QueryStub.class, "queries.tsv")
                .lines()
                .skip(1)
                .map(QueryStub::row)
                .filter(query -> query.vendor().equals(vendor))
                .toList();
    }

    private static QueryStub row(String line) {
        Iterator<String> cells = List.of(line.split("\t", -1)).iterator();
        return new QueryStub(cells.next(), cells.next(), cells.next(), cells.next(), cells.next(), cells.next());
    }

    /** A document of the provider's tests, with a text replaced unless that is empty. */
    static String fixture(String vendor, String name, String old, String replacement) {
        String fixture = VendorServer.fixture(QueryStub.class, "fixtures/" + vendor + "/" + name);
        return old.isEmpty() ? fixture : fixture.replace(old, replacement);
    }

    boolean isBalance() {
        return answer.equals(BALANCE);
    }

    /** The stub, with this amount where the table has a place for one. */
    MappingBuilder stub(String amount) {
        String document = fixture(vendor, body, old, replacement.equals(AMOUNT) ? amount : replacement);
        return get(urlPathMatching(path)).willReturn(okJson(document));
    }
}
