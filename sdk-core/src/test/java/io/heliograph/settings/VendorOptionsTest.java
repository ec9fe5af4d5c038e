package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorOptionsTest {
    private static final VendorOption<Integer> PRIORITY = VendorOption.number("acmesms", "priority", -128, 127);
    private static final VendorOption<Boolean> URGENT = VendorOption.flag("acmesms", "urgent");
    private static final VendorOption<Boolean> SMART = VendorOption.flag("bestsms", "smart-encoding");

    private final VendorOptions options = new VendorOptions(
            List.of(factory("acmesms", PRIORITY, URGENT), factory("plainsms"), factory("bestsms", SMART)));
    private final SendRequest.Builder request = SendRequest.to("+66812345678").text("Your code is 482910");

    private static ProviderFactory factory(String name, VendorOption<?>... options) {
        return new ProviderFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Set<VendorOption<?>> options() {
                return Set.of(options);
            }

            @Override
            public VendorClient create(ProviderSettings settings) {
                throw new UnsupportedOperationException("no provider is made");
            }
        };
    }

    @Test
    void options_are_set_by_their_names() {
        options.set(request, "acmesms.priority", "100");
        options.set(request, "bestsms.smart-encoding", "true");

        assertThat(request.build().option(PRIORITY)).contains(100);
        assertThat(request.build().option(SMART)).contains(true);
        assertThat(options.all().keySet())
                .containsExactly("acmesms.priority", "acmesms.urgent", "bestsms.smart-encoding");
    }

    @ParameterizedTest
    @CsvSource({
        "acmesms.prioritty,     acmesms.priority",
        "acmesms.Priority,      acmesms.priority",
        "bestsms.smartencoding, bestsms.smart-encoding"
    })
    void a_misspelt_name_gets_the_one_that_may_have_been_meant(String name, String meant) {
        assertThatThrownBy(() -> options.set(request, name, "1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("option is one that no provider has; did you mean " + meant + "?");
    }

    @Test
    void an_unknown_name_gets_the_list_and_is_not_repeated() {
        assertThatThrownBy(() -> options.set(request, "482910-secret", "1"))
                .hasMessage("option is one that no provider has; there are acmesms.priority, acmesms.urgent, "
                        + "bestsms.smart-encoding");
        assertThatThrownBy(() -> new VendorOptions(List.of(factory("plainsms"))).set(request, "x", "1"))
                .hasMessage("option is one that no provider has; no provider on the class path has any");
    }

    @Test
    void a_value_that_cannot_be_read_is_named_by_its_shape() {
        assertThatThrownBy(() -> options.set(request, "acmesms.priority", "secret"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("acmesms.priority is 6 letters; it must be a whole number from -128 to 127");
    }
}
