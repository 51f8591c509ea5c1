// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.fernet;

import com.macasaet.fernet.Key;
import com.macasaet.fernet.Token;
import com.macasaet.fernet.Validator;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetEngine;
import io.labnet.fernet.FernetKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
 * Encrypts a message to the text of a token, and decrypts the token with a time to live: with labnet on each {@link
 * FernetEngine}, and with fernet-java8.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FernetBenchmark {
    private static final Duration TIME_TO_LIVE = Duration.ofDays(1);

    @Param({"64", "1024", "10240", "1048576"})
    private int bytes;

    private byte[] message = {};
    private String token = "";
    private final FernetKey key = FernetKey.generate();
    private final Fernet fernet = Fernet.of(key);
    private final Fernet bouncyCastle = fernet.withEngine(FernetEngine.BOUNCY_CASTLE);
    private final Key peerKey = new Key(key.text());
    private final SecureRandom random = new SecureRandom();

    private final Validator<byte[]> peerValidator = new Validator<>() {
        @Override
        public TemporalAmount getTimeToLive() {
            return TIME_TO_LIVE;
        }

        @Override
        public Function<byte[], byte[]> getTransformer() {
            return Function.identity();
        }
    };

    @Setup
    public void prepare() {
        message = new byte[bytes];
        new Random(1).nextBytes(message);
        token = fernet.encrypt(message);
    }

    @Benchmark
    public String encryptLabnet() {
        return fernet.encrypt(message);
    }

    @Benchmark
    public String encryptLabnetBouncyCastle() {
        return bouncyCastle.encrypt(message);
    }

    @Benchmark
    public byte[] decryptLabnetBouncyCastle() {
        return bouncyCastle.decrypt(token, TIME_TO_LIVE);
    }

    @Benchmark
    public String encryptFernetJava8() {
        return Token.generate(random, peerKey, message).serialise();
    }

    @Benchmark
    public byte[] decryptLabnet() {
        return fernet.decrypt(token, TIME_TO_LIVE);
    }

    @Benchmark
    public byte[] decryptFernetJava8() {
        return peerValidator.validateAndDecrypt(peerKey, Token.fromString(token));
    }
}
