package io.heliograph.otp;

import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Listens to the vendors' webhook events, which were verified before. If it throws, the vendor retries. Thread-safe.
 */
@Component
final class VendorEvents {
    private static final Logger LOG = LoggerFactory.getLogger(VendorEvents.class);

    @EventListener
    void on(SmsEvent event) {
        if (event instanceof StatusChanged changed) {
            // The client's tracker has it already, and puts late and repeated reports in order.
            LOG.info(
                    "{} says {} of message {}",
                    changed.provider(),
                    changed.status(),
                    changed.id().value());
        } else if (event instanceof MessageReceived received) {
            // STOP and START are on the client's suppression list already.
            LOG.info("a message came in by {}: {}", received.provider(), received.keyword());
        }
    }
}
