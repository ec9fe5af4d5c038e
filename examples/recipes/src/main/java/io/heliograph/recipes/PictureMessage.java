package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.Message;
import io.heliograph.message.SendRequest;
import io.heliograph.routing.Plan;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.wavix.Wavix;

/**
 * How do I send a picture (MMS) by Wavix, and a link to it where there are no MMS?
 *
 * <p>Wavix has MMS to the US and Canada, from a number, with up to five files. The plan knows that without any request.
 * {@code scripts/recipe mms} runs it on a sandbox, which doesn't fetch the picture. For a real account leave out {@code baseUrl}, and
 * set your API key, your number and the public URL of your picture.
 */
final class PictureMessage {
    private static final String PICTURE = "https://example.com/parcel.jpg";

    private PictureMessage() {}

    static Message send(SmsClient sms, String phone) {
        SendRequest mms =
                SendRequest.to(phone).text("Your parcel is here").media(PICTURE).build();
        Plan plan = sms.plan(mms);
        if (!plan.providers().isEmpty()) {
            return sms.send(mms);
        }
        plan.excluded()
                .forEach(excluded -> System.out.println("No MMS by " + excluded.provider() + ": "
                        + excluded.reason().reason()));
        return sms.send(
                SendRequest.to(phone).text("Your parcel is here: " + PICTURE).build());
    }

    static void run(Sandbox sandbox) {
        Wavix wavix = Wavix.builder()
                .apiKey("sandbox")
                .baseUrl(sandbox.baseUrl("wavix").toString())
                .from("+12025550100")
                .build();
        try (SmsClient sms = SmsClient.builder().provider(wavix).build()) {
            send(sms, "+12025550123");
            send(sms, "+447700900123");
        }
        sandbox.inbox().forEach(message -> System.out.println(message.to() + " gets: " + message.text()));
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
