// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardStreamTest {
    private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void output_isForwarded() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        StandardStream stream = new StandardStream(target);

        stream.write(LINE);
        stream.write('b');

        assertThat(target).hasToString("a line\nb");
        assertThat(stream.hasFailed()).isFalse();
    }

    /** What systems and languages call it when the reader of a pipe is gone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Broken pipe",
                "Datenübergabe unterbrochen (broken pipe)",
                "Relais brisé (pipe)",
                "The pipe is being closed"
            })
    void closedPipe_isNotFailure(String message) {
        StandardStream stream = new StandardStream(failing(message));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> stream.write(LINE));
        assertThat(stream.hasFailed()).isFalse();
        assertThat(stream.isUnread()).isTrue();
    }

    @Test
    void fullDisk_isAFailure() {
        StandardStream stream = new StandardStream(failing("No space left on device"));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> stream.write(LINE));
        assertThat(stream.hasFailed()).isTrue();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
