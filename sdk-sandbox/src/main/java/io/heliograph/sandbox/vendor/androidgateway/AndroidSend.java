package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.http.Rfc3339;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.vendor.SegmentCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to enqueue a message, validated by the rules of Android SMS Gateway server v1.47.1 (2026-08-22).
 *
 * @param id null when the server chooses one
 * @param deviceId null when the server chooses a device
 * @param text null for a data message
 * @param data null for a text message; base64, or ciphertext
 * @param port the data message's port; 0 for a text message
 * @param simNumber null when the phone chooses a SIM
 * @param validUntil also computed from the request's {@code ttl}; null when the message doesn't expire
 */
record AndroidSend(
        @Nullable String id,
        @Nullable String deviceId,
        @Nullable String text,
        @Nullable String data,
        long port,
        List<String> phoneNumbers,
        boolean encrypted,
        boolean withDeliveryReport,
        @Nullable Long simNumber,
        @Nullable Instant validUntil,
        @Nullable Instant scheduleAt,
        boolean anyNumber) {
    private static final int MAX_CONTENT = 65_535;
    private static final long MAX_TTL = 3_000_000_000L;
    private static final Pattern BASE_64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{7,15}");

    static AndroidSend read(JsonFields fields, Map<String, String> query, Instant now) throws ErrorResponseException {
        Long ttl = fields.integer("ttl");
        Instant validUntil = time(fields, "validUntil");
        Instant scheduleAt = time(fields, "scheduleAt");
        JsonFields dataMessage = fields.object("dataMessage");
        AndroidSend send = new AndroidSend(
                atMost(fields, "id", 36, "Message.ID"),
                atMost(fields, "deviceId", 21, "Message.DeviceID"),
                text(fields),
                data(dataMessage),
                dataMessage == null ? 0 : port(dataMessage),
                phoneNumbers(fields),
                fields.bool("isEncrypted", false),
                fields.bool("withDeliveryReport", true),
                fields.integer("simNumber"),
                ttl == null ? validUntil : now.plusSeconds(Math.min(ttl, MAX_TTL)),
                scheduleAt,
                skipsPhoneValidation(query) || fields.bool("isEncrypted", false));
        checkSmallNumbers(fields, ttl);
        checkDeviceActiveWithin(query);
        if ((send.text == null) == (send.data == null) || hasTwoTexts(fields)) {
            throw invalid("must specify exactly one of: textMessage, dataMessage, message");
        }
        if (ttl != null && validUntil != null) {
            throw invalid("conflicting fields: ttl and validUntil");
        }
        if (scheduleAt != null && !scheduleAt.isAfter(now)) {
            throw invalid("scheduleAt must be in the future");
        }
        return send;
    }

    private static ErrorResponseException invalid(String words) {
        return new ErrorResponseException(400, "failed to validate: " + words);
    }

    /** The server's error text for an invalid field: it has the server's field names, not those of the JSON. */
    static ErrorResponseException invalid(String field, String rule) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        return invalid(
                "Key: '" + field + "' Error:Field validation for '" + name + "' failed on the '" + rule + "' tag");
    }

    private static @Nullable String atMost(JsonFields fields, String name, int max, String field)
            throws ErrorResponseException {
        String value = fields.string(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (length(value) > max) {
            throw invalid(field, "max");
        }
        return value;
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }

    private static @Nullable String text(JsonFields fields) throws ErrorResponseException {
        JsonFields textMessage = fields.object("textMessage");
        if (textMessage == null) {
            return atMost(fields, "message", MAX_CONTENT, "Message.Message");
        }
        String text = textMessage.string("text");
        if (text == null || text.isEmpty()) {
            throw invalid("Message.TextMessage.Text", "required");
        }
        return atMost(textMessage, "text", MAX_CONTENT, "Message.TextMessage.Text");
    }

    private static boolean hasTwoTexts(JsonFields fields) throws ErrorResponseException {
        String message = fields.string("message");
        return fields.has("textMessage") && message != null && !message.isEmpty();
    }

    private static @Nullable String data(@Nullable JsonFields dataMessage) throws ErrorResponseException {
        if (dataMessage == null) {
            return null;
        }
        String data = atMost(dataMessage, "data", MAX_CONTENT, "Message.DataMessage.Data");
        if (data == null) {
            throw invalid("Message.DataMessage.Data", "required");
        }
        if (length(data) < 4) {
            throw invalid("Message.DataMessage.Data", "min");
        }
        // Whatever isEncrypted says: no encrypted data passes a server
        if (!BASE_64.matcher(data).matches()) {
            throw invalid("Message.DataMessage.Data", "base64");
        }
        return data;
    }

    private static long port(JsonFields dataMessage) throws ErrorResponseException {
        Long port = dataMessage.integer("port");
        if (port == null || port == 0) {
            throw invalid("Message.DataMessage.Port", "required");
        }
        if (port < 1 || port > 65_535) {
            throw dataMessage.wrong("port");
        }
        return port;
    }

    private static List<String> phoneNumbers(JsonFields fields) throws ErrorResponseException {
        List<String> numbers = fields.strings("phoneNumbers");
        if (numbers == null) {
            throw invalid("Message.PhoneNumbers", "required");
        }
        if (numbers.isEmpty() || numbers.size() > 100) {
            throw invalid("Message.PhoneNumbers", numbers.isEmpty() ? "min" : "max");
        }
        for (String number : numbers) {
            if (number.isEmpty() || length(number) > 128) {
                throw invalid("Message.PhoneNumbers", number.isEmpty() ? "min" : "max");
            }
        }
        return numbers;
    }

    private static @Nullable Instant time(JsonFields fields, String name) throws ErrorResponseException {
        String value = fields.string(name);
        if (value == null) {
            return null;
        }
        Instant time = Rfc3339.parse(value);
        if (time == null) {
            throw fields.wrong(name);
        }
        return time;
    }

    private static void checkSmallNumbers(JsonFields fields, @Nullable Long ttl) throws ErrorResponseException {
        if (ttl != null && ttl < 5) {
            throw invalid("Message.TTL", "min");
        }
        Long simNumber = fields.integer("simNumber");
        if (simNumber != null && (simNumber < 1 || simNumber > 3)) {
            throw invalid("Message.SimNumber", simNumber < 1 ? "min" : "max");
        }
        Long priority = fields.integer("priority");
        if (priority != null && (priority < Byte.MIN_VALUE || priority > Byte.MAX_VALUE)) {
            throw fields.wrong("priority");
        }
    }

    private static boolean skipsPhoneValidation(Map<String, String> query) throws ErrorResponseException {
        return truth(new Query(query, "failed to parse query: "), "skipPhoneValidation");
    }

    /** A boolean as the server's framework parses it: Go's words and {@code on}; an empty one is false. */
    static boolean truth(Query query, String name) throws ErrorResponseException {
        String value = query.text(name);
        if (value.equals("on") || value.matches("1|t|T|true|True|TRUE")) {
            return true;
        }
        if (value.isEmpty() || value.matches("0|f|F|false|False|FALSE")) {
            return false;
        }
        throw query.wrong(name);
    }

    private static void checkDeviceActiveWithin(Map<String, String> query) throws ErrorResponseException {
        String hours = query.getOrDefault("deviceActiveWithin", "");
        if (hours.isEmpty()) {
            return;
        }
        if (!hours.matches("-?[0-9]{1,9}")) {
            throw new ErrorResponseException(400, "failed to parse query: deviceActiveWithin");
        }
        if (hours.startsWith("-") && Integer.parseInt(hours) < 0) {
            throw invalid("Params.DeviceActiveWithin", "min");
        }
    }

    /** The checks that the server makes only after it has chosen a device. */
    void checkNumbersAndTimes() throws ErrorResponseException {
        for (String number : phoneNumbers) {
            boolean valid = NUMBER.matcher(number).matches() && TestNumber.of(number) != TestNumber.INVALID;
            if (!anyNumber && !valid) {
                throw new ErrorResponseException(400, "invalid phone number");
            }
        }
        // Equal numbers have different ciphertexts; equal ciphertexts are equal numbers.
        if (Set.copyOf(phoneNumbers).size() < phoneNumbers.size()) {
            throw new ErrorResponseException(400, "phone numbers must be unique");
        }
        if (scheduleAt != null && validUntil != null && scheduleAt.isAfter(validUntil)) {
            throw new ErrorResponseException(400, "scheduleAt must be less than or equal to validUntil");
        }
    }

    /** The number of parts; of ciphertext and of data nobody but the phone knows it. */
    int parts() {
        return text == null || encrypted ? 1 : SegmentCount.of(text).count();
    }

    /** The text, or the data of a data message. */
    String content() {
        return text != null ? text : String.valueOf(data);
    }
}
