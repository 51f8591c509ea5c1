// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What still works for one who excludes Bouncy Castle, seen in a Java of its own. */
class WithoutBouncyCastleTest {
    /** Runs in the Java that has no Bouncy Castle. */
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

    @Test
    void jdkEngine_worksAndTheOtherSaysWhatIsMissing() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("bcprov"))
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(java, "-Xmx64m", "-cp", classPath, Program.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            child.getOutputStream().close();
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor(60, TimeUnit.SECONDS))
                    .as("the child ended")
                    .isTrue();
            assertThat(output.lines())
                    .containsExactly(
                            "hello",
                            "Bouncy Castle (org.bouncycastle:bcprov-jdk18on) is missing",
                            "Bouncy Castle (org.bouncycastle:bcprov-jdk18on) is missing",
                            "not found: org.bouncycastle.crypto.engines.AESEngine");
            assertThat(child.exitValue()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }
}
