package io.heliograph.openapi;

import java.util.List;

class AndroidAppAnswersTest extends AndroidAnswersContract {
    private static final Document DOCUMENT = Document.androidApp();

    @Override
    Document document() {
        return DOCUMENT;
    }

    @Override
    String basePath() {
        return "";
    }

    @Override
    List<Reading> readings() {
        return new AndroidAnswers(basePath(), 0).readings();
    }
}
