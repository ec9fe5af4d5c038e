package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** The calls are created and never executed. */
class PhaseListenerTest {
    private final AttemptContext context = new AttemptContext(Deadline.after(Duration.ofMinutes(1)));
    private final Request request =
            new Request.Builder().url("https://api.invalid/sms").build();
    private final Call send = new OkHttpClient()
            .newCall(request.newBuilder()
                    .tag(CallProgress.class, CallProgress.of(context))
                    .build());
    private final Call question = new OkHttpClient().newCall(request);

    private final List<String> texts = new ArrayList<>();
    private final EventListener users = new EventListener() {
        @Override
        public void callStart(Call call) {
            texts.add("callStart");
        }

        @Override
        public void requestHeadersStart(Call call) {
            texts.add("requestHeadersStart");
        }
    };

    @Test
    void nothing_is_out_before_the_headers_begin() {
        EventListener listener = PhaseListener.beside(call -> users).create(send);
        context.claim();
        listener.callStart(send);

        assertThat(context.mayHaveBeenSent()).isFalse();
    }

    @Test
    void the_headers_are_the_first_bytes_that_go_out() {
        EventListener listener = PhaseListener.beside(call -> users).create(send);
        context.claim();
        listener.requestHeadersStart(send);

        assertThat(context.mayHaveBeenSent()).isTrue();
    }

    @Test
    void the_users_own_listener_gets_all_events_too() {
        EventListener listener = PhaseListener.beside(call -> users).create(send);
        listener.callStart(send);
        listener.requestHeadersStart(send);

        assertThat(texts).containsExactly("callStart", "requestHeadersStart");
    }

    @Test
    void a_users_listener_that_fails_hides_nothing() {
        EventListener failing = new EventListener() {
            @Override
            public void requestHeadersStart(Call call) {
                throw new IllegalStateException("a bug of the user's");
            }
        };
        EventListener listener = PhaseListener.beside(call -> failing).create(send);
        context.claim();
        assertThatThrownBy(() -> listener.requestHeadersStart(send)).isInstanceOf(IllegalStateException.class);

        assertThat(context.mayHaveBeenSent()).isTrue();
    }

    @Test
    void only_the_users_listener_observes_a_query() {
        EventListener listener = PhaseListener.beside(call -> users).create(question);
        listener.requestHeadersStart(question);

        assertThat(texts).containsExactly("requestHeadersStart");
        assertThat(context.mayHaveBeenSent()).isFalse();
    }
}
