package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.money.SpendLimits;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.wavix.Wavix;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How do I send a one-time code, so that a second click isn't a second SMS, and nobody can guess the code?
 *
 * <p>The sign-in's id makes the idempotency key: whoever asks again has the same code, and no SMS is sent. {@code scripts/recipe otp}
 * runs it on a sandbox. For a real account leave out {@code baseUrl}, and set your API key and sender. With several processes the
 * codes are in your database, as hashes, and the keys in {@code heliograph-store-jdbc}; examples/spring-boot is a whole service.
 */
final class OneTimeCode {
    private static final Duration VALIDITY = Duration.ofMinutes(5);
    private static final int MAX_ATTEMPTS = 3;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final SmsClient sms;

    private record Code(String digits, Instant end, int attempts) {}

    OneTimeCode(SmsClient sms) {
        this.sms = sms;
    }

    /** Whether the person can expect the code; the same sign-in again sends nothing. */
    boolean send(String signIn, String phone) {
        Code code = codes.computeIfAbsent(
                signIn,
                id -> new Code(
                        "" + random.nextInt(100_000, 1_000_000), Instant.now().plus(VALIDITY), 0));
        SendOutcome outcome = sms.trySend(SendRequest.to(phone)
                .text(code.digits() + " is your ACME code. It is good for 5 minutes.")
                .idempotencyKey(IdempotencyKey.derive("sign-in", signIn))
                .deadline(Duration.ofSeconds(10))
                .build());
        return outcome.fold(accepted -> true, rejected -> false, unknown -> true); // it may have come: no second one
    }

    /** Whether this is the code; a right one is right once, and each wrong one counts. */
    boolean verify(String signIn, String typed) {
        Code code = codes.computeIfPresent(signIn, (id, old) -> new Code(old.digits(), old.end(), old.attempts() + 1));
        return code != null
                && code.attempts() <= MAX_ATTEMPTS
                && Instant.now().isBefore(code.end())
                && code.digits().equals(typed)
                && codes.remove(signIn, code);
    }

    static void run(Sandbox sandbox) {
        Wavix wavix = Wavix.builder()
                .apiKey("sandbox")
                .baseUrl(sandbox.baseUrl("wavix").toString())
                .from("ACME")
                .build();
        SpendLimits limits = SpendLimits.builder().perRecipientAndHour(5).build(); // nobody can flood a phone
        try (SmsClient sms = SmsClient.builder().provider(wavix).spend(limits).build()) {
            OneTimeCode codes = new OneTimeCode(sms);
            codes.send("sign-in-1", "+447700900123");
            codes.send("sign-in-1", "+447700900123"); // the button, clicked twice
            String code = sandbox.messages().awaitCode("+447700900123", Duration.ofSeconds(5));
            System.out.println("Two clicks, and the phone has "
                    + sandbox.inbox().size() + " SMS with a code of " + code.length() + " digits.");
            for (String typed : List.of("a guess", code, code)) {
                System.out.println("A person types " + (typed.equals(code) ? "the code" : typed) + ": "
                        + (codes.verify("sign-in-1", typed) ? "signed in" : "refused"));
            }
        }
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
