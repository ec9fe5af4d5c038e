package io.heliograph.http;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Headers;

/** Creates responses and attempt contexts without a network. */
public final class Replies {
    private Replies() {}

    /** A response without a body; headers are names and values in turn. */
    public static HttpResponse of(int status, String... headers) {
        return new HttpResponse(status, Headers.of(headers), utf8(""), true, new Redactor(List.of()));
    }

    /** A response with a body; headers are names and values in turn. */
    public static HttpResponse withBody(int status, String body, String... headers) {
        return new HttpResponse(status, Headers.of(headers), utf8(body), true, new Redactor(List.of()));
    }

    /** A response whose body broke off. */
    public static HttpResponse cut(int status, String body, String... headers) {
        return new HttpResponse(status, Headers.of(headers), utf8(body), false, new Redactor(List.of()));
    }

    /** A response of a vendor to which the request carried a credential. */
    public static HttpResponse withSecret(int status, String secret) {
        return new HttpResponse(
                status, Headers.of(), utf8(""), true, new Redactor(List.of(Secret.of("api-key", secret))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Does what the transport does when it begins to write a request. */
    public static void bytesOut(AttemptContext context) {
        context.claim();
        context.bytesOut();
    }

    /** Does what the transport does when the head of a response has come. */
    public static void answered(AttemptContext context, int status) {
        bytesOut(context);
        context.recordStatus(status);
    }

    /** As above, after {@link #bytesOut} recorded the request. */
    public static void answeredAfterBytes(AttemptContext context, int status) {
        context.recordStatus(status);
    }

    /** Does what the transport does when an HTTP/2 server proves that it did nothing. */
    public static void provenUnsent(AttemptContext context) {
        context.provenUnsent();
    }

    /** The exception that the transport throws without a response. */
    public static HttpException noAnswer(ErrorType type, boolean mayHaveBeenSent) {
        return new HttpException(type, mayHaveBeenSent, "no answer");
    }
}
