package io.heliograph.architecture.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {
    private static List<String> texts(String source, Token.Kind kind) {
        return Lexer.tokens(source).stream()
                .filter(token -> token.kind() == kind)
                .map(Token::text)
                .toList();
    }

    @Test
    void a_string_hides_what_looks_like_a_comment_and_its_own_quotes() {
        String source = "a = \"// \\\"b\\\\\"; c = '\"'; d = \"\"\"\n  /* \"e\" \"\"\"; // f \" g\n/* h\" */ i";

        assertThat(texts(source, Token.Kind.STRING)).containsExactly("\"// \\\"b\\\\\"", "\"\"\"\n  /* \"e\" \"\"\"");
        assertThat(texts(source, Token.Kind.COMMENT)).containsExactly("// f \" g", "/* h\" */");
        assertThat(texts(source, Token.Kind.CODE))
                .containsExactly("a", "=", ";", "c", "=", "'\"'", ";", "d", "=", ";", "i");
    }

    @Test
    void a_token_knows_the_line_that_it_begins_in() {
        assertThat(Lexer.tokens("a\n/* b\n */ c"))
                .containsExactly(
                        new Token(Token.Kind.CODE, "a", 1),
                        new Token(Token.Kind.COMMENT, "/* b\n */", 2),
                        new Token(Token.Kind.CODE, "c", 3));
    }

    @Test
    void what_does_not_end_ends_with_the_source() {
        assertThat(texts("/* a", Token.Kind.COMMENT)).containsExactly("/* a");
        assertThat(texts("\"a\\", Token.Kind.STRING)).containsExactly("\"a\\");
    }
}
