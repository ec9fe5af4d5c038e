package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final Map<String, String> environment = Map.of(
            "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY",
            "sandbox",
            "HELIOGRAPH_PROVIDERS_WAVIX_BASE_URL",
            sandbox.baseUrl("wavix").toString());

    @AfterEach
    void tearDown() {
        sandbox.close();
    }

    /** One line that names the field, and nothing sent. */
    private void refuses(Run run, int exitCode, String... words) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.errors())
                .filteredOn(line -> !line.startsWith("sms: sending with --key "))
                .singleElement()
                .asString()
                .startsWith("sms: ")
                .contains(words);
        assertThat(run.out() + run.err()).doesNotContain("Exception", "\tat ");
        assertThat(sandbox.inbox()).isEmpty();
    }

    private Run send(String to, String from, String text, String... more) {
        List<String> arguments = new ArrayList<>(List.of("send", "--to", to, "--from", from, "--text", text));
        arguments.addAll(List.of(more));
        return Run.of(environment, arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "12345, 5 digits",
        "0812345678, 10 digits",
        "+1234, 4 digits after a +",
        "++66812345678, the first a +",
        "'', missing",
        "a friend, 7 letters"
    })
    void a_recipient_that_is_no_number(String to, String shape) {
        refuses(send(to, "ACME", "hello"), ExitCode.BAD_DATA, "to is ", shape);
    }

    @Test
    void no_recipient() {
        refuses(Run.of(environment, "send", "--from", "ACME", "--text", "hello"), ExitCode.USAGE, "--to");
    }

    @Test
    void no_text() {
        refuses(Run.of(environment, "send", "--to", "+66812345678"), ExitCode.USAGE, "--text");
    }

    @Test
    void an_empty_text() {
        refuses(send("+66812345678", "ACME", ""), ExitCode.BAD_DATA, "text is missing");
    }

    @Test
    void a_text_of_300_kilobytes() {
        refuses(send("+66812345678", "ACME", "x".repeat(300_000)), ExitCode.BAD_DATA, "text has 300000 characters");
    }

    @Test
    void a_text_of_300_kilobytes_from_standard_input() {
        Run run = Run.withInput(
                "x".repeat(300_000), environment, "send", "--to", "+66812345678", "--from", "ACME", "--text", "-");
        refuses(run, ExitCode.BAD_DATA, "text has 300000 characters");
    }

    @Test
    void a_text_that_wavix_does_not_take() {
        refuses(send("+66812345678", "ACME", "x".repeat(1_631)), ExitCode.BAD_DATA, "wavix", "text", "1630");
    }

    @Test
    void a_sender_that_is_none() {
        refuses(send("+66812345678", "ACME-Corporation", "hello"), ExitCode.BAD_DATA, "from is 15 letters");
    }

    @Test
    void every_fault_is_named_at_once() {
        refuses(
                send("12345", "", "", "--key", "a b"),
                ExitCode.BAD_DATA,
                "to is 5 digits",
                "from is empty",
                "text is missing",
                "key is ");
    }

    @Test
    void an_unknown_provider() {
        refuses(
                send("+66812345678", "ACME", "hello", "--provider", "twilio"),
                ExitCode.USAGE,
                "--provider",
                "androidgateway, nativehub, textingline, thaibulk, wavix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "androidgateway.priority       | --option has no =; it must be like androidgateway.priority=100",
                "androidgateway.prioritty=1    | --option is one that no provider has; did you mean"
                        + " androidgateway.priority?",
                "secret-thing=1                | --option is one that no provider has; there are androidgateway.device",
                "androidgateway.priority=high  | --option androidgateway.priority is 4 letters; it must be a whole"
                        + " number from -128",
                "androidgateway.priority=200   | --option androidgateway.priority is 3 digits; it must be a whole"
                        + " number from -128",
                "androidgateway.priority=      | --option androidgateway.priority is empty; it must be a whole number",
                "nativehub.priority=urgent     | --option nativehub.priority is 6 letters; it must be one of low,"
                        + " normal, high",
                "wavix.smart-encoding=yes      | --option wavix.smart-encoding is 3 letters; it must be true or false"
            })
    void an_option_that_cannot_be_read(String option, String problem) {
        Run run = send("+66812345678", "ACME", "hello", "--option", option);

        refuses(run, ExitCode.USAGE, problem);
        assertThat(run.err()).doesNotContain("secret-thing");
    }

    @Test
    void an_unreadable_route() {
        Run run = send("+66812345678", "ACME", "hello", "--route", "wavix |");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errors().get(0)).startsWith("sms: --route can't be read");
        assertThat(run.errors().get(2)).as("the place").endsWith("^");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_provider_and_a_route() {
        Run run = send("+66812345678", "ACME", "hello", "--route", "wavix", "--provider", "wavix");
        refuses(run, ExitCode.USAGE, "--route", "--provider");
    }

    @Test
    void a_provider_without_its_key() {
        Run run = Run.of(
                Map.of(), "send", "--to", "+66812345678", "--from", "ACME", "--text", "hello", "--provider", "wavix");
        refuses(run, ExitCode.CONFIGURATION, "heliograph.providers.wavix.api-key is missing");
    }

    @Test
    void a_deadline_that_is_none() {
        refuses(send("+66812345678", "ACME", "hello", "--deadline", "soon"), ExitCode.USAGE, "--deadline is 4 letters");
        refuses(
                send("+66812345678", "ACME", "hello", "--deadline", "0s"),
                ExitCode.BAD_DATA,
                "deadline isn't more than 0");
    }

    @Test
    void a_config_that_is_not_there() {
        refuses(
                send("+66812345678", "ACME", "hello", "--config", "nowhere.properties"),
                ExitCode.CONFIGURATION,
                "--config doesn't exist");
    }

    @Test
    void a_config_that_is_a_folder(@TempDir Path folder) {
        refuses(
                send("+66812345678", "ACME", "hello", "--config", folder.toString()),
                ExitCode.CONFIGURATION,
                "--config is a folder");
    }

    @Test
    void a_config_that_is_not_text(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("h.properties"), new byte[] {(byte) 0xC3, (byte) 0x28});
        refuses(
                send("+66812345678", "ACME", "hello", "--config", file.toString()),
                ExitCode.CONFIGURATION,
                "--config isn't UTF-8");
    }

    @Test
    void a_placeholder_that_nothing_fills(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("h.properties"), "heliograph.providers.wavix.api-key=${WAVIX_KEY}");
        String problem = "heliograph.providers.wavix.api-key has a placeholder that nothing fills";
        for (String command : List.of("send", "plan")) {
            Run run = Run.of(
                    Map.of("XDG_STATE_HOME", folder.toString()),
                    (command + " --to +66812345678 --from ACME --text Hi --config " + file).split(" "));
            refuses(run, ExitCode.CONFIGURATION, problem, "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY");
        }
        Run store = Run.of(
                Map.of("HELIOGRAPH_STORE", "${STORE}"), "send --to +66812345678 --from ACME --text Hi".split(" "));
        refuses(store, ExitCode.CONFIGURATION, "heliograph.store has a placeholder");
    }

    @Test
    void a_misspelt_setting(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("h.properties"), "heliograph.providers.wavix.apikey=sekret");
        Run run = send("+66812345678", "ACME", "hello", "--config", file.toString());
        refuses(run, ExitCode.CONFIGURATION, "heliograph.providers.wavix.apikey is no setting", "api-key");
        assertThat(run.err()).doesNotContain("sekret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example.com, plain http:// to a public host",
        "http://10.0.0.7, allow-cleartext",
        "not a url, absolute URL",
        "https://user:pw@api.example.com, credentials",
        "https://api.example.com/?x=1, query"
    })
    void a_base_url_that_would_leak_or_not_work(String url, String problem) {
        Run run = Run.of(
                Map.of("HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "sandbox", "HELIOGRAPH_PROVIDERS_WAVIX_BASE_URL", url),
                "send",
                "--to",
                "+66812345678",
                "--from",
                "ACME",
                "--text",
                "hello");
        refuses(run, ExitCode.CONFIGURATION, "heliograph.providers.wavix.", problem);
    }

    @ParameterizedTest
    @CsvSource({"sned, there is no sned", "+66812345678, an argument too many", "--token=sekret, there is no --token"})
    void an_argument_that_is_not_known(String argument, String problem) {
        Run run = Run.of(environment, argument);
        refuses(run, ExitCode.USAGE, problem);
        assertThat(run.err()).doesNotContain("sekret", "66812345678");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhooks --public-url https://u:sekret@x^y/  | --public-url must be a URL (see sms webhooks --help)",
                "watch --all --sandbox http://u:sekret@x^y/   | --sandbox must be a URL (see sms watch --help)",
                "balance --no-store=sekret                    | there is no --no-store",
                "watch --all --no-store=sekret                | --no-store takes no value (see sms watch --help)",
                "sandbox --webhook sekret                     | --webhook must be VENDOR=URL (see sms sandbox --help)",
                "sandbox --webhook wavix=x^sekret             | --webhook must be VENDOR=URL (see sms sandbox --help)",
                "sandbox --port sekret                        | --port must be a whole number",
                "completion sekret                            | SHELL must be bash or zsh (see sms completion --help)",
                "--color sekret doctor                        | --color must be auto or always or never"
            })
    void a_value_that_cannot_be_read_is_not_repeated(String arguments, String problem) {
        String[] each = arguments.replace('^', '|').split(" ");
        Run run = Run.of(environment, each);

        refuses(run, ExitCode.USAGE, problem);
        assertThat(run.err()).doesNotContain("sekret");
    }

    @Test
    void a_status_of_an_unknown_provider() {
        refuses(
                Run.of(environment, "status", "twilio", "x"),
                ExitCode.USAGE,
                "androidgateway, nativehub, textingline, thaibulk, wavix");
    }

    @Test
    void a_status_of_a_pasted_id_that_is_none() {
        refuses(Run.of(environment, "status", "twilio:x"), ExitCode.USAGE, "androidgateway, nativehub");
        refuses(Run.of(environment, "status", "wavix"), ExitCode.USAGE, "wavix:6f1c2a or wavix 6f1c2a");
        refuses(Run.of(environment, "status", ":x"), ExitCode.USAGE, "wavix:6f1c2a or wavix 6f1c2a");
        refuses(Run.of(environment, "status"), ExitCode.USAGE, "MESSAGE");
        refuses(Run.of(environment, "status", "wavix", "a", "+66812345678"), ExitCode.USAGE, "an argument too many");
        refuses(Run.of(environment, "status", "wavix:"), ExitCode.BAD_DATA, "id ");
        refuses(Run.of(environment, "status", "wavix:?"), ExitCode.BAD_DATA, "id ");
    }

    @Test
    void a_status_of_an_id_that_could_climb_out_of_the_path() {
        refuses(Run.of(environment, "status", "wavix", ".."), ExitCode.BAD_DATA, "id ");
        refuses(Run.of(environment, "status", "wavix", "a/b"), ExitCode.BAD_DATA, "slash");
    }

    @Test
    void a_port_out_of_range() {
        refuses(Run.of(environment, "sandbox", "--port", "70000"), ExitCode.USAGE, "--port");
        refuses(Run.of(environment, "sandbox", "--port", "eighty"), ExitCode.USAGE, "--port");
        refuses(Run.of(environment, "sandbox", "--vendor-ports", "-1"), ExitCode.USAGE, "--vendor-ports");
    }

    @Test
    void a_time_to_delivery_that_is_none() {
        refuses(Run.of(environment, "sandbox", "--deliver-after", "soon"), ExitCode.USAGE, "--deliver-after", "500ms");
        refuses(Run.of(environment, "sandbox", "--deliver-after", "25h"), ExitCode.USAGE, "--deliver-after", "24h");
    }

    @Test
    void a_webhook_that_the_sandbox_cannot_send() {
        refuses(sandbox("thaibulk=http://localhost/"), ExitCode.USAGE, "thaibulk documents no webhooks");
        refuses(sandbox("pigeon=http://localhost/"), ExitCode.USAGE, "pigeon");
        refuses(sandbox("wavix=https://example.com/?token=sekret"), ExitCode.USAGE, "localhost");
        refuses(sandbox("wavix"), ExitCode.USAGE, "--webhook");
    }

    private Run sandbox(String webhook) {
        return Run.of(environment, "sandbox", "--port", "0", "--webhook", webhook);
    }

    @Test
    void a_port_that_is_in_use() {
        String taken = String.valueOf(sandbox.url().getPort());
        refuses(Run.of(environment, "sandbox", "--port", taken), ExitCode.UNAVAILABLE, "in use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send --to +66812345678 --text-file URL",
                "send --to +66812345678 --text hello --store URL",
                "status wavix:1 --config URL",
                "segments --file URL",
                "bulk URL --text hello",
                "suppressions import URL",
                "lint URL",
                "sandbox --webhook URL",
                "sandbox --webhook wavix=URL",
                "sandbox --port --webhook=wavix=URL",
                "send --to +66812345678 --text --store=URL",
                "sandbox --webhook URL=http://localhost/",
                "sandbox URL"
            })
    void a_url_in_a_wrong_place_is_not_repeated(String command) {
        String[] arguments =
                command.replace("URL", "https://u:hunter2@example.com/a?b").split(" ");

        Run run = Run.of(environment, arguments);

        assertThat(run.exitCode()).as(run.err()).isNotZero();
        assertThat(run.err()).startsWith("sms: ").doesNotContain("hunter2");
        assertThat(run.out()).isEmpty();
        assertThat(sandbox.inbox()).isEmpty();
    }
}
