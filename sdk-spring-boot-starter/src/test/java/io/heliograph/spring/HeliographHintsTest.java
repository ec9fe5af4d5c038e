package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.wavix.WavixFactory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

class HeliographHintsTest {
    private final RuntimeHints hints = new RuntimeHints();

    /** As Spring finds them when it makes a native image. */
    @BeforeEach
    void register() {
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(HeliographHints.class::isInstance)
                .forEach(runtimeHintsRegistrar ->
                        runtimeHintsRegistrar.registerHints(hints, getClass().getClassLoader()));
    }

    @Test
    void the_properties_can_be_bound() {
        assertThat(RuntimeHintsPredicates.reflection().onType(HeliographProperties.class))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(HeliographProperties.Spend.class))
                .accepts(hints);
    }

    @Test
    void providers_are_found_and_made() {
        assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/services/io.heliograph.spi.ProviderFactory"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(WavixFactory.class))
                .accepts(hints);
    }

    @Test
    void responses_can_be_bound_to_their_fields() {
        assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of("io.heliograph.wavix.WavixWire")))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of("io.heliograph.androidgateway.AndroidGatewayEvent")))
                .accepts(hints);
    }

    @Test
    void the_tables_of_a_store_for_outbox_and_campaigns_can_be_made() throws IOException {
        for (String dialect : List.of("postgresql", "sqlite")) {
            Resource[] scripts = new PathMatchingResourcePatternResolver()
                    .getResources("classpath:io/heliograph/store/jdbc/" + dialect + "/*");
            assertThat(scripts).hasSizeGreaterThanOrEqualTo(4);
            for (Resource script : scripts) {
                assertThat(RuntimeHintsPredicates.resource()
                                .forResource("io/heliograph/store/jdbc/" + dialect + "/" + script.getFilename()))
                        .accepts(hints);
            }
        }
    }

    @Test
    void the_settings_of_an_outbox_can_be_bound() {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of("io.heliograph.spring.outbox.OutboxProperties")))
                .accepts(hints);
    }

    @Test
    void what_is_known_of_phone_numbers_is_kept() {
        assertThat(RuntimeHintsPredicates.resource()
                        .forResource("com/google/i18n/phonenumbers/data/PhoneNumberMetadataProto_TH"))
                .accepts(hints);
    }
}
