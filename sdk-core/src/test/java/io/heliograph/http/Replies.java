package io.heliograph.http;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Secret;
import java.util.List;
import okhttp3.Headers;

/** Answers and attempts that no network was needed for. */
public final class Replies {
    private Replies() {}

    /** An answer without a body, with headers as names and values in turn. */
    public static HttpResponse of(int status, String... headers) {
        return new HttpResponse(status, Headers.of(headers), "", true, new Redactor(List.of()));
    }

    /** An answer with a body, and headers as names and values in turn. */
    public static HttpResponse withBody(int status, String body, String... headers) {
        return new HttpResponse(status, Headers.of(headers), body, true, new Redactor(List.of()));
    }

    /** An answer whose body broke off. */
    public static HttpResponse cut(int status, String body, String... headers) {
        return new HttpResponse(status, Headers.of(headers), body, false, new Redactor(List.of()));
    }

    /** An answer of a vendor to whom a credential goes. */
    public static HttpResponse withSecret(int status, String secret) {
        return new HttpResponse(status, Headers.of(), "", true, new Redactor(List.of(Secret.of("api-key", secret))));
    }

    /** What the transport does when it begins to write a request. */
    public static void bytesOut(AttemptContext context) {
        context.claim();
        context.bytesOut();
    }

    /** What the transport does when the head of an answer has come. */
    public static void answered(AttemptContext context, int status) {
        bytesOut(context);
        context.answered(status);
    }

    /** The same, where the request was noted before by {@link #bytesOut}. */
    public static void answeredAfterBytes(AttemptContext context, int status) {
        context.answered(status);
    }

    /** What the transport does when an HTTP/2 server proves that it did nothing. */
    public static void provenUnsent(AttemptContext context) {
        context.provenUnsent();
    }

    /** What the transport throws where no answer came. */
    public static HttpException noAnswer(ErrorType type, boolean mayHaveBeenSent) {
        return new HttpException(type, mayHaveBeenSent, "no answer");
    }
}
