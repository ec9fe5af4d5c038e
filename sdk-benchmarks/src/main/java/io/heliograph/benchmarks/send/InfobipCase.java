package io.heliograph.benchmarks.send;

import com.infobip.ApiClient;
import com.infobip.ApiException;
import com.infobip.ApiKey;
import com.infobip.BaseUrl;
import com.infobip.api.SmsApi;
import com.infobip.model.SmsDestination;
import com.infobip.model.SmsMessage;
import com.infobip.model.SmsRequest;
import com.infobip.model.SmsResponse;
import com.infobip.model.SmsTextContent;
import java.io.IOException;
import java.util.List;

/** Infobip's client, which sends with OkHttp. */
final class InfobipCase implements SendCase {
    private final SmsApi sms;

    private InfobipCase(ApiClient.Builder client) {
        sms = new SmsApi(client.build());
    }

    /** With an OkHttp client that keeps a connection for each of 64 threads. */
    static InfobipCase pooled(String base) {
        return new InfobipCase(builder(base).withHttpClient(OkHttpCases.client()));
    }

    /** As it is by default, but for the read timeout. */
    static InfobipCase byDefault(String base, int readTimeoutSeconds) {
        return new InfobipCase(builder(base).withReadTimeout(readTimeoutSeconds));
    }

    private static ApiClient.Builder builder(String base) {
        return ApiClient.forApiKey(ApiKey.from("secret")).withBaseUrl(BaseUrl.from(base));
    }

    @Override
    public void send() throws ApiException, IOException {
        SmsMessage message = new SmsMessage()
                .sender("ACME")
                .destinations(List.of(new SmsDestination().to(Texts.TO.substring(1))))
                .content(new SmsTextContent().text(Texts.text()));
        SmsResponse response =
                sms.sendSmsMessages(new SmsRequest().messages(List.of(message))).execute();
        OkHttpCases.require2xx(200, response.getMessages().get(0).getMessageId().length());
    }
}
