// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** What the engines of both sides have in common. */
final class Engines {
    /** Older versions have known weaknesses. Set here, because the settings of a JDK may enable them. */
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /** The last label of a host name begins with a letter, which distinguishes the name from an address. */
    private static final Pattern HOST_NAME = Pattern.compile("([A-Za-z0-9_-]+\\.)*[A-Za-z][A-Za-z0-9-]*");

    private Engines() {}

    static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    static SSLParameters parameters(SSLEngine engine, List<String> protocols) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        return parameters;
    }

    static boolean isHostName(String name) {
        return HOST_NAME.matcher(name).matches();
    }
}
