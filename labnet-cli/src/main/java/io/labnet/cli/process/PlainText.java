// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A converter for names on the command line: accepts a single line of visible text. */
public final class PlainText implements ITypeConverter<String> {
    /** Creates the converter; called by picocli. */
    public PlainText() {}

    /**
     * Checks a name.
     *
     * @param value the argument
     * @return the same text
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
