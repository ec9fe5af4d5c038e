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

/** Infobip's client. */
final class InfobipCase implements SendCase {
    private final SmsApi api;

    InfobipCase(String base) {
        api = new SmsApi(ApiClient.forApiKey(ApiKey.from("secret"))
                .withBaseUrl(BaseUrl.from(base))
                .build());
    }

    @Override
    public void send() throws IOException, ApiException {
        SmsMessage message = new SmsMessage()
                .sender("ACME")
                .addDestinationsItem(new SmsDestination().to(Texts.TO.substring(1)))
                .content(new SmsTextContent().text(Texts.text()));
        SmsResponse response =
                api.sendSmsMessages(new SmsRequest().messages(List.of(message))).execute();
        OkHttpCases.require2xx(200, response.getMessages().get(0).getMessageId().length());
    }
}
