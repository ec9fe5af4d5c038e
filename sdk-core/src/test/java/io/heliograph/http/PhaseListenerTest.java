package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.DeadlineWatch.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void a_call_whose_body_has_been_read_is_not_cancelled_at_its_deadline() throws InterruptedException {
        CallProgress progress = CallProgress.of(context);
        Call call = call(progress, EventListener.NONE);
        progress.begin(call, TimeUnit.MILLISECONDS.toNanos(200));
        PhaseListener.beside(any -> EventListener.NONE).create(call).responseBodyEnd(call, 0);

        CountDownLatch later = new CountDownLatch(1);
        Watched next = new Watched() {
            @Override
            void expire() {
                later.countDown();
            }
        };
        DeadlineThread.WATCH.begin(next, TimeUnit.MILLISECONDS.toNanos(400));
        later.await();
        assertThat(call.isCanceled()).isFalse();
    }

    @Test
    @Timeout(60)
    void a_users_listener_that_hangs_when_a_call_is_cancelled_does_not_hold_up_the_call() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CallProgress progress = CallProgress.of(context);
        Call call = call(progress, new EventListener() {
            @Override
            public void canceled(Call cancelled) {
                begun.countDown();
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        progress.begin(call, 1);
        begun.await();

        progress.end();
        ended.countDown();
        assertThat(call.isCanceled()).isTrue();
    }

    private Call call(CallProgress progress, EventListener listener) {
        return new OkHttpClient.Builder()
                .eventListenerFactory(PhaseListener.beside(any -> listener))
                .build()
                .newCall(request.newBuilder().tag(CallProgress.class, progress).build());
    }
}
