// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineReaderTest {
    private static final long SEED = 20_250_301;

    /** The input, and its lines of at most four bytes, in brackets; {@code $} is a line feed. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "$, [$]",
        "abc$, [abc$]",
        "abc, [abc]",
        "a$$b, [a$][$][b]",
        "abcd, [abcd]",
        "abcd$e, [abcd][$][e]",
        "abcdefghi$, [abcd][efgh][i$]"
    })
    void next_returnsLinesOrPieces(String input, String lines) throws IOException {
        byte[] bytes = input.replace('$', '\n').getBytes(StandardCharsets.US_ASCII);

        StringBuilder read = new StringBuilder();
        for (byte[] line : lines(new ByteArrayInputStream(bytes), 4)) {
            read.append('[').append(new String(line, StandardCharsets.US_ASCII).replace('\n', '$'));
            read.append(']');
        }

        assertThat(read).hasToString(lines);
    }

    @Test
    void hasLine_tellsWhetherNextReads() throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream("a\nb\nc".getBytes(StandardCharsets.US_ASCII)), 4);

        assertThat(reader.hasLine()).isFalse();
        reader.next();
        assertThat(reader.hasLine()).isTrue();
        reader.next();
        assertThat(reader.hasLine()).isFalse();
    }

    /** Inputs of several buffers, which arrive in pieces of any size. */
    @Test
    void next_splitInput_returnsTheSameLines() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[random.nextInt(300_000)];
            random.nextBytes(bytes);
            int maxBytes = 1 + random.nextInt(100_000);

            List<byte[]> whole = lines(new ByteArrayInputStream(bytes), maxBytes);

            assertThat(lines(split(bytes, random), maxBytes))
                    .usingRecursiveComparison()
                    .isEqualTo(whole);
            int length = 0;
            for (byte[] line : whole) {
                length += line.length;
                assertThat(new String(line, StandardCharsets.ISO_8859_1)).matches("[^\n]*\n?");
                assertThat(line.length).isBetween(1, maxBytes);
                assertThat(line[line.length - 1] == '\n' || line.length == maxBytes || length == bytes.length)
                        .isTrue();
            }
            assertThat(length).isEqualTo(bytes.length);
        }
    }

    private static List<byte[]> lines(InputStream in, int maxBytes) throws IOException {
        LineReader reader = new LineReader(in, maxBytes);
        List<byte[]> lines = new ArrayList<>();
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }

    private static InputStream split(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, 1 + random.nextInt(length));
            }
        };
    }
}
