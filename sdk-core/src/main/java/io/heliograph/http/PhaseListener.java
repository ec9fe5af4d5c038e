package io.heliograph.http;

import okhttp3.Call;
import okhttp3.EventListener;

/** Notes when the first byte of a request is about to be written; before that nothing can have been sent. */
final class PhaseListener extends EventListener {
    private final SendScope scope;

    private PhaseListener(SendScope scope) {
        this.scope = scope;
    }

    /** Listens beside the user's own listener, if the client came with one. */
    static EventListener.Factory beside(EventListener.Factory users) {
        return call -> {
            SendScope scope = call.request().tag(SendScope.class);
            return scope == null ? users.create(call) : new PhaseListener(scope).plus(users.create(call));
        };
    }

    @Override
    public void requestHeadersStart(Call call) {
        scope.bytesOut();
    }
}
