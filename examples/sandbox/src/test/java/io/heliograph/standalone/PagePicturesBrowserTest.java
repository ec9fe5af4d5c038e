package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.model.InboxMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page as the documentation shows it: {@code scripts/browser-tests -Dtest=PagePicturesBrowserTest
 * -Dpictures=$PWD/docs/images}.
 */
class PagePicturesBrowserTest extends SandboxPage {
    PagePicturesBrowserTest() {
        super(Duration.ofMillis(400));
    }

    @BeforeEach
    void fill() {
        page.light();
        Map<String, String> earlier = new LinkedHashMap<>();
        earlier.put("+447700900187", "Your table for two is booked for 19:30. See you at Luigi's!");
        earlier.put("+447700900003", "Your parcel arrives between 14:00 and 16:00.");
        earlier.put(
                "+33639980011",
                "Rappel : rendez-vous demain à 9 h 15. Répondez STOP pour ne plus recevoir de messages.");
        earlier.put("+66812345678", "Ваш код: 730164");
        earlier.put("+12025550143", "Payment of $49.90 received. Thank you!");
        earlier.forEach(this::send);
        send(ANN, "482913 is your ACME code. It is valid for 10 minutes.");
        post(at("api/replies"), "{\"vendor\":\"wavix\",\"from\":\"" + ANN + "\",\"to\":\"ACME\",\"text\":\"Thanks!\"}");
        send(
                ANN,
                "Hi Ann, your order A-118 is on its way and arrives today between 14:00 and 16:00. It’s a large parcel, "
                        + "so please have somebody at the door: https://acme.example/t/8J2K9");
        report();
    }

    /** What a sender with the SDK reports of the newest message. */
    private void report() {
        InboxMessage newest = sandbox.inbox().get(sandbox.inbox().size() - 1);
        int status = post(at("api/sends"), """
                {"send":"1","key":"order-A-118-shipped","to":"%s","route":"textingline, then wavix",
                "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","outcome":"accepted","provider":"wavix","segments":3,
                "messageId":"%s","attempts":[
                {"provider":"textingline","outcome":"rejected","code":"33002","at":"%s","milliseconds":38},
                {"provider":"wavix","outcome":"accepted","messageId":"%s","at":"%s","milliseconds":112}]}""".formatted(
                        ANN, newest.id(), newest.acceptedAt(), newest.id(), newest.acceptedAt()));
        assertThat(status).isEqualTo(204);
    }

    private String newest() {
        return "?to=%2B447700900123&message=" + sandbox.inbox().size();
    }

    @Test
    void the_phones_in_light_and_dark() {
        page.open(at(newest()));
        page.see(".detail-head .status.delivered");
        page.see(".bubble-row.current .status.delivered");
        page.picture("sandbox-page");
        page.see(".attempts .rejected", "33002");
        page.dark();
        page.picture("sandbox-page-dark");
    }

    @Test
    void the_table_and_the_faults() {
        page.open(at("?view=messages"));
        page.see(".table .status.failed");
        page.picture("sandbox-messages");
        page.press("f");
        page.see("#faults .fault");
        page.picture("sandbox-faults");
    }

    @Test
    void a_phone_of_375_pixels() {
        page.size(Chromium.PHONE);
        page.open(at("?to=%2B447700900123"));
        page.see(".bubble-row.in:last-child .status.delivered");
        page.picture("sandbox-phone");
        assertThat(page.overflow()).isEqualTo(0L);
        page.dark();
        page.open(at(newest()));
        page.see(".detail-head .status.delivered");
        page.picture("sandbox-phone-dark");
    }
}
