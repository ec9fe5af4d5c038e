package io.heliograph.openapi;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.SendOutcome;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of a provider.
 *
 * @param name describes the call
 * @param operation runs it, and returns its result
 */
record Call(String name, Operation operation) {
    /** An operation of a provider. */
    interface Operation {
        Object at(Vendor vendor);
    }

    /** The same call to a vendor that gives one operation this response, unless another one is set. */
    Call withDefault(String text, Example answer) {
        return new Call(name, vendor -> {
            vendor.answersByDefault(text, answer);
            return operation.at(vendor);
        });
    }

    /** The requests of this call. */
    List<Exchange> requests(Document document) {
        try (Vendor vendor = new Vendor(document)) {
            operation.at(vendor);
            return vendor.requests();
        }
    }

    /** The validator's findings about the requests of these calls. */
    static List<Finding> findings(List<Call> calls, Document document) {
        List<Finding> findings = new ArrayList<>();
        for (Call call : calls) {
            for (Exchange request : call.requests(document)) {
                findings.addAll(document.findings(request, call.name()));
            }
        }
        return findings;
    }

    /** The vendor's operations that this call requests. */
    List<String> operations(Document document) {
        return requests(document).stream()
                .map(request -> document.operation(request.method(), request.path()))
                .distinct()
                .toList();
    }

    /** The result of the call, in one word, if one of its operations gets this response. */
    String outcome(Document document, String answered, Example answer) {
        try (Vendor vendor = new Vendor(document)) {
            vendor.answers(answered, answer);
            return word(operation.at(vendor));
        } catch (MessageNotFoundException e) {
            return "NOT_FOUND";
        } catch (SmsException e) {
            return e.errorType().name();
        }
    }

    private static String word(Object result) {
        if (result instanceof SendResult.Rejected refused) {
            return refused.failure().type().name();
        }
        if (result instanceof SendOutcome.Rejected rejected) {
            return rejected.errorType().name();
        }
        if (result instanceof SendResult.Unknown || result instanceof SendOutcome.Unknown) {
            return "UNCLEAR";
        }
        return result.equals(Optional.empty()) || result.equals(false) ? "NOT_THERE" : "DONE";
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    static AttemptContext attempt() {
        return new AttemptContext(soon());
    }
}
