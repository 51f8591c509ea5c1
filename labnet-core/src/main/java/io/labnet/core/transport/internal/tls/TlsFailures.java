// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.rule.ForeignInput;
import java.nio.ByteBuffer;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in one line why TLS failed. The exceptions of the JDK are hard to read, so known ones are rewritten. */
final class TlsFailures {
    private static final int MAX_CHARS = 300;
    private static final int MAX_BYTES = 16;
    private static final String VERSIONS = "no common TLS version: this side accepts TLS 1.2 and 1.3";
    private static final String ALERT = "Received fatal alert: ";

    /** What the alerts of a peer mean, where their names don't say it. */
    private static final Map<String, String> ALERTS = Map.of(
            "certificate_unknown", "the peer does not trust this side's certificate",
            "unknown_ca", "the peer does not trust this side's certificate: it does not know the CA",
            "bad_certificate", "the peer does not accept this side's certificate, or wants one",
            "certificate_expired", "the peer says that this side's certificate has expired",
            "certificate_required", "the server requires a client certificate",
            "protocol_version", "no common TLS version",
            "handshake_failure", "the peer found no common cipher suite, or requires a client certificate",
            "no_application_protocol", "no common application protocol (ALPN)",
            "unrecognized_name", "the server does not know the name that it was asked for");

    private TlsFailures() {}

    /** Returns an exception with a readable message, caused by the original one. */
    static SSLException explained(SSLException found, boolean client) {
        SSLException readable = new SSLException(text(found, client));
        readable.initCause(found);
        return readable;
    }

    private static String text(SSLException found, boolean client) {
        String other = client ? "the server" : "the client";
        for (Throwable cause = found; cause != null; cause = cause.getCause()) {
            String known = known(cause, other);
            if (known != null) {
                return known;
            }
        }
        return "TLS failed: " + EscapedText.of(String.valueOf(found.getMessage()), MAX_CHARS);
    }

    private static @Nullable String known(Throwable cause, String other) {
        String message = EscapedText.of(String.valueOf(cause.getMessage()), MAX_CHARS);
        String certificate = other + "'s certificate ";
        if (cause instanceof CertificateExpiredException) {
            return certificate + "has expired: " + message;
        } else if (cause instanceof CertificateNotYetValidException) {
            return certificate + "is not valid yet: " + message;
        } else if (cause instanceof CertPathBuilderException) {
            return certificate + "is not trusted: it is signed by no trusted CA";
        } else if (cause instanceof FingerprintTrust.Mismatch) {
            return certificate + message;
        } else if (cause instanceof CertPathValidatorException && cause.getCause() == null) {
            return certificate + "is not trusted: " + message;
        } else if (cause instanceof CertificateException && message.startsWith("No ")) {
            return certificate + "has another name: " + message;
        }
        int alert = message.indexOf(ALERT);
        if (alert >= 0) {
            String name = message.substring(alert + ALERT.length()).toLowerCase(Locale.ROOT);
            return ALERTS.getOrDefault(name, "the peer ended TLS") + " (alert " + name + ")";
        } else if (message.contains("protocol version") || message.contains("is not enabled or supported")) {
            return VERSIONS + " (" + message + ")";
        } else if (message.contains("Empty client certificate chain")) {
            return "the client sent no certificate, but this server requires one";
        }
        return null;
    }

    /** Says that the connection ended too early. Many servers without TLS just close it when a client begins TLS. */
    static String insideHandshake(boolean client) {
        return "the connection ended inside the TLS handshake"
                + (client ? ", often because the server does not use TLS" : "");
    }

    /** Describes a first byte that begins no TLS record. */
    static String notTls(ByteBuffer first, boolean client) {
        String likely = ForeignInput.cause(first);
        String what = client
                ? "the server does not use TLS on this port: it sent " + EscapedText.ofBytes(first, MAX_BYTES)
                : "the client does not use TLS, which this port requires";
        return what + (likely == null ? "" : "; it looks like " + likely);
    }
}
