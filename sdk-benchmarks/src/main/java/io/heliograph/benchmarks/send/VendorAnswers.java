package io.heliograph.benchmarks.send;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes by which a vendor accepts a message. Each message has an id of its own, as at the vendors: a client that keeps
 * messages by their ids would else keep one.
 */
final class VendorAnswers {
    private static final String ID = "a8b6c2f11";
    private static final AtomicLong NEXT = new AtomicLong();

    private static final VendorAnswers WAVIX = new VendorAnswers(200, """
            {"carrier_fees":"0.0","charge":"0.0085","delivered_at":null,"error_message":null,"from":"ACME",\
            "mcc":"520","mnc":"03","message_body":{"text":"Your code is 482910","media":null},\
            "message_id":"3ebf6df6-6a3f-4b0c-8b3d-0d8a8b6c2f11","message_type":"sms","segments":1,"sent_at":null,\
            "status":"accepted","submitted_at":"2026-11-20T09:07:53","tag":"otp","to":"+66812345678",\
            "callback_url":null,"validity":null}""");
    private static final VendorAnswers THAIBULK =
            new VendorAnswers(200, "{\"uuid\":\"3ebf6df6-6a3f-4b0c-8b3d-0d8a8b6c2f11\"}");
    private static final VendorAnswers NATIVEHUB = new VendorAnswers(200, """
            {"message_id":"msg_3ebf6df66a3f4b0c8b3d0d8a8b6c2f11","status":"queued","segments":1,"price":0.0085}""");
    private static final VendorAnswers TWILIO = new VendorAnswers(201, """
            {"account_sid":"AC00000000000000000000000000000000","api_version":"2010-04-01","body":"Your code is 482910",\
            "date_created":"Fri, 20 Nov 2026 09:07:53 +0000","date_sent":null,\
            "date_updated":"Fri, 20 Nov 2026 09:07:53 +0000","direction":"outbound-api","error_code":null,\
            "error_message":null,"from":"+15005550006","messaging_service_sid":null,"num_media":"0","num_segments":"1",\
            "price":null,"price_unit":"USD","sid":"SM3ebf6df66a3f4b0c8b3d0d8a8b6c2f11","status":"queued",\
            "subresource_uris":{},"to":"+66812345678","uri":"/2010-04-01/Accounts/AC/Messages/SM.json"}""");
    private static final VendorAnswers VONAGE = new VendorAnswers(200, """
            {"message-count":"1","messages":[{"to":"66812345678","message-id":"3ebf6df6-6a3f-4b0c-8b3d-0d8a8b6c2f11",\
            "status":"0","remaining-balance":"3.14159265","message-price":"0.03330000","network":"52003"}]}""");
    private static final VendorAnswers INFOBIP = new VendorAnswers(200, """
            {"bulkId":"2034072219640523072","messages":[{"messageId":"3ebf6df66a3f4b0c8b3d0d8a8b6c2f11",\
            "status":{"groupId":1,"groupName":"PENDING","id":26,"name":"PENDING_ACCEPTED",\
            "description":"Message accepted, pending for delivery."},"destination":"66812345678"}]}""");
    private static final VendorAnswers CHUANGLAN = new VendorAnswers(
            200,
            "{\"code\":\"0\",\"failNum\":\"0\",\"successNum\":\"1\",\"msgId\":\"170418a8b6c2f11\",\"errorMsg\":\"\"}");

    /** How many bytes Wavix's body has: the end of a response. */
    static final int BODY = WAVIX.template.length - WAVIX.bodyStart;

    private static final int ID_LENGTH = 36;

    private final byte[] template;
    private final int bodyStart;
    private final int idEnd;

    private VendorAnswers(int status, String body) {
        String head = "HTTP/1.1 " + status + " OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        String whole = head + body;
        template = whole.getBytes(StandardCharsets.US_ASCII);
        bodyStart = head.length();
        idEnd = whole.indexOf(ID) + ID.length();
    }

    /** The response to a request line. */
    static byte[] to(String requestLine, int connections) {
        String path = requestLine.substring(requestLine.indexOf(' ') + 1);
        if (path.startsWith("/connections")) {
            return new VendorAnswers(200, Integer.toString(connections)).template;
        }
        return vendor(path).next();
    }

    /** A response of Wavix. */
    static byte[] wavix() {
        return WAVIX.next();
    }

    /** The message id of another response of Wavix. */
    static String nextId() {
        return new String(WAVIX.next(), WAVIX.idEnd - ID_LENGTH, ID_LENGTH, StandardCharsets.US_ASCII);
    }

    private static VendorAnswers vendor(String path) {
        if (path.startsWith("/v3/messages")) {
            return WAVIX;
        }
        if (path.startsWith("/sms/send")) {
            return THAIBULK;
        }
        if (path.startsWith("/2010-04-01/")) {
            return TWILIO;
        }
        if (path.startsWith("/sms/3/")) {
            return INFOBIP;
        }
        if (path.startsWith("/sms/json")) {
            return VONAGE;
        }
        if (path.startsWith("/msg/")) {
            return CHUANGLAN;
        }
        return NATIVEHUB;
    }

    private byte[] next() {
        byte[] answer = template.clone();
        long number = NEXT.incrementAndGet();
        for (int i = idEnd - 1; i >= idEnd - ID.length() + 1; i--) {
            answer[i] = (byte) Character.forDigit((int) (number & 0xf), 16);
            number >>>= 4;
        }
        return answer;
    }
}
