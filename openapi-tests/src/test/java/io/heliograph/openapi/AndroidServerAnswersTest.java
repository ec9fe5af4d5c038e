package io.heliograph.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class AndroidServerAnswersTest extends AndroidAnswersContract {
    private static final Document DOCUMENT = Document.androidServer();

    @Override
    Document document() {
        return DOCUMENT;
    }

    @Override
    String basePath() {
        return "/3rdparty/v1";
    }

    @Override
    List<Reading> readings() {
        AndroidAnswers answers = new AndroidAnswers(basePath(), 1);
        List<Reading> readings = new ArrayList<>(answers.readings());
        readings.add(answers.cancellation());
        return readings;
    }

    @Override
    Map<String, Set<String>> unusual() {
        Map<String, Set<String>> unusual = new HashMap<>(super.unusual());
        unusual.put("DELETE /3rdparty/v1/messages/{id} 404", Set.of("NOT_FOUND"));
        return unusual;
    }
}
