// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import io.labnet.core.transport.internal.tls.FingerprintTrust;
import io.labnet.core.transport.internal.tls.KeyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of TLS clients. Immutable: each {@code with} method returns a changed copy. A client always checks the
 * server: by default against the CAs of the JDK and by the host name, otherwise as set here.
 */
public final class TlsClientOptions {
    private static final TlsClientOptions DEFAULTS = new TlsClientOptions(null, null, null, null, List.of());

    private final @Nullable Path authorities;
    private final @Nullable String fingerprint;
    private final @Nullable String serverName;
    private final @Nullable TlsIdentity identity;
    private final List<String> protocols;

    private TlsClientOptions(
            @Nullable Path authorities,
            @Nullable String fingerprint,
            @Nullable String serverName,
            @Nullable TlsIdentity identity,
            List<String> protocols) {
        this.authorities = authorities;
        this.fingerprint = fingerprint;
        this.serverName = serverName;
        this.identity = identity;
        this.protocols = List.copyOf(protocols);
    }

    /**
     * Returns the default options.
     *
     * @return the CAs of the JDK, the host of the endpoint as the name, no client certificate, no application protocol
     */
    public static TlsClientOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Trusts the CAs of a file instead of those of the JDK, and instead of the certificate of
     * {@link #withFingerprint}.
     *
     * @param file a PEM file with one or more certificates; a self-signed certificate of a server is its own CA
     * @return the changed options
     */
    public TlsClientOptions withCa(Path file) {
        return new TlsClientOptions(Objects.requireNonNull(file, "file"), null, serverName, identity, protocols);
    }

    /**
     * Trusts only the certificate with this fingerprint, whoever has signed it and whatever its names are. It must not
     * have expired. The CAs of {@link #withCa} count no more.
     *
     * @param hex the SHA-256 digest: 64 hex digits, with or without colons between the pairs
     * @return the changed options
     * @throws IllegalArgumentException if it has another form
     */
    public TlsClientOptions withFingerprint(String hex) {
        FingerprintTrust checked = new FingerprintTrust(hex);
        return new TlsClientOptions(null, checked.toString(), serverName, identity, protocols);
    }

    /**
     * Sets the name that the server's certificate must have, and which is sent to the server (SNI). By default, it is
     * the host of the endpoint. A Unix socket needs a name or a fingerprint, since its path is no name.
     *
     * @param name a host name or an address
     * @return the changed options
     */
    public TlsClientOptions withServerName(String name) {
        return new TlsClientOptions(
                authorities, fingerprint, Objects.requireNonNull(name, "name"), identity, protocols);
    }

    /**
     * Sets the certificate that the client presents to servers that request one.
     *
     * @param presented the certificate and its key
     * @return the changed options
     */
    public TlsClientOptions withIdentity(TlsIdentity presented) {
        return new TlsClientOptions(
                authorities, fingerprint, serverName, Objects.requireNonNull(presented, "presented"), protocols);
    }

    /**
     * Sets the application protocols (ALPN) that the client offers.
     *
     * @param names the names, the preferred first; none to offer none
     * @return the changed options
     * @throws IllegalArgumentException if a name is empty or longer than 255 characters
     */
    public TlsClientOptions withAlpn(String... names) {
        return new TlsClientOptions(authorities, fingerprint, serverName, identity, Engines.protocols(names));
    }

    /**
     * Reads the files that a connection will need, to report one that can't be used before any connection is made.
     *
     * @throws IOException if a file can't be used; the message names it and says why
     */
    public void checkFiles() throws IOException {
        if (identity != null) {
            identity.read();
        }
        if (authorities != null) {
            KeyFiles.trust(authorities);
        }
    }

    @Nullable
    Path authorities() {
        return authorities;
    }

    @Nullable
    String fingerprint() {
        return fingerprint;
    }

    @Nullable
    String serverName() {
        return serverName;
    }

    @Nullable
    TlsIdentity identity() {
        return identity;
    }

    List<String> protocols() {
        return protocols;
    }
}
