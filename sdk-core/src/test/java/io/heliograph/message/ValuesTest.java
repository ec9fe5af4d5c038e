package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values can't be created without validation, even by JSON binding, which calls private constructors. */
class ValuesTest {
    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(PhoneNumber.class, List.of("", "secret@@", "0812345678", "+0812345678", "+66 812345678")),
                Arguments.of(IdempotencyKey.class, List.of("", "a", "secret@@", "x".repeat(37))),
                Arguments.of(Secret.class, List.of("", " ", "two words", "cut\n")),
                Arguments.of(Sender.class, List.of("", "12", "far too long a name", "+0812345678")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_constructor_checks_by_itself(Class<?> type, List<String> values) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructor(String.class);
        constructor.setAccessible(true);

        for (String value : values) {
            assertThatThrownBy(() -> constructor.newInstance(value))
                    .as(value)
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    /** A constructor with further parameters could set what the text determines. */
    @ParameterizedTest
    @MethodSource("wrong")
    void no_other_constructor_takes_an_unchecked_value(Class<?> type, List<String> values) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            constructor.setAccessible(true);
            Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                    .map(parameter -> argument(parameter, values.get(1)))
                    .toArray();
            assertThatThrownBy(() -> constructor.newInstance(arguments))
                    .hasCauseInstanceOf(InvalidRequestException.class);
        }
    }

    /** A flag determines nothing about a text. */
    private static Object argument(Class<?> parameter, String wrong) {
        assertThat(parameter == String.class || parameter == boolean.class).isTrue();
        return parameter == String.class ? wrong : true;
    }

    @Test
    void a_message_id_reads_as_it_prints() {
        for (MessageId id : List.of(
                new MessageId("wavix", "3f2c"),
                new MessageId("nativehub", "batch:7"),
                new MessageId("acme", "?a"),
                new MessageId("acme", " "),
                MessageId.unknown("acme"))) {
            assertThat(MessageId.parse(id.toString())).isEqualTo(id);
        }
    }

    @Test
    void what_no_message_id_prints_is_rejected() {
        for (String text :
                List.of("", ":", "wavix", "wavix:", ":id", " :id", "wavix:a\nb", "wavix:" + "x".repeat(201))) {
            assertThatThrownBy(() -> MessageId.parse(text)).as(text).isInstanceOf(InvalidRequestException.class);
        }
        assertThatThrownBy(() -> new MessageId("a:b", "1")).hasMessageContaining("colon");
        assertThatThrownBy(() -> new MessageId("wavix", "?")).hasMessageContaining("isn't known");
        assertThat(MessageId.tryParse("wavix", "?")).isEqualTo(MessageId.unknown("wavix"));
    }
}
