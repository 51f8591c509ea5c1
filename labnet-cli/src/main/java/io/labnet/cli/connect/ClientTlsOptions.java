// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.connect;

import io.labnet.cli.command.HostName;
import io.labnet.cli.command.TlsIdentityOptions;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.tls.TlsClientOptions;
import io.labnet.core.transport.tls.TlsIdentity;
import io.labnet.core.transport.tls.TlsTransport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The TLS options of every client. */
public final class ClientTlsOptions {
    @Option(
            names = "--tls",
            description = "use TLS; the server's certificate must be of a well-known CA, unless another TLS option says"
                    + " what to trust")
    private boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "use TLS, and trust the CAs, or the self-signed certificate, in this PEM file")
    private @Nullable Path authorities;

    @Option(
            names = "--tls-fingerprint",
            paramLabel = "HEX",
            description =
                    "use TLS, and trust only the certificate with this SHA-256 fingerprint, which labnet's servers"
                            + " print")
    private @Nullable String fingerprint;

    @Option(
            names = "--tls-name",
            paramLabel = "NAME",
            converter = HostName.class,
            description = "use TLS, and require this name in the server's certificate (default: the host)")
    private @Nullable String name;

    @Mixin
    private final TlsIdentityOptions own = new TlsIdentityOptions();

    /** Creates the options; called by picocli. */
    public ClientTlsOptions() {}

    /**
     * Returns the transport to connect with.
     *
     * @param plain the transport without TLS
     * @return {@code plain} unless an option requires TLS
     * @throws UsageError if the options don't fit together, or the fingerprint is malformed
     * @throws Failure if a file can't be used
     */
    public Transport over(Transport plain) throws Failure {
        TlsIdentity identity = own.identity();
        if (!tls && authorities == null && fingerprint == null && name == null && identity == null) {
            return plain;
        }
        if (fingerprint != null && (authorities != null || name != null)) {
            throw new UsageError("--tls-fingerprint says all about the certificate: omit --tls-ca and --tls-name");
        }
        TlsClientOptions options = pinned();
        options = authorities == null ? options : options.withCa(authorities);
        options = name == null ? options : options.withServerName(name);
        options = identity == null ? options : options.withIdentity(identity);
        try {
            options.checkFiles();
        } catch (IOException e) {
            throw new Failure("cannot use TLS: " + e.getMessage(), e);
        }
        return new TlsTransport(plain, options);
    }

    private TlsClientOptions pinned() {
        TlsClientOptions options = TlsClientOptions.defaults();
        try {
            return fingerprint == null ? options : options.withFingerprint(fingerprint);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--tls-fingerprint: " + e.getMessage());
        }
    }
}
