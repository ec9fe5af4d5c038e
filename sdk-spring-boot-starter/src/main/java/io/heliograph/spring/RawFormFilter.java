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
 * Keeps the raw body of a form on a webhook's path. A filter that reads a parameter, such as Spring's for hidden methods, makes
 * the container parse the form, and the bytes under the signature would be gone. Such a request has no parameters, so that no
 * field of a vendor changes its method either.
 */
final class RawFormFilter implements Filter, Ordered {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Before all filters that read parameters; {@code OrderedHiddenHttpMethodFilter} is at -10,000. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private final PathPattern path;
    private final int maxSize;

    RawFormFilter(WebhookEndpoint endpoint) {
        path = PathPatternParser.defaultInstance.parse(endpoint.path());
        maxSize = endpoint.maxSize();
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isFormHere = request instanceof HttpServletRequest http && isForm(http) && isHere(http);
        // One byte more than the limit, by which the route sees that the body is too large.
        chain.doFilter(
                isFormHere
                        ? new RawForm(
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
    private static final class RawForm extends HttpServletRequestWrapper {
        private final byte[] body;

        RawForm(HttpServletRequest request, byte[] body) {
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
            throw new UnsupportedOperationException("the body is in memory, and is read on the calling thread");
        }
    }
}
