// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import io.labnet.core.transport.internal.tls.FingerprintTrust;
import io.labnet.core.transport.internal.tls.KeyFiles;
import java.io.IOException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Creates the engines of clients. The files are read once, at the first connection. */
final class ClientContext {
    private final TlsClientOptions options;
    private @Nullable SSLContext context;

    ClientContext(TlsClientOptions options) {
        this.options = options;
    }

    SSLEngine engine(String host) throws IOException {
        String name = options.serverName() == null ? host : options.serverName();
        SSLEngine engine = context().createSSLEngine(name, -1);
        engine.setUseClientMode(true);
        SSLParameters parameters = Engines.parameters(engine, options.protocols());
        if (options.fingerprint() == null) {
            // Makes the trust manager of the JDK compare the name.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setServerNames(Engines.serverNames(name));
        engine.setSSLParameters(parameters);
        return engine;
    }

    private synchronized SSLContext context() throws IOException {
        SSLContext made = context;
        if (made == null) {
            TlsIdentity identity = options.identity();
            KeyManager[] keys =
                    identity == null ? new KeyManager[0] : identity.read().managers();
            TrustManager[] trust = options.fingerprint() == null
                    ? KeyFiles.trust(options.authorities())
                    : new TrustManager[] {new FingerprintTrust(options.fingerprint())};
            made = Engines.context(keys, trust);
            context = made;
        }
        return made;
    }
}
