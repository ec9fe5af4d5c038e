package io.heliograph.otp;

import io.heliograph.message.PhoneNumber;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Who has asked for no more messages; in memory, where a real service has a table. Thread-safe. */
@Component
final class OptOuts {
    private final Set<PhoneNumber> numbers = ConcurrentHashMap.newKeySet();

    void stop(PhoneNumber number) {
        numbers.add(number);
    }

    void start(PhoneNumber number) {
        numbers.remove(number);
    }

    boolean contains(PhoneNumber number) {
        return numbers.contains(number);
    }
}
