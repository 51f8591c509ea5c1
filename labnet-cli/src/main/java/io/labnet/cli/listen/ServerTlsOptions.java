// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.tls.TlsIdentity;
import io.labnet.core.transport.tls.TlsServerOptions;
import io.labnet.core.transport.tls.TlsTransport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "use TLS with this certificate: a PEM file, with those of its issuers after it; read again"
                    + " when it changes")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "the key of --tls-cert: a PEM file with an unencrypted PKCS#8 key")
    private @Nullable Path key;

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
        if ((certificate == null) != (key == null)) {
            throw new UsageError("--tls-cert and --tls-key are needed together");
        }
        if (certificate != null && file != null) {
            throw new UsageError("--tls-file is for the self-signed certificate, not for --tls-cert");
        }
        if (!tls && certificate == null && (file != null || clientAuthorities != null)) {
            throw new UsageError("--tls-file and --tls-client-ca need --tls or --tls-cert");
        }
        if (!tls && certificate == null) {
            return plain;
        }
        TlsIdentity identity = identity();
        System.out.println("TLS: the certificate's SHA-256 fingerprint is " + identity.fingerprint());
        TlsServerOptions options = TlsServerOptions.of(identity);
        return new TlsTransport(plain, clientAuthorities == null ? options : options.withClientCa(clientAuthorities));
    }

    private TlsIdentity identity() throws IOException {
        if (certificate != null && key != null) {
            return TlsIdentity.pem(certificate, key);
        }
        Path kept = file == null ? DevelopmentCertificate.defaultFile() : file;
        try {
            return DevelopmentCertificate.at(kept);
        } catch (IOException e) {
            throw new IOException("no certificate can be kept in " + kept + ": " + FileErrors.reason(e), e);
        }
    }
}
