package io.heliograph.testkit;

import java.util.ArrayList;
import java.util.List;

/** Texts of proxies, databases and gateways in a 408 or a 5xx that look like vendors' rejections. */
final class ServerErrors {
    /** Each is a real text of an intermediate server, or is modelled on one; the vendor may have the message. */
    private static final List<String> PHRASES = List.of(
            "failure to get a peer from the ring-balancer",
            "no healthy upstream in the load balancer",
            "could not update balance after send",
            "insufficient balance check failed: timeout",
            "upstream carrier: rate limit exceeded, delivery unknown",
            "rate limit exceeded for upstream worker",
            "could not open connection to DNC service",
            "do not call registry: connection reset by peer",
            "do not contact list unavailable",
            "internal error, ref 01J8ZDNC7K",
            "the upstream took too long to respond",
            "request took too long: statement timeout",
            "gateway rejected the response",
            "Gateway rejected: upstream response timed out",
            "timed out after 10 sms per second queue",
            "pipeline processing failed",
            "too many connections for role sms",
            "deadlock detected while the recipient was marked unsubscribed",
            "could not write to table opted_out: disk full",
            "duplicate key value violates unique constraint messages_pkey",
            "idempotency violation in worker 3: lock wait timeout",
            "upstream sent invalid header while reading: phone number",
            "invalid phone number format in log shipper",
            "connection to billing service lost: insufficient credit state",
            "account is not active on replica 2",
            "content filtering service unavailable",
            "destination blocked by egress policy of the mesh",
            "spam message queue is full",
            "callback url dispatcher crashed",
            "daily quota of the log store reached",
            "queue limits exceeded");

    private ServerErrors() {}

    /** These texts, and the texts of a vendor's own rejections, alone and inside the text of an intermediate server. */
    static List<String> with(List<String> texts) {
        List<String> all = new ArrayList<>(PHRASES);
        for (String text : texts) {
            all.add(text);
            all.add("Internal error after send: " + text + ", upstream said so (request 01J8ZDNC7K)");
        }
        return all;
    }
}
