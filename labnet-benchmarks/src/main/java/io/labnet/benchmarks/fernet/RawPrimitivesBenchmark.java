// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.fernet;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A lower bound for Fernet on this JDK: AES-CBC and SHA-256 over the bytes of a token, without Base64, padding and a
 * clock. Encrypting or decrypting a token takes at least the time of AES-CBC plus the time of SHA-256.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RawPrimitivesBenchmark {
    private static final int BLOCK = 16;
    private static final int HEADER = 25;

    @Param({"64", "1024", "10240", "1048576"})
    private int bytes;

    private byte[] input = {};
    private byte[] output = {};
    private byte[] signed = {};
    private final SecretKeySpec key = new SecretKeySpec(new byte[BLOCK], "AES");
    private final IvParameterSpec iv = new IvParameterSpec(new byte[BLOCK]);
    private final Cipher encrypt;
    private final Cipher decrypt;
    private final MessageDigest sha256;

    public RawPrimitivesBenchmark() {
        try {
            encrypt = Cipher.getInstance("AES/CBC/NoPadding");
            decrypt = Cipher.getInstance("AES/CBC/NoPadding");
            encrypt.init(Cipher.ENCRYPT_MODE, key, iv);
            decrypt.init(Cipher.DECRYPT_MODE, key, iv);
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Setup
    public void prepare() {
        int padded = (bytes / BLOCK + 1) * BLOCK;
        input = new byte[padded];
        output = new byte[padded];
        signed = new byte[HEADER + padded];
    }

    @Benchmark
    public int aesCbcEncrypt() throws GeneralSecurityException {
        return encrypt.doFinal(input, 0, input.length, output, 0);
    }

    @Benchmark
    public int aesCbcDecrypt() throws GeneralSecurityException {
        return decrypt.doFinal(input, 0, input.length, output, 0);
    }

    @Benchmark
    public byte[] sha256() {
        return sha256.digest(signed);
    }
}
