package io.heliograph.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Keeps the raw body of a form that comes to a webhook's path. Whoever asks for a parameter, as Spring's filter for hidden
 * methods does, lets the container read the form, and what its signature is over would be gone. Such a request has no
 * parameters, so that no field of a vendor's changes its method either.
 */
final class RawFormFilter implements Filter, Ordered {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Before all that ask for parameters; {@code OrderedHiddenHttpMethodFilter} is at -10,000. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private final PathPattern path;
    private final int maxSize;

    RawFormFilter(WebhookEndpoint door) {
        path = PathPatternParser.defaultInstance.parse(door.path());
        maxSize = door.maxSize();
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean keeps = request instanceof HttpServletRequest http && isForm(http) && isHere(http);
        // One byte more than is taken, by which the route sees that it is too large
        chain.doFilter(
                keeps
                        ? new Kept(
                                (HttpServletRequest) request,
                                request.getInputStream().readNBytes(maxSize + 1))
                        : request,
                response);
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    private boolean isHere(HttpServletRequest request) {
        return path.matches(ServletRequestPathUtils.parseAndCache(request).pathWithinApplication());
    }

    /** A request whose body can still be read, and that has no parameters. */
    private static final class Kept extends HttpServletRequestWrapper {
        private final byte[] body;

        Kept(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Body(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("this body is there already, and is read in the calling thread");
        }
    }
}
