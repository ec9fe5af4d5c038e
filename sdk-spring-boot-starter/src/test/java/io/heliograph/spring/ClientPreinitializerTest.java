package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;

class ClientPreinitializerTest {
    /** By name, because Spring Boot 3.5 hasn't got it. */
    private static final String TYPE = "org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer";

    private static final ClassLoader CLASSES = ClientPreinitializerTest.class.getClassLoader();

    @Test
    void what_a_client_needs_is_loaded_beside_the_start_wherever_spring_boot_can_do_that() throws Exception {
        boolean can = ClassUtils.isPresent(TYPE, CLASSES);
        List<Object> ours = can ? found(ClassUtils.forName(TYPE, CLASSES)) : List.of();

        assertThat(ours).hasSize(can ? 1 : 0);
        for (Object value : ours) {
            preinitialize(value);
        }
    }

    /** As Spring Boot finds them. */
    private static List<Object> found(Class<?> type) {
        return SpringFactoriesLoader.forDefaultResourceLocation(CLASSES).load(type).stream()
                .filter(value -> value.getClass().getPackage() == ClientPreinitializerTest.class.getPackage())
                .map(Object.class::cast)
                .toList();
    }

    private static void preinitialize(Object value) throws ReflectiveOperationException {
        Method method = ClassUtils.forName(TYPE, CLASSES).getMethod("preinitialize");
        try {
            method.invoke(value);
        } catch (InvocationTargetException e) {
            throw new AssertionError("it doesn't go through", e.getCause());
        }
    }
}
