// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the one certificate that has a given SHA-256 fingerprint, whoever has signed it and whatever its names are.
 * The certificate must not have expired.
 */
public final class FingerprintTrust extends X509ExtendedTrustManager {
    private static final int DIGEST_BYTES = 32;
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    private final byte[] expected;

    /** A certificate with another fingerprint. */
    static final class Mismatch extends CertificateException {
        private static final long serialVersionUID = 1;

        Mismatch(String message) {
            super(message);
        }
    }

    /**
     * Parses a fingerprint.
     *
     * @param hex 64 hex digits, with or without colons between the pairs, in any case
     * @throws IllegalArgumentException if it is anything else
     */
    public FingerprintTrust(String hex) {
        String digits = hex.replace(":", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + 2 * DIGEST_BYTES + "}")) {
            throw new IllegalArgumentException(
                    "a SHA-256 fingerprint has " + 2 * DIGEST_BYTES + " hex digits, not \"" + hex + "\"");
        }
        expected = HexFormat.of().parseHex(digits);
    }

    /** Returns the SHA-256 fingerprint of a certificate as pairs of hex digits with colons. */
    public static String of(X509Certificate certificate) throws CertificateException {
        return HEX.formatHex(digest(certificate));
    }

    private static byte[] digest(X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the expected fingerprint as pairs of hex digits with colons. */
    @Override
    public String toString() {
        return HEX.formatHex(expected);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        X509Certificate certificate = chain[0];
        if (!MessageDigest.isEqual(digest(certificate), expected)) {
            throw new Mismatch("has the fingerprint " + of(certificate) + ", not the expected " + this);
        }
        certificate.checkValidity();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
