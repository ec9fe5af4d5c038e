package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published matrix is the one that is tested. */
class MatrixDocumentTest {
    private static final String BEGIN = "<!-- matrix: written by OnePostRow, compared by MatrixDocumentTest -->\n";
    private static final String END = "<!-- end of matrix -->\n";

    @Test
    void the_document_shows_every_row_as_it_is_tested() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "one-send-one-sms.md"));

        assertThat(document).contains(BEGIN + table() + END);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| fault | POSTs | outcome |\n|---|---|---|\n");
        for (OnePostRow row : OnePostRow.values()) {
            table.append("| ").append(row.fault()).append(" | ").append(row.posts());
            table.append(" | `").append(row.expected()).append("` |\n");
        }
        return table.toString();
    }
}
