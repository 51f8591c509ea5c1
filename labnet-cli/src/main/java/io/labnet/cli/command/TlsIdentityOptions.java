// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.tls.TlsIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --tls-cert} and {@code --tls-key} of every server and client. */
public final class TlsIdentityOptions {
    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "use TLS, and present this certificate, which clients do only if the server asks for one: a"
                    + " PEM file, with those of its issuers after it; servers read it again when it changes")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "the key of --tls-cert: a PEM file with an unencrypted PKCS#8 key")
    private @Nullable Path key;

    /** Creates the options; called by picocli. */
    public TlsIdentityOptions() {}

    /**
     * Returns the certificate and its key. Does not read the files.
     *
     * @return the identity; {@code null} if there is none
     * @throws UsageError if there is only one of both options
     */
    public @Nullable TlsIdentity identity() {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new UsageError("--tls-cert and --tls-key are needed together");
        }
        return TlsIdentity.pem(certificate, key);
    }
}
