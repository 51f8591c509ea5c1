// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InterruptibleInputTest {
    @Test
    void read_returnsAllInput() throws IOException {
        byte[] message = new byte[200_000];
        new Random(1).nextBytes(message);

        InputStream in = InterruptibleInput.of(new ByteArrayInputStream(message));

        assertThat(in.read()).isEqualTo(message[0] & 0xff);
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(message, 1, message.length));
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void read_ofASilentSource_canBeInterrupted() throws IOException {
        try (PipedOutputStream nobody = new PipedOutputStream();
                PipedInputStream silent = new PipedInputStream(nobody)) {
            InputStream in = InterruptibleInput.of(silent);

            Thread.currentThread().interrupt();

            assertThatThrownBy(in::read).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
    }

    @Test
    void read_failingSource_throwsSameException() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThatThrownBy(InterruptibleInput.of(closed)::read)
                .isInstanceOf(IOException.class)
                .hasMessage("Stream closed");
    }
}
