// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads files with certificates and keys. Each exception names the file and the reason. */
public final class KeyFiles {
    /** More than any file with certificates has. */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([^-]*)-----END");

    private static final Pattern CLASS_NAME = Pattern.compile("\\b[a-z]+\\.[\\w.]+(?:Exception|Error): ");

    private KeyFiles() {}

    /**
     * Reads PEM files.
     *
     * @param chain the certificate of the key, then those of its issuers
     * @param key the key in PKCS#8, not encrypted
     */
    public static KeyMaterial pem(Path chain, Path key) throws IOException {
        List<X509Certificate> certificates = certificates(chain);
        return new KeyMaterial(pemKey(key, certificates.get(0)), certificates)
                .checked(chain.toString(), key.toString());
    }

    /** Reads a PKCS#12 file with one key. */
    public static KeyMaterial pkcs12(Path file, char[] password) throws IOException {
        byte[] bytes = read(file);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    Certificate[] certificates = store.getCertificateChain(alias);
                    if (certificates == null) {
                        throw new IOException(file + " has no certificate for its private key");
                    }
                    List<X509Certificate> chain = Stream.of(certificates)
                            .map(X509Certificate.class::cast)
                            .toList();
                    return new KeyMaterial(key, chain).checked(file.toString(), file.toString());
                }
            }
        } catch (IOException e) {
            throw e.getMessage() != null && e.getMessage().contains(file.toString())
                    ? e
                    : new IOException(file + " is not a PKCS#12 file with this password: " + reason(e), e);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " can't be read as PKCS#12: " + e.getMessage(), e);
        }
        throw new IOException(file + " has no private key");
    }

    /** Returns trust managers for the CAs in a PEM file; for the JDK's CAs if there is no file. */
    public static TrustManager[] trust(@Nullable Path authorities) throws IOException {
        try {
            KeyStore store = null;
            if (authorities != null) {
                store = KeyMaterial.emptyStore();
                for (X509Certificate authority : certificates(authorities)) {
                    store.setCertificateEntry(Integer.toString(store.size()), authority);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException("the CAs can't be used: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try (InputStream in = new ByteArrayInputStream(read(file))) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(Certificate.class::cast)
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw new IOException(file + " has no readable PEM certificates: " + reason(e), e);
        }
        throw new IOException(file + " has no PEM certificate");
    }

    private static PrivateKey pemKey(Path file, X509Certificate certificate) throws IOException {
        Matcher found = PRIVATE_KEY.matcher(new String(read(file), StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new IOException(file + " has no PEM private key");
        }
        if (!found.group(1).isEmpty()) {
            throw new IOException(file + " has a key of the form '" + found.group(1) + "PRIVATE KEY', not an"
                    + " unencrypted PKCS#8 key; convert it: openssl pkcs8 -topk8 -nocrypt -in " + file);
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(found.group(2));
        } catch (IllegalArgumentException e) {
            throw new IOException("the private key in " + file + " is not valid Base64: " + e.getMessage(), e);
        }
        String algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the key in " + file + " does not match the certificate, which has an " + algorithm + " key", e);
        }
    }

    /** Returns the message of an exception of the JDK, without the class names of its causes. */
    private static String reason(Exception e) {
        return CLASS_NAME
                .matcher(Objects.requireNonNullElse(e.getMessage(), "it is incomplete"))
                .replaceAll("");
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " may not be read", e);
        } catch (IOException e) {
            throw new IOException(file + " can't be read: " + e.getMessage(), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
        }
        return bytes;
    }
}
