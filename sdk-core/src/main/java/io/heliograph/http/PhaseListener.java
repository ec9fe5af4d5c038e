package io.heliograph.http;

import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/**
 * Records when the first byte of a request is about to be written, before which nothing can have been sent, and when
 * the head of the response has come, after which the response counts whatever follows.
 */
final class PhaseListener extends EventListener {
    private final CallProgress progress;

    private PhaseListener(CallProgress progress) {
        this.progress = progress;
    }

    /** Combines this listener with the listener of the user's client. */
    static EventListener.Factory beside(EventListener.Factory users) {
        return call -> {
            CallProgress progress = CallProgress.of(call);
            EventListener theirs = users.create(call);
            if (progress == null) {
                return theirs;
            }
            PhaseListener ours = new PhaseListener(progress);
            return theirs == EventListener.NONE ? ours : ours.plus(theirs);
        };
    }

    @Override
    public void requestHeadersStart(Call call) {
        AttemptContext context = progress.context();
        if (context != null) {
            context.bytesOut();
        }
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        progress.recordHead(response);
    }

    /** OkHttp calls this before it gives the connection to others. */
    @Override
    public void responseBodyEnd(Call call, long byteCount) {
        progress.end();
    }

    /** OkHttp calls this after it has closed the socket, and before the listener of the user's client. */
    @Override
    public void canceled(Call call) {
        progress.cancelled();
    }
}
