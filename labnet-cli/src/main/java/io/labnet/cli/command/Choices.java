// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The constants of an enum as they are written on a command line: in lower case, with hyphens. It is both the converter of
 * an option and what can be completed there; picocli wants a class for either.
 *
 * @param <E> the enum
 */
public abstract class Choices<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final List<E> constants;

    /**
     * Makes the choices.
     *
     * @param type the enum
     */
    protected Choices(Class<E> type) {
        constants = List.of(type.getEnumConstants());
    }

    /**
     * Finds what is chosen.
     *
     * @param value a choice, in lower case or not
     * @return its constant
     * @throws TypeConversionException if there is none
     */
    @Override
    public final E convert(String value) {
        for (E constant : constants) {
            if (name(constant).equals(value.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new TypeConversionException("'" + value + "' is none of " + String.join(", ", this));
    }

    @Override
    public final Iterator<String> iterator() {
        return constants.stream().map(Choices::name).iterator();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
