package io.heliograph.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Whether a receiver answers at the public URL of webhooks, as far as that can be seen from here. */
public final class WebhookReachCheck implements Check {
    private static final String NAME = "webhooks";
    private static final String PATH = "/webhooks/sms/";

    private final URI publicUrl;
    private final String provider;
    private final OkHttpClient http;
    private final Dns names;

    /**
     * A check of a URL with a host.
     *
     * @param provider whose path is asked for, without a webhook
     * @param names gives the addresses of the host
     */
    public WebhookReachCheck(URI publicUrl, String provider, OkHttpClient http, Dns names) {
        this.publicUrl = publicUrl;
        this.provider = provider;
        this.http = http.newBuilder().followRedirects(false).build();
        this.names = names;
    }

    @Override
    public List<Finding> findings() {
        String host = publicUrl.getHost();
        try {
            for (InetAddress address : names.lookup(host)) {
                if (Hosts.isPrivate(address)) {
                    return List.of(Finding.fail(
                            NAME,
                            "",
                            host + " has an address of a private network, which no vendor reaches",
                            "give it a public address, or name a tunnel or proxy that has one"));
                }
            }
        } catch (UnknownHostException e) {
            return List.of(Finding.fail(NAME, "", host + " has no address", "correct the name, or add it to the DNS"));
        }
        String url = publicUrl.toString().replaceAll("/+$", "") + PATH + provider;
        try (Response response =
                http.newCall(new Request.Builder().url(url).build()).execute()) {
            return List.of(of(host, response.code()));
        } catch (SSLException e) {
            return List.of(Finding.fail(
                    NAME,
                    "",
                    "no TLS with " + host + ": " + e.getClass().getSimpleName(),
                    "install a certificate that is public and of this name, with its whole chain"));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(Finding.fail(
                    NAME,
                    "",
                    "nothing answers at " + host + ": " + e.getClass().getSimpleName(),
                    "start the receiver, and open the port in the firewall; from here it may be closed alone"));
        }
    }

    /** A request without a webhook is rejected where a receiver is, or unknown where it has another path. */
    private Finding of(String host, int status) {
        String seen = host + " answers " + status;
        return switch (status) {
            case 401, 403, 404, 405 ->
                Finding.ok(NAME, "", seen + ", as a receiver does to a request without a webhook");
            case 301, 302, 303, 307, 308 ->
                Finding.fail(NAME, "", seen + ", a redirect, which vendors don't follow", "register its target");
            case 502, 503, 504 ->
                Finding.fail(NAME, "", seen + ": the proxy is there, and no receiver behind it", "start the receiver");
            default ->
                Finding.warn(
                        NAME,
                        "",
                        seen + ", and a receiver would answer 401, 404 or 405 to a request without a webhook",
                        "see what is at " + PATH + provider + " there");
        };
    }
}
