// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.cli.process.PlainText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A host as it is given on a command line: its name or its address, nothing else of a URL. */
final class HostName implements ITypeConverter<String> {
    private final PlainText text = new PlainText();

    HostName() {}

    /** Refuses parts of URLs without repeating them, since there may be a password among them. */
    @Override
    public String convert(String value) {
        if (value.contains("@") || value.contains("/")) {
            throw new TypeConversionException("a host is a name or an address, without user, scheme and path");
        }
        return text.convert(value);
    }
}
