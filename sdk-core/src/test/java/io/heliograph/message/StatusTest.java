package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatusTest {
    @Test
    void the_final_statuses_are_these() {
        assertThat(Arrays.stream(Status.values()).filter(Status::isFinal))
                .extracting(Status::name)
                .containsExactlyInAnyOrder(
                        "DELIVERED", "UNDELIVERED", "FAILED", "REJECTED", "EXPIRED", "CANCELLED", "UNCONFIRMED");
    }

    @Test
    void the_statuses_that_are_not_final_are_these() {
        assertThat(Arrays.stream(Status.values()).filter(status -> !status.isFinal()))
                .extracting(Status::name)
                .containsExactlyInAnyOrder("SCHEDULED", "QUEUED", "SUBMITTED", "SENT", "CANCELLING", "UNKNOWN");
    }

    @Test
    void the_failures_are_these() {
        assertThat(Arrays.stream(Status.values()).filter(Status::isFailure))
                .extracting(Status::name)
                .containsExactlyInAnyOrder("UNDELIVERED", "FAILED", "REJECTED", "EXPIRED", "CANCELLED");
    }
}
