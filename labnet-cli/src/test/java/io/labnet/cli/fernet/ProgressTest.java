// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long MEBIBYTE = 1 << 20;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);

    /** Work that ends at once, a refusal for one, may be faster than the thread that draws. */
    @Test
    void close_immediately_endsLine() {
        for (int i = 0; i < 100; i++) {
            shown.reset();
            try (Progress progress = new Progress("decrypting", terminal)) {
                progress.progressed(MEBIBYTE, 2 * MEBIBYTE);
            }
            terminal.print("the next line");

            assertThat(text().lines()).last().asString().isEqualTo("the next line");
            assertThat(text()).contains("decrypting", "50%", "1/2 MiB");
        }
    }

    @Test
    void close_ofABarThatIsDone_showsItsEnd() {
        try (Progress progress = new Progress("encrypting", terminal)) {
            progress.progressed(MEBIBYTE, 3 * MEBIBYTE);
            progress.progressed(3 * MEBIBYTE, 3 * MEBIBYTE);
        }

        assertThat(text()).contains("encrypting", "100%", "3/3 MiB").endsWith(System.lineSeparator());
    }

    @Test
    void lessThanMebibyte_hasNoBar() {
        try (Progress progress = new Progress("encrypting", terminal)) {
            progress.progressed(0, MEBIBYTE - 1);
            progress.progressed(MEBIBYTE - 1, MEBIBYTE - 1);
            progress.progressed(MEBIBYTE - 1, -1);
        }

        assertThat(text()).isEmpty();
    }

    @Test
    void noProgress_isNoBar() {
        new Progress("encrypting", terminal).close();

        assertThat(text()).isEmpty();
    }

    /** If the total is unknown, the bar appears after enough work has been done. */
    @Test
    void unknownTotal_hasBarAfterMebibyte() {
        try (Progress progress = new Progress("encrypting", terminal)) {
            progress.progressed(MEBIBYTE, -1);
        }

        assertThat(text()).contains("encrypting", "1/? MiB").endsWith(System.lineSeparator());
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
