// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import io.labnet.cli.command.FileErrors;
import io.labnet.cli.command.TlsIdentityOptions;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.tls.TlsIdentity;
import io.labnet.core.transport.tls.TlsServerOptions;
import io.labnet.core.transport.tls.TlsTransport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The TLS options of every server. */
public final class ServerTlsOptions {
    @Option(
            names = "--tls",
            description = "use TLS; without --tls-cert with a self-signed certificate, whose SHA-256 fingerprint is"
                    + " printed for the clients' option --tls-fingerprint")
    private boolean tls;

    @Option(
            names = "--tls-file",
            paramLabel = "FILE",
            description = "where to keep the self-signed certificate; its key is in FILE.key (default: labnet/tls.pem"
                    + " in the user's configuration directory)")
    private @Nullable Path file;

    @Mixin
    private final TlsIdentityOptions own = new TlsIdentityOptions();

    @Option(
            names = "--tls-client-ca",
            paramLabel = "FILE",
            description = "accept only clients that have a certificate of a CA in this PEM file")
    private @Nullable Path clientAuthorities;

    /** Creates the options; called by picocli. */
    public ServerTlsOptions() {}

    /**
     * Returns the transport to serve with. With TLS, prints the fingerprint of the certificate.
     *
     * @param plain the transport without TLS
     * @return {@code plain} unless an option requires TLS
     * @throws UsageError if the options don't fit together
     * @throws IOException if a file can't be used; the message names it and says why
     */
    Transport over(Transport plain) throws IOException {
        TlsIdentity given = own.identity();
        if (file != null && (given != null || !tls)) {
            throw new UsageError("--tls-file is for the self-signed certificate, which needs --tls and no --tls-cert");
        }
        if (clientAuthorities != null && given == null && !tls) {
            throw new UsageError("--tls-client-ca needs --tls or --tls-cert");
        }
        if (given == null && !tls) {
            return plain;
        }
        TlsIdentity identity = given == null ? selfSigned() : given;
        TlsServerOptions options = TlsServerOptions.of(identity);
        options = clientAuthorities == null ? options : options.withClientCa(clientAuthorities);
        options.checkFiles();
        System.out.println("TLS: the certificate's SHA-256 fingerprint is " + identity.fingerprint());
        return new TlsTransport(plain, options);
    }

    private TlsIdentity selfSigned() throws IOException {
        Path kept = file == null ? DevelopmentCertificate.defaultFile() : file;
        try {
            return DevelopmentCertificate.at(kept);
        } catch (IOException e) {
            throw new IOException("no certificate can be kept in " + kept + ": " + FileErrors.reason(e), e);
        }
    }
}
