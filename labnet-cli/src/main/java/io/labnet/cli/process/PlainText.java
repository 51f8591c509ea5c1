// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A name as it is given on a command line: it can be seen, and is a single line. */
public final class PlainText implements ITypeConverter<String> {
    /** Makes the converter; picocli does. */
    public PlainText() {}

    /**
     * Checks a name.
     *
     * @param value what was given
     * @return the same
     * @throws TypeConversionException if it is blank or has a control character
     */
    @Override
    public String convert(String value) {
        if (value.isBlank()) {
            throw new TypeConversionException("'" + value + "' is empty");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new TypeConversionException("'" + value + "' has a control character");
        }
        return value;
    }
}
