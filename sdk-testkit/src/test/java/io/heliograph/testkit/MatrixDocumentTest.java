package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published matrix equals the tested one. */
class MatrixDocumentTest {
    private static final String BEGIN = "<!-- matrix: written by TransportFault, compared by MatrixDocumentTest -->\n";
    private static final String BEGIN_OF_QUERIES =
            "<!-- matrix of queries: written by QueryFault, compared by MatrixDocumentTest -->\n";
    private static final String END_OF_QUERIES = "<!-- end of matrix of queries -->\n";
    private static final String END = "<!-- end of matrix -->\n";

    @Test
    void the_document_shows_every_row_as_it_is_tested() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "one-send-one-sms.md"));

        assertThat(document).contains(BEGIN + table() + END);
    }

    @Test
    void the_document_shows_every_row_of_queries_as_it_is_tested() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "one-send-one-sms.md"));

        assertThat(document).contains(BEGIN_OF_QUERIES + tableOfQueries() + END_OF_QUERIES);
    }

    private static String tableOfQueries() {
        StringBuilder table = new StringBuilder(
                "| fault | requests of a read | of a cancel | the caller gets |\n|---|---|---|---|\n");
        for (QueryFault row : QueryFault.values()) {
            QueryFault.Expected expected = row.expected();
            table.append("| ").append(row.fault()).append(" | ").append(expected.reads);
            table.append(" | ")
                    .append(expected.cancels)
                    .append(" | ")
                    .append(expected)
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| fault | POSTs | outcome |\n|---|---|---|\n");
        for (TransportFault row : TransportFault.values()) {
            table.append("| ").append(row.fault()).append(" | ").append(row.posts());
            table.append(" | `").append(row.expected()).append("` |\n");
        }
        return table.toString();
    }
}
