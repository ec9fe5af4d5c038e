package io.heliograph.webhook;

import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRejected.Reason;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a provider's settings say of its webhooks, and the check that follows from them. Immutable and thread-safe;
 * {@code toString} shows no secret.
 *
 * @param secrets all that are good now, the one for new URLs first; several while one is replaced, or one for each phone
 * @param addresses who may send; empty for everybody
 * @param unsafeUnverified whether requests are taken without any proof
 */
public record WebhookSecurity(List<Secret> secrets, List<String> addresses, boolean unsafeUnverified) {
    public WebhookSecurity {
        secrets = List.copyOf(secrets);
        addresses = addresses.stream().map(its -> its.toLowerCase(Locale.ROOT)).toList();
    }

    /** Nothing is set: every request is rejected. */
    public static WebhookSecurity none() {
        return new WebhookSecurity(List.of(), List.of(), false);
    }

    /** The check for a vendor that signs. */
    public WebhookCheck signed(String provider, SignatureScheme scheme) {
        return guarded(provider, new SignatureCheck(provider, scheme, secrets, SeenRequests.MOST));
    }

    /** The check for a vendor that doesn't sign: a token in the URL. */
    public WebhookCheck token(String provider) {
        return guarded(provider, new CallbackToken(provider, secrets));
    }

    private WebhookCheck guarded(String provider, WebhookCheck proof) {
        return new Guarded(provider, this, proof);
    }

    /** Looks at the address before the proof, and rejects everything where there is nothing to prove it by. */
    private record Guarded(String provider, WebhookSecurity security, WebhookCheck proof) implements WebhookCheck {
        @Override
        public void verify(WebhookRequest request, Instant now) {
            String from = request.remoteAddress().toLowerCase(Locale.ROOT);
            if (!security.addresses().isEmpty() && !security.addresses().contains(from)) {
                throw new WebhookRejected(provider, Reason.ADDRESS);
            }
            if (!security.secrets().isEmpty()) {
                proof.verify(request, now);
            } else if (!security.unsafeUnverified()) {
                throw new WebhookRejected(provider, Reason.NOT_SET_UP);
            }
        }

        @Override
        public boolean isSetUp() {
            return !security.secrets().isEmpty() || security.unsafeUnverified();
        }

        @Override
        public boolean provesContent() {
            return !security.secrets().isEmpty() && proof.provesContent();
        }

        @Override
        public void forget(WebhookRequest request) {
            proof.forget(request);
        }

        @Override
        public URI callbackUrl(URI plain) {
            return security.secrets().isEmpty() ? plain : proof.callbackUrl(plain);
        }

        @Override
        public String toString() {
            return "WebhookCheck[" + provider + "]";
        }
    }
}
