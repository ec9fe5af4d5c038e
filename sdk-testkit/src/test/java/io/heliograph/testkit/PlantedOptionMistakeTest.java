package io.heliograph.testkit;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mistakes with options of a provider, and with a tag or callback URL that it doesn't have. */
class PlantedOptionMistakeTest {
    private static SendRequest with(int priority, SendRequest request) {
        return request.option(FullProvider.PRIORITY).isPresent()
                ? request.toBuilder().option(FullProvider.PRIORITY, priority).build()
                : request;
    }

    @Test
    void an_option_that_is_declared_and_not_sent() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    void writeOptions(JsonWriter json, SendRequest request) {
                        // A provider that forgot its options.
                    }
                },
                ProviderContract::an_option_of_the_provider_is_in_the_request);
    }

    @Test
    void an_option_whose_value_is_lost() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    void writeOptions(JsonWriter json, SendRequest request) throws IOException {
                        super.writeOptions(json, with(5, request));
                    }
                },
                ProviderContract::an_option_of_the_provider_is_in_the_request);
    }

    @Test
    void an_option_without_values_to_test_it() {
        VendorOption<Boolean> another = VendorOption.flag("full", "another");
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public Set<VendorOption<?>> options(SendRequest request) {
                        return Set.of(FullProvider.PRIORITY, another);
                    }
                },
                ProviderContract::an_option_of_the_provider_is_in_the_request);
    }

    @Test
    void another_providers_option_that_is_sent() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    void writeOptions(JsonWriter json, SendRequest request) throws IOException {
                        super.writeOptions(json, request);
                        json.name("options").value(request.options().toString());
                    }
                },
                ProviderContract::an_option_of_another_provider_changes_nothing);
    }

    @Test
    void another_providers_option_that_is_refused() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    void writeOptions(JsonWriter json, SendRequest request) throws IOException {
                        if (!options(request).containsAll(request.options())) {
                            throw new IllegalArgumentException("an option that nobody knows");
                        }
                        super.writeOptions(json, request);
                    }
                },
                ProviderContract::an_option_of_another_provider_changes_nothing);
    }

    /** A correct provider without labels and callback URLs. */
    private static class WithoutWishes extends FullProvider {
        WithoutWishes(String baseUrl, String secret, io.heliograph.http.HttpOptions options) {
            super(baseUrl, secret, options);
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.TAG, Capability.CALLBACK_URL));
        }

        @Override
        void writeOptions(JsonWriter json, SendRequest request) {
            // Neither a tag nor a callback URL.
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Capability.class,
            names = {"TAG", "CALLBACK_URL"})
    void a_tag_or_callback_url_that_is_sent_without_the_capability(Capability capability) {
        PlantedInFull.assertBreaks(
                WithoutWishes::new,
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public Set<Capability> capabilities() {
                        return EnumSet.complementOf(EnumSet.of(capability));
                    }
                },
                contract -> contract.an_unsupported_tag_or_callback_url_is_ignored(capability));
    }

    @ParameterizedTest
    @EnumSource(
            value = Capability.class,
            names = {"TAG", "CALLBACK_URL"})
    void a_tag_or_callback_url_that_costs_the_send(Capability capability) {
        PlantedInFull.assertBreaks(
                WithoutWishes::new,
                (url, secret, options) -> new WithoutWishes(url, secret, options) {
                    @Override
                    public List<Violation> validate(SendRequest request) {
                        boolean isPlain =
                                request.tag().isEmpty() && request.callbackUrl().isEmpty();
                        return isPlain ? List.of() : List.of(new Violation("tag", "isn't supported"));
                    }
                },
                contract -> contract.an_unsupported_tag_or_callback_url_is_ignored(capability));
    }
}
