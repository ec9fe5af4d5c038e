package io.heliograph.benchmarks.send;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of a response by which each vendor accepts a message. */
final class VendorAnswers {
    private static final byte[] WAVIX = json(200, """
            {"carrier_fees":"0.0","charge":"0.0085","delivered_at":null,"error_message":null,"from":"ACME",\
            "mcc":"520","mnc":"03","message_body":{"text":"Your code is 482910","media":null},\
            "message_id":"3ebf6df6-6a3f-4b0c-8b3d-0d8a8b6c2f11","message_type":"sms","segments":1,"sent_at":null,\
            "status":"accepted","submitted_at":"2026-11-20T09:07:53","tag":"otp","to":"+66812345678",\
            "callback_url":null,"validity":null}""");

    private static final String ID = "\"message_id\":\"";
    private static final int ID_DIGITS = 8;
    private static final int ID_AT = new String(WAVIX, StandardCharsets.US_ASCII).indexOf(ID) + ID.length();
    private static final AtomicLong NEXT = new AtomicLong();

    private static final byte[] TWILIO = json(201, """
            {"account_sid":"AC00000000000000000000000000000000","api_version":"2010-04-01","body":"Your code is 482910",\
            "date_created":"Fri, 20 Nov 2026 08:15:42 +0000","date_sent":null,\
            "date_updated":"Fri, 20 Nov 2026 08:15:42 +0000","direction":"outbound-api","error_code":null,\
            "error_message":null,"from":"ACME","num_media":"0","num_segments":"1","price":null,"price_unit":"USD",\
            "sid":"SM00000000000000000000000000000000","status":"queued","to":"+66812345678"}""");

    private static final byte[] VONAGE = json(200, """
            {"message-count":"1","messages":[{"to":"66812345678","message-id":"aaaaaaaa-bbbb-cccc-dddd-0123456789ab",\
            "status":"0","remaining-balance":"3.14159265","message-price":"0.03330000","network":"52003",\
            "client-ref":"otp"}]}""");

    private static final byte[] INFOBIP = json(200, """
            {"bulkId":"2034072219640523072","messages":[{"messageId":"2250be2d4219-3af1-78856-aabe-1362af1edfd2",\
            "status":{"groupId":1,"groupName":"PENDING","id":26,"name":"PENDING_ACCEPTED",\
            "description":"Message accepted, pending for delivery."},"destination":"66812345678",\
            "details":{"messageCount":1}}]}""");

    private VendorAnswers() {}

    /** The response to a request line. */
    static byte[] to(String requestLine, int connections) {
        if (requestLine.startsWith("GET /connections")) {
            return json(200, Integer.toString(connections));
        }
        if (requestLine.contains("/2010-04-01/")) {
            return TWILIO;
        }
        if (requestLine.contains("/sms/json")) {
            return VONAGE;
        }
        return requestLine.contains("/sms/3/") ? INFOBIP : wavix();
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
