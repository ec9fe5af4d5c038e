package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.http.VendorHttp;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A send by GET is one request, like one by POST. OkHttp by default would repeat it in each of these cases. */
@Timeout(60)
class GetSendTest {
    private final SocketHarness vendor = SocketHarness.start();
    private final VendorHttp http = VendorHttp.to(Endpoint.of(vendor.url().toString(), false), HttpOptions.defaults());
    private final ResourcePath target =
            http.target("sms").query("to", "447537151866").query("text", "50% & more");

    @AfterEach
    void close() {
        http.close();
        vendor.close();
    }

    private static AttemptContext scope() {
        return new AttemptContext(Deadline.after(Duration.ofSeconds(20)));
    }

    private HttpResponse submit(AttemptContext context) {
        return http.submit(VendorHttp.Method.GET, target, null, context);
    }

    static List<Behaviour> answersThatTempt() {
        return List.of(
                Behaviour.answer(408, "text/plain", ""),
                Behaviour.answer(503, "text/plain", "", "Retry-After: 0"),
                Behaviour.answer(301, "text/plain", "", "Location: /elsewhere"),
                Behaviour.answer(302, "text/plain", "", "Location: /elsewhere"),
                Behaviour.answer(307, "text/plain", "", "Location: /elsewhere"),
                Behaviour.answer(401, "text/plain", "", "WWW-Authenticate: Basic realm=x"),
                Behaviour.answer(421, "text/plain", ""));
    }

    @ParameterizedTest
    @MethodSource("answersThatTempt")
    void no_answer_makes_a_second_request(Behaviour answer) {
        vendor.script(answer, Behaviour.answer(200, "text/plain", "second"));

        assertThat(submit(scope()).body()).isEmpty();

        assertThat(vendor.requests()).isEqualTo(1);
    }

    static List<Behaviour> lossesThatTempt() {
        return List.of(Behaviour.closeWithoutReply(), Behaviour.reset());
    }

    @ParameterizedTest
    @MethodSource("lossesThatTempt")
    void a_lost_answer_makes_none_either_and_may_have_sent(Behaviour loss) {
        vendor.script(loss, Behaviour.answer(200, "text/plain", "second"));
        AttemptContext context = scope();

        assertThat(catchThrowable(() -> submit(context))).isInstanceOf(HttpException.class);

        assertThat(context.mayHaveBeenSent()).isTrue();
        assertThat(vendor.requests()).isEqualTo(1);
    }

    @Test
    void a_lost_answer_on_a_kept_connection_makes_none_either() {
        vendor.script(
                Behaviour.answer(200, "text/plain", "first"),
                Behaviour.closeWithoutReply(),
                Behaviour.answer(200, "text/plain", "third"));
        assertThat(submit(scope()).body()).isEqualTo("first");

        assertThat(catchThrowable(() -> submit(scope()))).isInstanceOf(HttpException.class);

        assertThat(vendor.requests()).isEqualTo(2);
    }

    @Test
    void a_kept_connection_that_the_vendor_closed_is_left_before_a_byte_is_written() {
        vendor.script(
                Behaviour.answerThenClose(200, "text/plain", "first"), Behaviour.answer(200, "text/plain", "second"));
        submit(scope());
        vendor.awaitClosed();

        assertThat(submit(scope()).body()).isEqualTo("second");

        assertThat(vendor.requests()).isEqualTo(2);
        assertThat(vendor.begun()).isEqualTo(2);
    }

    @Test
    void the_request_has_its_parameters_in_the_query_and_wants_no_cached_answer() {
        vendor.script(Behaviour.answer(200, "text/plain", "ok"));

        submit(scope());

        assertThat(vendor.recorded().get(0).method()).isEqualTo("GET");
        assertThat(vendor.recorded().get(0).target()).isEqualTo("/sms?to=447537151866&text=50%25%20%26%20more");
        assertThat(vendor.recorded().get(0).header("Cache-Control")).contains("no-cache, no-store");
        assertThat(vendor.recorded().get(0).body()).isEmpty();
    }

    @Test
    void a_scope_is_good_for_one() {
        vendor.script(Behaviour.answer(200, "text/plain", "ok"));
        AttemptContext context = scope();
        submit(context);

        assertThat(catchThrowable(() -> submit(context))).isInstanceOf(IllegalStateException.class);
        assertThat(vendor.requests()).isEqualTo(1);
    }
}
