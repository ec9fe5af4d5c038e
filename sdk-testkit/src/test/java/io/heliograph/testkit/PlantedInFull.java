package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.VendorClient;
import java.util.function.Consumer;

/** The contract of a {@link FullProvider} with a mistake; JUnit doesn't run it by itself. */
final class PlantedInFull extends FullContract {
    private final Planted.Making making;

    private PlantedInFull(Planted.Making making) {
        this.making = making;
    }

    /**
     * Asserts that the contract method finds the mistake, and passes with the correct provider, so that nothing else
     * breaks it.
     */
    static void assertBreaks(Planted.Making mistake, Consumer<ProviderContract> clause) {
        assertBreaks(FullProvider::new, mistake, clause);
    }

    /** The same with another correct provider. */
    static void assertBreaks(Planted.Making right, Planted.Making mistake, Consumer<ProviderContract> clause) {
        assertThatCode(() -> clause.accept(new PlantedInFull(right)))
                .as("the clause with the right provider")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> clause.accept(new PlantedInFull(mistake)))
                .as("the clause with the planted mistake")
                .isInstanceOf(AssertionError.class);
    }

    @Override
    protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
        return making.create(baseUrl, secret, options);
    }
}
