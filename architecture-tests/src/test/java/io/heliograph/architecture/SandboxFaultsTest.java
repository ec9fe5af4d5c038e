package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.architecture.sandbox.ErrorTables;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.textingline.TextingLine;
import io.heliograph.thaibulk.ThaiBulk;
import io.heliograph.wavix.Wavix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The faults of the sandbox, the error tables of the providers and docs/sandbox-faults.md agree: each code and text that a
 * provider knows can be produced, and the page says what a program sees then.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxFaultsTest {
    private static final Path PAGE = Path.of("..", "docs", "sandbox-faults.md");
    private static final Path RIGHT = Path.of("target", "sandbox-faults.md");
    private static final Map<String, Class<? extends VendorClient>> ENTRIES = Map.of(
            "wavix", Wavix.class,
            "androidgateway", AndroidGateway.class,
            "nativehub", NativeHub.class,
            "textingline", TextingLine.class,
            "thaibulk", ThaiBulk.class);
    // Codes that the provider derives from a status and a text, because the vendor has none.
    private static final Set<String> DERIVED = Set.of("queue_limits_exceeded", "not offered");

    private final FaultRuns runs = new FaultRuns();

    static List<String> vendors() {
        return FaultRuns.VENDORS;
    }

    @BeforeAll
    void runAll() {
        FaultRuns.VENDORS.forEach(runs::run);
    }

    @AfterAll
    void close() {
        runs.close();
    }

    private static List<ErrorTable> tables(String vendor) {
        return ErrorTables.of(Objects.requireNonNull(ENTRIES.get(vendor)));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_]", " ");
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void every_code_of_a_provider_can_be_produced(String vendor) {
        List<String> missing = new ArrayList<>();
        for (ErrorTable table : tables(vendor)) {
            for (String code : table.codes()) {
                boolean found = runs.faults(vendor).stream().anyMatch(fault -> has(fault, code));
                if (!found && !DERIVED.contains(code)) {
                    missing.add(code);
                }
            }
        }
        assertThat(tables(vendor)).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    private static boolean has(VendorFault fault, String code) {
        return fault.code().equalsIgnoreCase(code) || fault.description().contains("`" + code + "`");
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void every_text_of_a_provider_can_be_produced(String vendor) {
        List<String> missing = new ArrayList<>();
        for (ErrorTable table : tables(vendor)) {
            for (String text : table.texts()) {
                List<String> words = Arrays.asList(folded(text).split(" ", -1));
                if (runs.faults(vendor).stream()
                        .noneMatch(fault -> words.stream().allMatch(folded(fault.description())::contains))) {
                    missing.add(text);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void a_number_produces_what_the_switch_does(String vendor) {
        Map<String, String> bySwitch = new TreeMap<>();
        Map<String, String> byNumber = new TreeMap<>();
        for (VendorFault fault : runs.faults(vendor)) {
            if (!fault.lastDigits().isEmpty()) {
                bySwitch.put(fault.code(), runs.bySwitch(vendor, fault));
                byNumber.put(fault.code(), runs.byNumber(vendor, fault));
            }
        }

        assertThat(byNumber).hasSizeGreaterThan(10).isEqualTo(bySwitch);
    }

    @Test
    void a_refused_send_is_never_accepted_and_a_failed_message_never_delivered() {
        for (String vendor : FaultRuns.VENDORS) {
            for (VendorFault fault : runs.faults(vendor)) {
                String seen = runs.bySwitch(vendor, fault);
                assertThat(seen).as("%s %s", vendor, fault.code()).isNotEqualTo("accepted");
                assertThat(seen).as("%s %s", vendor, fault.code()).isNotEqualTo("DELIVERED");
            }
        }
    }

    @Test
    void the_page_is_what_the_sandbox_and_the_providers_do() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## wavix");
        String right = page.substring(0, Math.max(0, start)) + runs.table();
        Files.writeString(RIGHT, right);

        assertThat(page)
                .as("docs/sandbox-faults.md; the right one is architecture-tests/target/sandbox-faults.md")
                .isEqualTo(right);
    }
}
