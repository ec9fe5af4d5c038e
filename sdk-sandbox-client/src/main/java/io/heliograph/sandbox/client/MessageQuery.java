package io.heliograph.sandbox.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which messages of a sandbox are meant; each condition narrows it. Immutable and thread-safe. */
public final class MessageQuery {
    private static final MessageQuery ALL = new MessageQuery(Map.of());

    private final Map<String, String> conditions;

    private MessageQuery(Map<String, String> conditions) {
        this.conditions = conditions;
    }

    /** Every message. */
    public static MessageQuery all() {
        return ALL;
    }

    /** Messages to a number in E.164, or to the numbers that begin so: {@code +6681*}. */
    public MessageQuery to(String number) {
        return with("to", number);
    }

    /** Messages with this sender. */
    public MessageQuery from(String sender) {
        return with("from", sender);
    }

    /** Messages that this vendor has accepted. */
    public MessageQuery vendor(String name) {
        return with("vendor", name);
    }

    /** Messages with this status: {@code accepted}, {@code scheduled}, {@code sent}, {@code delivered} or {@code failed}. */
    public MessageQuery status(String status) {
        return with("state", status);
    }

    /** The message of the send with this idempotency key; only sends that are reported to the sandbox have one. */
    public MessageQuery key(String key) {
        return with("key", key);
    }

    /** Messages whose text contains this. */
    public MessageQuery text(String part) {
        return with("text", part);
    }

    /** Messages that came after the one with this {@link SandboxMessage#id}. */
    public MessageQuery after(String id) {
        return with("after", id);
    }

    private MessageQuery with(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a query's " + name + " is blank; leave it out for any");
        }
        Map<String, String> more = new TreeMap<>(conditions);
        more.put(name, value);
        return new MessageQuery(more);
    }

    /** As the query of a URL, with one more parameter. */
    String withParameter(String name, String value) {
        Map<String, String> all = new TreeMap<>(conditions);
        all.put(name, value);
        return all.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    @Override
    public String toString() {
        return "MessageQuery" + conditions.keySet();
    }
}
