// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A host as it is given on a command line. An empty one is refused: systems take it for all addresses or for none. */
final class HostName implements ITypeConverter<String> {
    /** Makes the converter; picocli does. */
    HostName() {}

    @Override
    public String convert(String value) {
        if (value.isBlank()) {
            throw new TypeConversionException("a host name or address was expected, and it is empty");
        }
        return value;
    }
}
