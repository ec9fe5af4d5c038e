package io.heliograph.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** A response body may be anything: each operation returns a result or throws a documented exception. */
class ReplyFuzzTest {
    @FuzzTest
    void androidgateway(byte[] body) {
        read("androidgateway", body);
    }

    @FuzzTest
    void nativehub(byte[] body) {
        read("nativehub", body);
    }

    @FuzzTest
    void textingline(byte[] body) {
        read("textingline", body);
    }

    @FuzzTest
    void thaibulk(byte[] body) {
        read("thaibulk", body);
    }

    @FuzzTest
    void wavix(byte[] body) {
        read("wavix", body);
        Replies.VENDOR.says(body, Replies.EXPORT);
    }

    @FuzzTest
    void template(byte[] body) {
        read("template", body);
    }

    private static void read(String provider, byte[] body) {
        Replies.VENDOR.says(body, Replies.of(provider));
        if (Limits.isDrawn(body)) {
            Replies.VENDOR.says(Limits.large(body, Limits.WATCHED), Replies.of(provider));
        }
    }
}
