package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PlanTest {
    /** Nothing listens there, and no request is made. */
    private static final Map<String, String> SETTINGS = Map.of(
            "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "hunter2",
            "HELIOGRAPH_PROVIDERS_TEXTINGLINE_KEY_ID", "id",
            "HELIOGRAPH_PROVIDERS_TEXTINGLINE_KEY_SECRET", "hunter2",
            "HELIOGRAPH_PROVIDERS_NATIVEHUB_API_KEY", "hunter2",
            "HELIOGRAPH_PROVIDERS_NATIVEHUB_ENABLED", "false",
            "HELIOGRAPH_ROUTE", "TH: nativehub || wavix; *: textingline || wavix");

    private static Run plan(String... more) {
        return Run.of(
                SETTINGS,
                Stream.concat(Stream.of("plan", "--from", "ACME", "--text", "Your code is 482910"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void the_plan_lists_providers_first_and_then_why_not_the_others() {
        Run run = plan("--to", "+66812345678");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "rule      TH: nativehub || wavix",
                        "segments  1 of GSM-7, 19 units, 141 left",
                        "1  wavix           1 part",
                        "-  nativehub",
                        "a setting switches it off",
                        "-  textingline",
                        "the rule that fits doesn't name it");
        assertThat(run.out()).doesNotContain("66812345678", "482910", "hunter2");
    }

    @Test
    void the_plan_says_what_a_provider_would_refuse() {
        Run run = plan("--to", "+447700900123", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.json().get("providers")).isEqualTo(List.of("wavix"));
        assertThat(run.json().get("segments")).isEqualTo(1.0);
        assertThat(run.json().get("steps"))
                .isEqualTo(List.of(Map.of(
                        "provider",
                        "wavix",
                        "segments",
                        1.0,
                        "sendable",
                        true,
                        "credits",
                        Map.of("part", 1.0),
                        "exact",
                        true)));
        assertThat(String.valueOf(run.json().get("leftOut")))
                .contains("provider=textingline", "from is a name, and TextingLine takes none");
    }

    @Test
    void the_plan_says_what_a_provider_ignores() {
        String[] wishes = {
            "--to",
            "+66812345678",
            "--tag",
            "otp",
            "--option",
            "androidgateway.priority=100",
            "--option",
            "wavix.smart-encoding=true",
            "--route",
            "TH tag=otp: wavix || textingline; *: textingline"
        };

        assertThat(plan(wishes).out())
                .contains("rule      TH tag=otp: wavix || textingline")
                .contains("at most 1 part; it ignores androidgateway.priority\n");
        assertThat(plan(Stream.concat(Stream.of(wishes), Stream.of("--json")).toArray(String[]::new))
                        .json()
                        .get("ignored"))
                .isEqualTo(List.of(Map.of("provider", "wavix", "fields", List.of("androidgateway.priority"))));
    }

    @Test
    void a_plan_that_leads_nowhere_is_an_error() {
        Run run = plan("--to", "+66812345678", "--route", "US: wavix");

        assertThat(run.exitCode()).isEqualTo(69);
        assertThat(run.out()).contains("none fits", "no rule of the route fits a message to TH");
    }

    @Test
    void a_broken_route_is_a_usage_error() {
        Run run = plan("--to", "+66812345678", "--route", "wavix | textingline");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .hasSize(3)
                .first(InstanceOfAssertFactories.STRING)
                .startsWith("sms: --route can't be read at character 7");
        assertThat(run.errors().get(1)).isEqualTo("  wavix | textingline");
        assertThat(run.errors().get(2)).isEqualTo("        ^");
    }

    @Test
    void a_second_account_is_a_provider_of_its_own_name() {
        Map<String, String> accounts = Map.of(
                "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "hunter2",
                "HELIOGRAPH_PROVIDERS_WAVIX_EU_TYPE", "wavix",
                "HELIOGRAPH_PROVIDERS_WAVIX_EU_API_KEY", "hunter3");

        for (String option : List.of("--provider", "--route")) {
            Run run = Run.of(
                    accounts, "plan", "--from", "ACME", "--text", "hi", "--to", "+66812345678", option, "wavix-eu");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("1  wavix-eu ").contains("-  wavix ");
        }
        Run unknown = Run.of(
                accounts, "plan", "--from", "ACME", "--text", "hi", "--to", "+66812345678", "--provider", "wavix-us");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean wavix-eu?");
    }

    /** A Service of Kubernetes whose name begins like ours. */
    @Test
    void the_links_of_a_service_are_ignored() {
        Run run = Run.of(
                Map.of(
                        "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "hunter2",
                        "HELIOGRAPH_SANDBOX_PORT", "tcp://10.0.0.9:8025",
                        "HELIOGRAPH_WAVIX_SERVICE_HOST", "10.0.0.9"),
                "plan",
                "--from",
                "ACME",
                "--text",
                "hi",
                "--to",
                "+66812345678");

        assertThat(run.exitCode()).isZero();
    }
}
