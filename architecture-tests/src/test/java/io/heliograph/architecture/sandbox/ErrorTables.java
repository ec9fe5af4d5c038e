package io.heliograph.architecture.sandbox;

import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** The error tables of a provider, which only its own package sees. */
public final class ErrorTables {
    private ErrorTables() {}

    /** Those of the class {@code Errors} that is named after the entry point. */
    public static List<ErrorTable> of(Class<? extends VendorClient> entry) {
        List<ErrorTable> tables = new ArrayList<>();
        try {
            for (Field field : Class.forName(entry.getName() + "Errors").getDeclaredFields()) {
                if (field.getType() == ErrorTable.class) {
                    field.setAccessible(true);
                    tables.add((ErrorTable) field.get(null));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the error tables of " + entry.getSimpleName(), e);
        }
        return tables;
    }
}
