// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.transport.address.AddressSet;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A converter that accepts addresses and networks that are separated by commas. */
public final class Addresses implements ITypeConverter<AddressSet> {
    /** Creates the converter; called by picocli. */
    public Addresses() {}

    @Override
    public AddressSet convert(String value) {
        try {
            return AddressSet.of(List.of(value.split(",", -1)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
