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

/** The calls here are made and never executed. */
class PhaseListenerTest {
    private final SendScope scope = new SendScope(Deadline.after(Duration.ofMinutes(1)));
    private final Request request =
            new Request.Builder().url("https://api.invalid/sms").build();
    private final Call send = new OkHttpClient()
            .newCall(request.newBuilder().tag(SendScope.class, scope).build());
    private final Call question = new OkHttpClient().newCall(request);

    private final List<String> heard = new ArrayList<>();
    private final EventListener users = new EventListener() {
        @Override
        public void callStart(Call call) {
            heard.add("callStart");
        }

        @Override
        public void requestHeadersStart(Call call) {
            heard.add("requestHeadersStart");
        }
    };

    @Test
    void nothingIsOutBeforeTheHeadersBegin() {
        EventListener listener = PhaseListener.beside(call -> users).create(send);
        scope.claim();
        listener.callStart(send);

        assertThat(scope.mayHaveBeenSent()).isFalse();
    }

    @Test
    void theHeadersAreTheFirstBytesThatGoOut() {
        EventListener listener = PhaseListener.beside(call -> users).create(send);
        scope.claim();
        listener.requestHeadersStart(send);

        assertThat(scope.mayHaveBeenSent()).isTrue();
    }

    @Test
    void theUsersOwnListenerHearsAllOfItToo() {
        EventListener listener = PhaseListener.beside(call -> users).create(send);
        listener.callStart(send);
        listener.requestHeadersStart(send);

        assertThat(heard).containsExactly("callStart", "requestHeadersStart");
    }

    @Test
    void aUsersListenerThatFailsHidesNothing() {
        EventListener failing = new EventListener() {
            @Override
            public void requestHeadersStart(Call call) {
                throw new IllegalStateException("a bug of the user's");
            }
        };
        EventListener listener = PhaseListener.beside(call -> failing).create(send);
        scope.claim();
        assertThatThrownBy(() -> listener.requestHeadersStart(send)).isInstanceOf(IllegalStateException.class);

        assertThat(scope.mayHaveBeenSent()).isTrue();
    }

    @Test
    void aQuestionIsHeardByTheUsersListenerAlone() {
        EventListener listener = PhaseListener.beside(call -> users).create(question);
        listener.requestHeadersStart(question);

        assertThat(heard).containsExactly("requestHeadersStart");
        assertThat(scope.mayHaveBeenSent()).isFalse();
    }
}
