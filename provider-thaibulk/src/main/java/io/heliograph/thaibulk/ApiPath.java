package io.heliograph.thaibulk;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A path below the base URL that the vendor's page lacks, so that it is a setting. Immutable and thread-safe. */
final class ApiPath {
    private static final String ID = "{uuid}";

    private final AssumedPath lost;
    private final List<String> segments;

    private ApiPath(AssumedPath lost, List<String> segments) {
        this.lost = lost;
        this.segments = segments;
    }

    /**
     * Parses a path.
     *
     * @throws InvalidRequestException naming the setting
     */
    static ApiPath of(AssumedPath lost, String text) {
        String path = text.strip();
        List<String> segments = path.startsWith("/") ? List.of(path.substring(1).split("/", -1)) : List.of();
        boolean plain = segments.stream().allMatch(ApiPath::isPlain);
        if (segments.isEmpty() || !plain) {
            throw new InvalidRequestException(
                    lost.setting(),
                    "isn't a path below base-url; it must be like " + lost.likely()
                            + ", of letters, digits, dashes, dots and underscores");
        }
        long wanted = lost.likely().contains(ID) ? 1 : 0;
        if (segments.stream().filter(ID::equals).count() != wanted) {
            throw new InvalidRequestException(
                    lost.setting(),
                    "must hold " + ID + (wanted == 1 ? " once" : " nowhere") + ", as in " + lost.likely());
        }
        return new ApiPath(lost, segments);
    }

    private static boolean isPlain(String segment) {
        boolean climbs = segment.equals(".") || segment.equals("..");
        return segment.equals(ID) || (!climbs && segment.matches("[A-Za-z0-9._~-]+"));
    }

    /** The target of a path without an id. */
    ResourcePath in(VendorApi api) {
        return api.target(segments.toArray(String[]::new));
    }

    /**
     * The target for one message.
     *
     * @throws InvalidRequestException if the id isn't valid in a path
     */
    ResourcePath in(VendorApi api, MessageId id) {
        ResourcePath target = api.target();
        for (String segment : segments) {
            target = target.child(segment.equals(ID) ? id.value() : segment);
        }
        return target;
    }

    /** Whether the path doesn't exist. */
    static boolean isMissing(HttpResponse response) {
        return response.status() == 404 || response.status() == 405;
    }

    /**
     * Reads the response from this path.
     *
     * @throws SmsException if it isn't a 2xx, or can't be read
     */
    <T> T read(VendorApi api, HttpResponse response, Function<String, @Nullable T> reader) {
        if (!response.is2xx()) {
            throw refused(api, response);
        }
        T document = reader.apply(response.body());
        if (document == null) {
            throw unreadable(response);
        }
        return document;
    }

    /** The exception for a response that isn't a 2xx; a path that doesn't exist mostly means that the guess is wrong. */
    SmsException refused(VendorApi api, HttpResponse response) {
        return isMissing(response)
                ? wrong("nothing is there (HTTP " + response.status() + ")")
                : api.exception(response);
    }

    /** The exception for a 2xx that can't be read. */
    SmsException unreadable(HttpResponse response) {
        return wrong("the answer can't be read (HTTP " + response.status() + ")");
    }

    private SmsException wrong(String what) {
        String advice = "; is heliograph.providers.thaibulk." + lost.setting() + " the vendor's path?";
        return SmsException.of(Failure.of(ErrorType.CONFIGURATION, what + advice), List.of());
    }
}
