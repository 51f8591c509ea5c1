// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A private key with its certificates, checked.
 *
 * @param key the private key
 * @param chain the certificate of this key, then those of its issuers
 */
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {
    private static final char[] NO_PASSWORD = {};

    /** Returns this key material if its parts fit and are valid now. The arguments name the files in messages. */
    KeyMaterial checked(String certificateFile, String keyFile) throws IOException {
        X509Certificate certificate = chain.get(0);
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            throw new IOException(
                    "the certificate in " + certificateFile + " is valid from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant() + ", not now",
                    e);
        }
        if (!fits(certificate)) {
            throw new IOException("the key in " + keyFile + " does not match the certificate in " + certificateFile);
        }
        return this;
    }

    /** Signs with the key, and verifies with the certificate. */
    private boolean fits(X509Certificate certificate) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            byte[] text = certificate.getEncoded();
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(text);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Returns key managers that present this certificate. */
    public KeyManager[] managers() {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("key", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory can hold every key", e);
        }
    }

    static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
