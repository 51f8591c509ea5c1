// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
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

    private static final int MAX_PROTOCOL = 255;

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

    /** Returns the names of application protocols (ALPN), of which each has a length byte on the wire. */
    static List<String> protocols(String... names) {
        for (String name : names) {
            if (name.isEmpty() || name.length() > MAX_PROTOCOL) {
                throw new IllegalArgumentException(
                        "the name of an application protocol has 1 to 255 characters, not " + name.length());
            }
        }
        return List.of(names);
    }

    /** Returns the name for the server (SNI): none for an address, or for a host that is no name of the DNS. */
    static List<SNIServerName> serverNames(String host) {
        try {
            return HOST_NAME.matcher(host).matches() ? List.of(new SNIHostName(host)) : List.of();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
