// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.address;

import io.labnet.core.codec.Decoder;
import io.labnet.core.session.Peer;
import org.jspecify.annotations.Nullable;

/**
 * The header of the PROXY protocol, version 1 or 2. A balancer sends it at the beginning of a connection, before any
 * other byte, to name the client that it forwards. The public specification of HAProxy defines the header.
 *
 * @param client the address of the client; {@code null} if the header names none, so that the connection's own address
 *     counts: a connection of the balancer itself ({@code LOCAL}), an unknown client, or a client of a Unix socket
 */
public record ProxyHeader(@Nullable Peer client) {
    /** The largest number of bytes of a header, with its extensions: 4,096. */
    public static final int MAX_BYTES = 4096;

    /**
     * Returns a decoder of both versions. It checks the addresses and ports, and skips the extensions of version 2.
     *
     * @return a stateless decoder, which any number of conversations may share
     */
    public static Decoder<ProxyHeader> decoder() {
        return ProxyHeaderDecoder.INSTANCE;
    }
}
