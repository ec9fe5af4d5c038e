package io.heliograph.benchmarks.send;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of a response by which Wavix accepts a message. */
final class VendorAnswers {
    private static final byte[] WAVIX = json(200, """
            {"carrier_fees":"0.0","charge":"0.0085","delivered_at":null,"error_message":null,"from":"ACME",\
            "mcc":"520","mnc":"03","message_body":{"text":"Your code is 482910","media":null},\
            "message_id":"3ebf6df6-6a3f-4b0c-8b3d-0d8a8b6c2f11","message_type":"sms","segments":1,"sent_at":null,\
            "status":"accepted","submitted_at":"2026-11-20T09:07:53","tag":"otp","to":"+66812345678",\
            "callback_url":null,"validity":null}""");

    private static final byte[] THAI_BULK = json(200, "{\"uuid\":\"3ebf6df6-6a3f-4b0c-8b3d-0d8a8b6c2f11\"}");

    private static final String ID = "\"message_id\":\"";
    private static final int ID_DIGITS = 8;
    private static final int ID_AT = new String(WAVIX, StandardCharsets.US_ASCII).indexOf(ID) + ID.length();
    private static final AtomicLong NEXT = new AtomicLong();

    private VendorAnswers() {}

    /** The response to a request line. */
    static byte[] to(String requestLine, int connections) {
        if (requestLine.startsWith("GET /connections")) {
            return json(200, Integer.toString(connections));
        }
        return requestLine.startsWith("POST /sms/send") ? THAI_BULK : wavix();
    }

    /** Each message has an id of its own, as at the vendor: a client that keeps messages by their ids would else keep one. */
    private static byte[] wavix() {
        byte[] answer = WAVIX.clone();
        long number = NEXT.incrementAndGet();
        for (int i = ID_AT + ID_DIGITS - 1; i >= ID_AT; i--) {
            answer[i] = (byte) Character.forDigit((int) (number & 0xf), 16);
            number >>>= 4;
        }
        return answer;
    }

    private static byte[] json(int status, String body) {
        String head = "HTTP/1.1 " + status + " OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
