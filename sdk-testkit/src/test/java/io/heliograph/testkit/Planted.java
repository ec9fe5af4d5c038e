package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.function.Consumer;

/**
 * The contract of a provider with a mistake, to prove that a contract method finds it: call the method through
 * {@link #assertBreaks}. JUnit doesn't run this class by itself.
 */
final class Planted extends ProviderContract {
    private final Making making;

    /** Creates the provider. */
    @FunctionalInterface
    interface Making {
        VendorClient create(String baseUrl, String secret, HttpOptions options);
    }

    private Planted(Making making) {
        this.making = making;
    }

    /** A provider with any mistake. */
    static Planted provider(Making making) {
        return new Planted(making);
    }

    /** The bare provider with this reader. */
    static Planted reading(BareProvider.Reading reading) {
        return new Planted((baseUrl, secret, options) -> new BareProvider(baseUrl, secret, options, reading));
    }

    /**
     * Asserts that the contract method finds the mistake, and passes with the correct provider, so that nothing else
     * breaks it.
     */
    void assertBreaks(Consumer<ProviderContract> clause) {
        assertThatCode(() -> clause.accept(new Planted(BareProvider::new)))
                .as("the clause with the right provider")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> clause.accept(this))
                .as("the clause with the planted mistake")
                .isInstanceOf(AssertionError.class);
    }

    @Override
    protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
        return making.create(baseUrl, secret, options);
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", "{\"id\":\"m-1\",\"status\":\"queued\"}");
    }

    @Override
    protected List<String> failed() {
        return List.of("{\"id\":\"m-1\",\"status\":\"failed\"}");
    }

    @Override
    protected List<ErrorTable> errorTables() {
        return List.of(PlantedMistakeTest.TABLE);
    }

    @Override
    protected String errorBody(String text) {
        return "{\"message\":\"" + text + "\"}";
    }
}
