// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.KeyDerivation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code labnet fernet fingerprint}, which also shows the order of the keys. */
class FernetFingerprintTest {
    private static final FernetKey A = FernetKey.generate();
    private static final FernetKey B = FernetKey.generate();
    private static final FernetKey C = FernetKey.generate();

    @TempDir
    Path folder;

    @Test
    void oneKey_isOneLine() {
        assertThat(FernetRun.of("fingerprint --key " + A.text()).printedLine())
                .isEqualTo(A.fingerprint() + "  --key")
                .doesNotContain(A.text());
    }

    @Test
    void keys_areShownInTheirOrder() throws IOException {
        Path file = FernetRun.keyFile(folder.resolve("keys"), "# two\n" + B.text() + "\n" + A.text() + "\n");

        CommandRun run = FernetRun.of(
                "fingerprint --key", C.text(), "--key-file", file.toString(), "--key=" + B.text(), "--key", C.text());

        assertThat(run.exited(0).lines())
                .containsExactly(
                        C.fingerprint() + "  --key number 1",
                        B.fingerprint() + "  line 2 of the key file " + file,
                        A.fingerprint() + "  line 3 of the key file " + file,
                        B.fingerprint() + "  --key number 2",
                        C.fingerprint() + "  --key number 3");
    }

    @Test
    void nameOfTheFile_isEscaped() throws IOException {
        Path file = FernetRun.keyFile(folder.resolve("a\nb\u001b[2J"), A.text());

        assertThat(FernetRun.of("fingerprint --key-file", file.toString()).printedLine())
                .endsWith("a\\x0ab\\x1b[2J");
    }

    @Test
    void misuse_isRefused() {
        FernetRun.of("fingerprint").misused("(--key=KEY | --key-file=FILE | --key-env=NAME)");
        FernetRun.of("fingerprint --key " + A.text() + " --key abc").misused("--key number 2 is unusable: ");
        FernetRun.of("fingerprint --key " + A.text() + " " + B.text()).misused("(a key)");
        FernetRun.of("fingerprint", "--key", KeyDerivation.pbkdf2().text() + "x")
                .misused("--key is unusable: ");
    }

    @Test
    void fullStandardOutput_isFailure() {
        FernetRun.withoutOutput("fingerprint --key " + A.text()).failed("cannot write to standard output");
    }
}
