// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The constants of an enum as written on a command line: in lower case, with hyphens. A subclass is both the converter
 * of an option and its completion candidates. picocli creates converters from a class, so each enum needs a subclass of
 * its own.
 *
 * @param <E> the enum
 */
public abstract class Choices<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final List<E> constants;

    /**
     * Creates the choices.
     *
     * @param type the enum
     */
    protected Choices(Class<E> type) {
        constants = List.of(type.getEnumConstants());
    }

    /**
     * Returns the chosen constant.
     *
     * @param value a choice, in any case
     * @return its constant
     * @throws TypeConversionException if no constant matches
     */
    @Override
    public final E convert(String value) {
        for (E constant : constants) {
            if (name(constant).equals(value.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new TypeConversionException("'" + value + "' is not one of " + String.join(", ", this));
    }

    @Override
    public final Iterator<String> iterator() {
        return constants.stream().map(Choices::name).iterator();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
