// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.cli.CommandRun;
import io.labnet.fernet.FernetKey;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FernetKeyFileTest {
    private static final String KEY = FernetKey.generate().text();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "r--r--r--"})
    void readableKeyFile_getsWarning(String permissions) throws IOException {
        Path keys = keys(KEY, permissions);

        CommandRun run = FernetRun.fed("hello", "encrypt --key-file " + keys);

        assertThat(run.errorLines())
                .containsExactly("warning: others can read the key file " + keys + "; 'chmod 600' keeps it secret");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("gAAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx--x--x"})
    void privateKeyFile_getsNoWarning(String permissions) throws IOException {
        CommandRun run = FernetRun.fed(
                "hello", "encrypt --key-file", keys(KEY, permissions).toString());

        assertThat(run.printedLine()).startsWith("gAAAA");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'KEY' | quotes around it",
                "\"KEY\" | quotes around it",
                "KEY' | quotes around it",
                "\u201cKEY\u201d | quotes around it",
                "b'KEY' | b'...' around it",
                "FERNET_KEY=KEY | NAME= before it",
                "export FERNET_KEY='KEY' | NAME= before it and quotes around it",
                "key = b'KEY' | NAME= before it and b'...' around it",
                "\"key\": \"KEY\", | NAME= before it and quotes around it",
                "KEY; | a comma or semicolon after it",
            })
    void keyWithSurroundingText_isExplained(String form, String added) throws IOException {
        String text = form.replaceFirst("KEY(?=[^=]*$)", Matcher.quoteReplacement(KEY));
        Path keys = keys(text, "rw-------");

        CommandRun byOption = FernetRun.of("encrypt --key", text);
        byOption.misused("--key is unusable: there is a key, but with " + added + "; give the key alone");
        assertThat(String.join("", byOption.errorLines())).doesNotContain(KEY);
        FernetRun.of("encrypt --key-file " + keys)
                .failed("line 1 of the key file " + keys + " is unusable: there is a key, but with " + added
                        + "; give the key alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'abc'", "NAME=abc", "b'gAAAA'", "''", "="})
    void otherQuotedText_isInvalidKey(String text) throws IOException {
        FernetRun.of("encrypt --key", text).misused("--key is unusable: a Fernet key has 44 characters, ");
    }

    /** The warning would be a second line. */
    @Test
    void fileWithoutAKey_isRefusedInALine() throws IOException {
        Path keys = keys("# none yet\n\n", "rw-r--r--");

        FernetRun.of("encrypt --key-file " + keys).failed("cannot read the key file " + keys + ": it contains no key");
    }

    /** Its size is unknown, and reading it would never end. */
    @Test
    void device_isTooLarge() {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "skipped: there is no /dev/zero");

        FernetRun.of("encrypt --key-file /dev/zero")
                .failed(
                        "cannot read the key file /dev/zero: a key file may have at most 1048576 bytes; this one is larger");
    }

    /** As editors on Windows write it. */
    @Test
    void byteOrderMark_isIgnored() throws IOException {
        Path keys = keys("\ufeff" + KEY + "\r\n", "rw-------");

        assertThat(FernetRun.fed("hello", "encrypt --key-file " + keys).printedLine())
                .startsWith("gAAAA");
    }

    @Test
    void fileThatIsNoText_isRefusedInWords() throws IOException {
        Path keys = keys("", "rw-------");
        Files.write(keys, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'A'});

        FernetRun.of("encrypt --key-file " + keys)
                .failed("cannot read the key file " + keys + ": it is not text in UTF-8");
    }

    @Test
    void fileThatIsTooLarge_isRefused() throws IOException {
        Path keys = keys("#".repeat((1 << 20) + 1), "rw-------");

        FernetRun.of("encrypt --key-file " + keys)
                .failed("cannot read the key file " + keys
                        + ": a key file may have at most 1048576 bytes; this one is larger");
    }

    @Test
    void invalidDerivation_isRefusedBeforePasswordPrompt() throws IOException {
        Path keys = keys(KEY + "\n$argon2id$v=19$m=1,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA\n", "rw-------");

        assertThat(FernetRun.of("encrypt --key-file " + keys).failure())
                .startsWith("line 2 of the key file " + keys + " is unusable: ");
    }

    private Path keys(String text, String permissions) throws IOException {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "skipped: this file system takes no permissions");
        Path file = Files.writeString(folder.resolve("keys"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
