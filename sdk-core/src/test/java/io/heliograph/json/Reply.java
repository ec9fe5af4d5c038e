package io.heliograph.json;

import com.squareup.moshi.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vendor's response with a field of every type. */
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

    /** A nested object, which may contain objects of its own type. */
    static final class Inner {
        @Nullable
        String name;

        @Nullable
        Inner inner;

        @Nullable
        List<@Nullable String> notes;
    }
}
