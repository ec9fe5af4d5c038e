package io.heliograph.benchmarks.send;

import cn.hutool.http.HttpGlobalConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dromara.sms4j.api.entity.SmsResponse;
import org.dromara.sms4j.chuanglan.config.ChuangLanConfig;
import org.dromara.sms4j.chuanglan.service.ChuangLanSmsImpl;
import org.dromara.sms4j.comm.delayedTime.DelayedTime;

/** The sms4j library, with one of its vendors whose base URL can be set. */
final class Sms4jCase implements SendCase {
    private static final String TEMPLATE = "Your code is {$var}";

    private final ChuangLanSmsImpl client;

    Sms4jCase(String base) {
        this(base, 0);
    }

    /** With this value of its retry option and a second before each retry; the timeout is one of the whole JVM. */
    static Sms4jCase withTimeout(String base, int maxRetries, int timeoutMillis) {
        HttpGlobalConfig.setTimeout(timeoutMillis);
        return new Sms4jCase(base, maxRetries);
    }

    private Sms4jCase(String base, int maxRetries) {
        ChuangLanConfig config = new ChuangLanConfig();
        config.setAccessKeyId("key");
        config.setAccessKeySecret("secret");
        config.setTemplateId(TEMPLATE);
        config.setBaseUrl(base);
        config.setMsgUrl("/msg/variable/json");
        config.setMaxRetries(maxRetries);
        config.setRetryInterval(1);
        client = new ChuangLanSmsImpl(config, Runnable::run, new DelayedTime());
    }

    @Override
    public void send() throws IOException {
        SmsResponse response =
                client.sendMessage(Texts.TO.substring(1), TEMPLATE, new LinkedHashMap<>(Map.of("code", Texts.text())));
        if (!response.isSuccess()) {
            throw new NotAccepted("success is false");
        }
    }
}
