package io.heliograph.webhook;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A provider's settings for verifying its webhooks, and the verifier for them. Immutable and thread-safe;
 * {@code toString} shows no secret.
 *
 * @param secrets the valid secrets, the one for new URLs first; several during a rotation, or one for each phone
 * @param addresses the allowed IP addresses; empty for all
 * @param unsafeUnverified whether requests are accepted without any proof, where there are no secrets
 */
public record WebhookSecurity(List<Secret> secrets, List<String> addresses, boolean unsafeUnverified) {
    public WebhookSecurity {
        secrets = List.copyOf(secrets);
        addresses = List.copyOf(addresses);
        if (!addresses.stream().allMatch(address -> IpAddress.tryParse(address).isPresent())) {
            throw new InvalidRequestException("webhook-addresses", "has one that is no IP address");
        }
    }

    /** No settings: every request is rejected. */
    public static WebhookSecurity none() {
        return new WebhookSecurity(List.of(), List.of(), false);
    }

    /** The verifier for a vendor that signs. */
    public WebhookVerifier signed(String provider, SignatureScheme scheme) {
        return guarded(provider, new SignatureVerifier(provider, scheme, secrets, ReplayCache.MAX));
    }

    /** The verifier for a vendor that doesn't sign: a token in the URL. */
    public WebhookVerifier token(String provider) {
        return guarded(provider, new CallbackTokenVerifier(provider, secrets));
    }

    /** A new random secret of 256 bits, for a vendor that doesn't sign. */
    public static String newSecret() {
        return CallbackTokenVerifier.newSecret();
    }

    private WebhookVerifier guarded(String provider, WebhookVerifier proof) {
        return new Guarded(provider, this, proof);
    }

    /** Checks the address before the proof, and rejects everything where no secret is set. */
    private static final class Guarded implements WebhookVerifier {
        private final String provider;
        private final WebhookVerifier proof;
        private final Set<InetAddress> addresses = new HashSet<>();
        private final boolean proves;
        private final boolean unsafeUnverified;

        Guarded(String provider, WebhookSecurity security, WebhookVerifier proof) {
            this.provider = provider;
            this.proof = proof;
            security.addresses().forEach(address -> IpAddress.tryParse(address).ifPresent(addresses::add));
            proves = !security.secrets().isEmpty();
            unsafeUnverified = security.unsafeUnverified();
        }

        @Override
        public void verify(WebhookRequest request, Instant now) {
            if (!addresses.isEmpty() && !isListed(request.remoteAddress())) {
                throw new WebhookRejectedException(provider, Reason.ADDRESS);
            }
            if (proves) {
                proof.verify(request, now);
            } else if (!unsafeUnverified) {
                throw new WebhookRejectedException(provider, Reason.NOT_SET_UP);
            }
        }

        private boolean isListed(String address) {
            return IpAddress.tryParse(address).filter(addresses::contains).isPresent();
        }

        @Override
        public boolean isSetUp() {
            return proves || unsafeUnverified;
        }

        @Override
        public boolean provesContent() {
            return proves && proof.provesContent();
        }

        @Override
        public void handled(WebhookRequest request) {
            proof.handled(request);
        }

        @Override
        public void forgetAt(WebhookRequest request, Instant time) {
            proof.forgetAt(request, time);
        }

        @Override
        public void release(WebhookRequest request) {
            proof.release(request);
        }

        @Override
        public URI callbackUrl(URI plain) {
            return proves ? proof.callbackUrl(plain) : plain;
        }

        @Override
        public String toString() {
            return "WebhookVerifier[" + provider + "]";
        }
    }
}
