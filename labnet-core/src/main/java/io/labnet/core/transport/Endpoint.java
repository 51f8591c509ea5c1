// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.util.Objects;

/**
 * Where a server is to be found.
 *
 * @param host a host name or address literal; the path of a socket file for {@link UnixTransport}, any name for {@link
 *     MemoryTransport}
 * @param port the port, 0 to 65,535; 0 lets a server take a free one
 */
public record Endpoint(String host, int port) {
    /** The address of this machine that no other can reach. */
    public static final String LOOPBACK = "127.0.0.1";

    /**
     * Checks the port.
     *
     * @param host a host name or address literal
     * @param port the port, 0 to 65,535
     * @throws IllegalArgumentException if the port is none
     */
    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
        }
    }

    /**
     * Names a port of {@link #LOOPBACK}.
     *
     * @param port the port, 0 to 65,535
     * @return the endpoint
     * @throws IllegalArgumentException if the port is none
     */
    public static Endpoint loopback(int port) {
        return new Endpoint(LOOPBACK, port);
    }

    /**
     * Shows the address as it is written everywhere, such as {@code 127.0.0.1:8000} or {@code [::1]:8000}.
     *
     * @return the host, in brackets if it has colons of its own, and the port; a path alone
     */
    @Override
    public String toString() {
        if (port == 0 && (host.indexOf('/') >= 0 || host.indexOf('\\') >= 0)) {
            return host;
        }
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
