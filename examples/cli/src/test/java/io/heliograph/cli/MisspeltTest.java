package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is misspelt is answered in one form. */
class MisspeltTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sned                                  | there is no sned; did you mean send?",
                "suppresions list                      | there is no suppresions; did you mean suppressions?",
                "store inf                             | there is no inf; did you mean info?",
                "bulk resum job-1                      | there is no resum; did you mean resume?",
                "bulk lst                              | there is no lst; did you mean list?",
                "bulk lst --text Hi                    | there is no lst; did you mean list?",
                "send --ot +66812345678 --text Hi      | there is no --ot; did you mean --to?",
                "send --to +66812345678 --txt Hi       | there is no --txt; did you mean --text?",
                "send --text Hi                        | --to NUMBER is missing (see sms send --help)",
                "sandbox --port --open                 | --port needs a value (see sms sandbox --help)",
                "sandbox --port                        | --port needs a value (see sms sandbox --help)",
                "balance --jsn                         | there is no --jsn; did you mean --json?",
                "balance wavx                          | PROVIDER is one that there isn't; did you mean wavix?",
                "status wavx:1                         | PROVIDER is one that there isn't; did you mean wavix?",
                "watch wavx:1                          | PROVIDER is one that there isn't; did you mean wavix?",
                "doctor --provider wavx                | PROVIDER is one that there isn't; did you mean wavix?",
                "plan --to +66812345678 --text Hi --provider tahibulk"
                        + " | --provider names a provider that there isn't; did you mean thaibulk?",
                "plan --to +66812345678 --text Hi --route wavx"
                        + " | --route names a provider that there isn't; did you mean wavix?",
                "outbox list --state ded               | --state is none that there is; did you mean dead?"
            })
    void a_misspelt_name_is_answered_with_the_one_that_was_meant(String arguments, String answer) {
        Run run = Run.of(Map.of(), arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errors()).singleElement().asString().startsWith("sms: " + answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "send --to +66812345678                          | --text or --text-file is missing (see sms send --help)",
                "completion                                      | SHELL is missing; it must be bash or zsh (see",
                "status                                          | MESSAGE is missing (see sms status --help)",
                "send --from A --from B --to +66812345678 --text Hi | --from is given more than once; give it once (see",
                "send --to +66812345678 --text Hi --text-file x  | --text and --text-file can't be given together; give one",
                "reconcile                                       | KEY or --pending is missing (see"
            })
    void what_is_missing_or_too_much_is_said_in_our_own_words(String arguments, String answer) {
        Run run = Run.of(Map.of(), arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errors()).singleElement().asString().startsWith("sms: " + answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send --to +66812345678 --text Your code is 482913",
                "bulk recipients.csv --text Your code is 482913",
                "segments Your code"
            })
    void a_word_of_a_text_without_quotes_is_not_named(String arguments) {
        Run run = Run.of(Map.of(), arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errors()).singleElement().asString().startsWith("sms: there is an argument too many (see sms ");
        assertThat(run.err()).doesNotContain("code", "482913");
    }

    @Test
    void a_name_that_is_like_no_other_is_answered_with_all_that_there_are() {
        assertThat(Run.of(Map.of(), "balance", "twilio").err())
                .contains("there are androidgateway, nativehub, textingline, thaibulk, wavix");
        assertThat(Run.of(Map.of(), "zzz").err()).contains("there is no zzz (see sms --help)");
    }
}
