// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks what still works without Bouncy Castle, in a separate JVM. */
class WithoutBouncyCastleTest {
    private static final String MISSING =
            "Bouncy Castle (org.bouncycastle:bcprov-jdk18on) is missing or older than 1.74";

    /** Runs in the JVM without Bouncy Castle. */
    static final class Program {
        public static void main(String[] args) throws Exception {
            FernetKey key = FernetKey.generate();
            Fernet fernet = Fernet.of(key, FernetKey.generate());
            String token = fernet.rotate(fernet.encryptText("hello")).text();
            System.out.println(fernet.lenient().open(token + "\n").text());
            try {
                fernet.withEngine(FernetEngine.BOUNCY_CASTLE);
            } catch (IllegalStateException missing) {
                System.out.println(missing.getMessage());
            }
            KeyDerivation derivation =
                    KeyDerivation.parse(KeyDerivation.argon2id().text());
            try {
                derivation.key(new char[] {'a'});
            } catch (IllegalStateException missing) {
                System.out.println(missing.getMessage());
            }
            try {
                Class.forName("org.bouncycastle.crypto.engines.AESEngine");
            } catch (ClassNotFoundException missing) {
                System.out.println("not found: " + missing.getMessage());
            }
        }
    }

    /** Runs in the JVM whose Bouncy Castle lacks a required method. */
    static final class Older {
        public static void main(String[] args) {
            try {
                Fernet.of(FernetKey.generate()).withEngine(FernetEngine.BOUNCY_CASTLE);
            } catch (IllegalStateException missing) {
                System.out.println(missing.getMessage());
            }
            try {
                KeyDerivation.pbkdf2(100_000).key(new char[] {'a'});
            } catch (IllegalStateException missing) {
                System.out.println(missing.getMessage());
            }
        }
    }

    @Test
    void withoutBouncyCastle_jdkEngineWorksAndOtherNamesDependency() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("bcprov"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(output(classPath, Program.class))
                .containsExactly("hello", MISSING, MISSING, "not found: org.bouncycastle.crypto.engines.AESEngine");
    }

    /** Another dependency may bring an older version without the required methods. */
    @Test
    void olderBouncyCastle_isRefusedWhenEngineIsCreated(@TempDir Path classes) throws Exception {
        Path folder = Files.createDirectories(classes.resolve("org/bouncycastle/crypto/digests"));
        Path source = Files.writeString(
                folder.resolve("SHA256Digest.java"),
                "package org.bouncycastle.crypto.digests; public class SHA256Digest {}");
        Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
        assumeTrue(Files.isExecutable(javac), "skipped: this Java has no compiler");
        Process compiler = new ProcessBuilder(javac.toString(), source.toString())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();
        String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");

        assertThat(output(classPath, Older.class)).containsExactly(MISSING, MISSING);
    }

    private static List<String> output(String classPath, Class<?> program) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(java, "-Xmx64m", "-cp", classPath, program.getName())
                .redirectErrorStream(true)
                .start();
        try {
            child.getOutputStream().close();
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor(60, TimeUnit.SECONDS))
                    .as("the child ended")
                    .isTrue();
            assertThat(child.exitValue()).as(output).isZero();
            return output.lines().toList();
        } finally {
            child.destroyForcibly();
        }
    }
}
