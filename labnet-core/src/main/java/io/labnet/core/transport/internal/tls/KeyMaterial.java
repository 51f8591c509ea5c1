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
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
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
    private static final String RSASSA_PSS = "RSASSA-PSS";
    private static final PSSParameterSpec PSS_PARAMETERS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

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
        try {
            byte[] text = certificate.getEncoded();
            Signature signing = signature();
            signing.initSign(key);
            signing.update(text);
            Signature verifying = signature();
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(text);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Signature signature() throws GeneralSecurityException {
        String algorithm = key.getAlgorithm();
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        if (algorithm.equals(RSASSA_PSS)) {
            // A key may prescribe its parameters; otherwise, those that TLS uses with SHA-256.
            AlgorithmParameterSpec own = key instanceof RSAKey rsa ? rsa.getParams() : null;
            signature.setParameter(own == null ? PSS_PARAMETERS : own);
        }
        return signature;
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
