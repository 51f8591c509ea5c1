// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.cli.process.PlainText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Accepts a host name or an address, and no other part of a URL. */
public final class HostName implements ITypeConverter<String> {
    private final PlainText text = new PlainText();

    /** Creates the converter; called by picocli. */
    public HostName() {}

    /** Refuses parts of URLs without quoting them, since they may contain a password. */
    @Override
    public String convert(String value) {
        if (value.contains("@") || value.contains("/")) {
            throw new TypeConversionException("a host is a name or an address, without user, scheme and path");
        }
        return text.convert(value);
    }
}
