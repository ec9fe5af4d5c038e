package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.ErrorType;
import io.heliograph.message.LimitScope;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** The contract finds a provider whose error row doesn't state the scope of its limit. */
class LimitScopeContractTest {
    private static final ErrorRow FLOOD = ErrorRow.text("flooding").is(ErrorType.RATE_LIMITED);

    /** Nested in a way that JUnit doesn't discover. */
    private static final class Planted extends LimitScopeContract {
        private final ErrorTable rows;

        Planted(ErrorRow row) {
            rows = ErrorTable.of(row);
        }

        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return new BareProvider(baseUrl, secret, options, rows);
        }

        @Override
        protected Behaviour accepted() {
            return Behaviour.answer(201, "application/json", "{}");
        }

        @Override
        protected List<Behaviour> limitsOfOne() {
            return List.of(Behaviour.answer(429, "application/json", "flooding", "Retry-After: 3600"));
        }
    }

    private static void one(ErrorRow row) throws Throwable {
        for (DynamicTest test : new Planted(row)
                .a_limit_of_one_leaves_the_provider_in_use_for_all_others()
                .toList()) {
            test.getExecutable().execute();
        }
    }

    private static void bulk(ErrorRow row) throws Throwable {
        for (DynamicTest test : new Planted(row)
                .of_a_bulk_send_a_limit_of_one_refuses_nobody_unasked()
                .toList()) {
            test.getExecutable().execute();
        }
    }

    @Test
    void a_row_of_the_account_fails_both() {
        assertThatThrownBy(() -> one(FLOOD)).isInstanceOf(AssertionError.class).hasMessageContaining("the scope of");
        assertThatThrownBy(() -> bulk(FLOOD)).isInstanceOf(AssertionError.class).hasMessageContaining("bulk send");
    }

    @Test
    void a_row_of_one_keeps_both() {
        assertThatCode(() -> one(FLOOD.scope(LimitScope.RECIPIENT))).doesNotThrowAnyException();
        assertThatCode(() -> bulk(FLOOD.scope(LimitScope.SENDER))).doesNotThrowAnyException();
    }
}
