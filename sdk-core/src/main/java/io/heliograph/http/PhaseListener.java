package io.heliograph.http;

import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Notes when the first byte of a request is about to be written, before which nothing can have been sent; and when the
 * head of its answer has come, after which there is an answer whatever follows.
 */
final class PhaseListener extends EventListener {
    private final @Nullable SendScope scope;
    private final @Nullable CallProgress progress;

    private PhaseListener(@Nullable SendScope scope, @Nullable CallProgress progress) {
        this.scope = scope;
        this.progress = progress;
    }

    /** Listens beside the user's own listener, if the client came with one. */
    static EventListener.Factory beside(EventListener.Factory users) {
        return call -> {
            SendScope scope = call.request().tag(SendScope.class);
            CallProgress progress = CallProgress.of(call);
            return scope == null && progress == null
                    ? users.create(call)
                    : new PhaseListener(scope, progress).plus(users.create(call));
        };
    }

    @Override
    public void requestHeadersStart(Call call) {
        if (scope != null) {
            scope.bytesOut();
        }
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        if (progress != null) {
            progress.headCame(response);
        }
    }
}
