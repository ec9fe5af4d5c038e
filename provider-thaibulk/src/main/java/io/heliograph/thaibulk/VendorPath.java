package io.heliograph.thaibulk;

import io.heliograph.http.Http;
import io.heliograph.http.Target;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import java.util.List;

/** A path below the base URL that the vendor's page has lost, so that it is a setting. Immutable and thread-safe. */
final class VendorPath {
    private static final String ID = "{uuid}";

    private final List<String> before;
    private final List<String> behind;

    private VendorPath(List<String> before, List<String> behind) {
        this.before = before;
        this.behind = behind;
    }

    /**
     * Reads a path.
     *
     * @throws InvalidRequestException naming the setting
     */
    static VendorPath of(LostPath lost, String text) {
        String path = text.strip();
        List<String> segments = path.startsWith("/") ? List.of(path.substring(1).split("/", -1)) : List.of();
        boolean plain = segments.stream().allMatch(VendorPath::isPlain);
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
        int id = segments.indexOf(ID);
        return id < 0
                ? new VendorPath(segments, List.of())
                : new VendorPath(segments.subList(0, id), segments.subList(id + 1, segments.size()));
    }

    private static boolean isPlain(String segment) {
        boolean climbs = segment.equals(".") || segment.equals("..");
        return segment.equals(ID) || (!climbs && segment.matches("[A-Za-z0-9._~-]+"));
    }

    /** The place of a path without an id. */
    Target in(Http http) {
        return http.target(before.toArray(String[]::new));
    }

    /**
     * The place for one message.
     *
     * @throws InvalidRequestException if the id can't stand in a path
     */
    Target in(Http http, MessageId id) {
        Target target = in(http).child(id.value());
        for (String segment : behind) {
            target = target.child(segment);
        }
        return target;
    }
}
