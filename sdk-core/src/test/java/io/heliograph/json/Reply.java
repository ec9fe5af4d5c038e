package io.heliograph.json;

import com.squareup.moshi.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vendor's answer with a field of every kind. */
final class Reply {
    static final JsonBinding<Reply> BINDING = JsonBinding.of(Reply.class);

    @Nullable
    String id;

    @Nullable
    Integer count;

    @Nullable
    Boolean ok;

    @Nullable
    BigDecimal price;

    @Json(name = "error_code")
    @Nullable
    String errorCode;

    @Nullable
    Inner inner;

    @Nullable
    List<@Nullable Inner> items;

    @Nullable
    List<@Nullable String> tags;

    /** An object below the first level, which may hold itself. */
    static final class Inner {
        @Nullable
        String name;

        @Nullable
        Inner inner;

        @Nullable
        List<@Nullable String> notes;
    }
}
