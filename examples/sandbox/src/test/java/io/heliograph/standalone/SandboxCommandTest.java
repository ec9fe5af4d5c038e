package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.Sandbox;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SandboxCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new SandboxCommand(), new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void the_help_names_every_option() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("java -jar heliograph-sandbox.jar", "--port", "8026", "--vendor-ports", "--deliver-after")
                .contains("--webhook", "--trace-url", "--open", "--help", "--version");
    }

    @Test
    void the_version_is_one_line() {
        assertThat(run("--version")).isZero();

        assertThat(out.toString().lines()).singleElement().asString().startsWith("heliograph-sandbox ");
    }

    @ParameterizedTest
    @CsvSource({
        "--port=65000, --port must be 0 to 64999",
        "--port=x, --port",
        "--vendor-ports=-1, --vendor-ports must be 0 to 64999",
        "--deliver-after=soon, 500ms",
        "--deliver-after=0ms, --deliver-after must be 1ms to 24h",
        "--webhook=pigeon=http://localhost/, pigeon",
        "--webhook=wavix=https://example.com/, localhost",
        "--trace-url=traces.example, {traceId}",
        "--colour, --colour"
    })
    void a_wrong_option_is_one_line_that_names_it(String option, String words) {
        assertThat(option.startsWith("--port=") ? run(option) : run("--port=0", option))
                .isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("heliograph-sandbox: ")
                .contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--webhook=wavix=http://u:hunter2@example.com/",
                "--webhook=wavix=http://u:hunter2@local host/",
                "--webhook=http://u:hunter2@localhost/",
                "--webhook=http://u:hunter2@localhost/?a=b",
                "--trace-url=http://u:hunter2@traces.example/",
                "--port=hunter2",
                "--deliver-after=hunter2",
                "http://u:hunter2@localhost/",
                "--hunter2=http://u:hunter2@localhost/"
            })
    void a_wrong_argument_is_not_repeated(String argument) {
        assertThat(run(argument)).isEqualTo(2);

        assertThat(err.toString()).startsWith("heliograph-sandbox: ").doesNotContain("hunter2");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_port_in_use_is_said_with_the_way_out() {
        try (Sandbox other = Sandbox.builder().start()) {
            assertThat(run("--port=" + other.url().getPort())).isEqualTo(SandboxStartException.EXIT_CODE);
        }

        assertThat(err.toString()).contains("in use", "--port 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port --webhook=wavix=http://u:hunter2@localhost/"})
    void an_option_without_its_value_is_named_and_what_follows_is_not(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString().strip()).isEqualTo("heliograph-sandbox: --port needs a value (see --help)");
    }

    @ParameterizedTest
    @CsvSource({
        "Address already in use, End what uses it",
        "Permission denied, 'Choose another --port; --port 0 takes any free ones'"
    })
    void only_a_port_in_use_has_a_program_to_end(String reason, String words) {
        BindException cause = new BindException("Port 80 of 127.0.0.1 can't be opened: " + reason + ".");

        assertThat(SandboxCommand.notStarted(new UncheckedIOException(cause.getMessage(), cause)))
                .hasMessageStartingWith(cause.getMessage() + " " + words);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "1.5s, PT1.5S", "2m, PT2M", "24h, PT24H"})
    void durations_are_short(String text, Duration duration) {
        assertThat(new ShortDuration().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1d", "1.2345s"})
    void other_durations_are_not_read(String text) {
        assertThatThrownBy(() -> new ShortDuration().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({"Linux, xdg-open", "FreeBSD, xdg-open", "Mac OS X, open", "Windows 11, rundll32"})
    void each_system_has_its_own_way_to_open_a_page(String system, String command) {
        assertThat(WebBrowser.command(system)).first().isEqualTo(command);
    }

    @Test
    void a_browser_that_is_missing_or_fails_is_noticed() {
        URI page = URI.create("http://127.0.0.1:8026/");

        assertThat(WebBrowser.open(List.of("no-such-command-of-any-system"), page))
                .isFalse();
        assertThat(WebBrowser.open(List.of("false"), page)).isFalse();
        assertThat(WebBrowser.open(List.of("true"), page)).isTrue();
    }
}
