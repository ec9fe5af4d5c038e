package io.heliograph.cli.process;

import java.lang.reflect.Proxy;

/**
 * What a signal does while the JVM is shutting down because of the first one; the JVM itself ignores it. By reflection, because the
 * only class for it, in {@code jdk.unsupported}, may be missing: then a second signal does nothing.
 */
final class SecondSignal {
    private SecondSignal() {}

    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    SecondSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                Object known = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, known, ours);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            Logging.unexpected(e);
        }
    }
}
