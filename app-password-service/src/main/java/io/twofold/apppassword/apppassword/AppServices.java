package io.twofold.apppassword.apppassword;

import jakarta.persistence.AttributeConverter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services of a password as one text column: they are read with it and never searched for. */
class AppServices implements AttributeConverter<Set<AppService>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Set<AppService> services) {
        return services == null ? null : AppService.column(services);
    }

    @Override
    public @Nullable Set<AppService> convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : AppService.ofColumn(column);
    }
}
