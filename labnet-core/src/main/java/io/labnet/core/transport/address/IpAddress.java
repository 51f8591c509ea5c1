// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses IP addresses that are written as numbers. Never asks the DNS. */
final class IpAddress {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** The characters of an IPv6 address; the JDK checks the rest. */
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,41}");

    private IpAddress() {}

    static boolean isV4(String text) {
        return V4.matcher(text).matches();
    }

    /** Returns the address; {@code null} if the text is no address. An IPv6 address must have no zone. */
    static @Nullable InetAddress parse(String text) {
        if (!isV4(text) && !V6.matcher(text).matches()) {
            return null;
        }
        try {
            // A text with colons is never looked up as a name, nor are four decimal numbers.
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
