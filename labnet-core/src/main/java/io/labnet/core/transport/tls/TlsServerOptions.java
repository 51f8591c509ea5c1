// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import io.labnet.core.transport.internal.tls.KeyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of TLS servers. Immutable: each {@code with} method returns a changed copy. TLS 1.2 and 1.3 are
 * accepted, with the cipher suites of the JDK.
 */
public final class TlsServerOptions {
    private final TlsIdentity identity;
    private final @Nullable Path clientAuthorities;
    private final boolean clientOptional;
    private final List<String> protocols;

    private TlsServerOptions(
            TlsIdentity identity, @Nullable Path clientAuthorities, boolean clientOptional, List<String> protocols) {
        this.identity = Objects.requireNonNull(identity, "identity");
        this.clientAuthorities = clientAuthorities;
        this.clientOptional = clientOptional;
        this.protocols = List.copyOf(protocols);
    }

    /**
     * Returns options that request no certificate of clients.
     *
     * @param identity the server's certificate and key
     * @return the options
     */
    public static TlsServerOptions of(TlsIdentity identity) {
        return new TlsServerOptions(identity, null, false, List.of());
    }

    /**
     * Requires a certificate of each client.
     *
     * @param authorities a PEM file with the CAs that may have signed it
     * @return the changed options
     */
    public TlsServerOptions withClientCa(Path authorities) {
        return new TlsServerOptions(identity, Objects.requireNonNull(authorities, "authorities"), false, protocols);
    }

    /**
     * Requests a certificate of each client, and accepts clients that have none. A certificate that another CA has
     * signed is refused.
     *
     * @param authorities a PEM file with the CAs that may have signed it
     * @return the changed options
     */
    public TlsServerOptions withOptionalClientCa(Path authorities) {
        return new TlsServerOptions(identity, Objects.requireNonNull(authorities, "authorities"), true, protocols);
    }

    /**
     * Sets the application protocols (ALPN). A client that offers only others is refused.
     *
     * @param names the names, the preferred first; none to ignore what clients offer
     * @return the changed options
     * @throws IllegalArgumentException if a name is empty or longer than 255 characters
     */
    public TlsServerOptions withAlpn(String... names) {
        return new TlsServerOptions(identity, clientAuthorities, clientOptional, Engines.protocols(names));
    }

    /**
     * Reads the files that a server will need, to report one that can't be used before the server is started.
     *
     * @throws IOException if a file can't be used; the message names it and says why
     */
    public void checkFiles() throws IOException {
        identity.read();
        if (clientAuthorities != null) {
            KeyFiles.trust(clientAuthorities);
        }
    }

    TlsIdentity identity() {
        return identity;
    }

    @Nullable
    Path clientAuthorities() {
        return clientAuthorities;
    }

    boolean clientOptional() {
        return clientOptional;
    }

    List<String> protocols() {
        return protocols;
    }
}
