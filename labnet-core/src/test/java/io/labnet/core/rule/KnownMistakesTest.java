// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownMistakesTest {
    private static final Rule NUMBER = () -> "toy-1.1";
    private static final Rule SMALL = () -> "toy-1.2";

    private final KnownMistakes mistakes = new KnownMistakes()
            .with("[0-9]+\\.", "a fraction")
            .with(SMALL, "([0-9])0*\\z", found -> found.group(1).equals("9") ? "nine and zeros" : null)
            .with(SMALL, "[0-9]{3}", "too many digits")
            .with("\\xff.\\n", "the byte ff");

    @Test
    void find_returnsTheFirstMatch() {
        assertThat(mistakes.find(bytes("900"))).isEqualTo(new KnownMistakes.Mistake(SMALL, "nine and zeros"));
        assertThat(mistakes.find(bytes("100"))).isEqualTo(new KnownMistakes.Mistake(SMALL, "too many digits"));
        assertThat(mistakes.find(bytes("1.5"))).isEqualTo(new KnownMistakes.Mistake(null, "a fraction"));
        assertThat(mistakes.find(bytes("12"))).isNull();
        assertThat(new KnownMistakes().find(bytes("1"))).isNull();
    }

    @Test
    void find_comparesBytesFromPositionToLimit() {
        ByteBuffer in = bytes("xx1.5").position(2);
        assertThat(mistakes.cause(in)).isEqualTo("a fraction");
        assertThat(in.position()).isEqualTo(2);
        assertThat(mistakes.cause(bytes("x1.5"))).isNull();
        assertThat(mistakes.cause(bytes("\u00ff\r\n").asReadOnlyBuffer())).isEqualTo("the byte ff");
    }

    /** The file has no content on the disk. A copy of its bytes would not fit in the heap of the tests. */
    @Test
    void find_inLargeInput_copiesNothing(@TempDir Path directory) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("large").toFile(), "rw")) {
            file.setLength(Integer.MAX_VALUE);
            file.write("1.".getBytes(StandardCharsets.US_ASCII));
            ByteBuffer large = file.getChannel().map(MapMode.READ_ONLY, 0, Integer.MAX_VALUE);

            assertThat(mistakes.cause(large)).isEqualTo("a fraction");
        }
    }

    @Test
    void explained_addsCauseAndRule() {
        ProtocolException refusal = new ProtocolException(NUMBER, Reason.MALFORMED, 1, "no number");
        assertThat(refusal.explainedBy(mistakes, bytes("1.5")))
                .hasMessage("no number; likely cause: a fraction (toy-1.1)");
        assertThat(refusal.explainedBy(mistakes, bytes("123")))
                .hasMessage("no number; likely cause: too many digits (toy-1.2)");
        assertThat(refusal.explainedBy(mistakes, bytes("12"))).isSameAs(refusal);
        assertThat(mistakes.explain(NUMBER, "no number", bytes("123")))
                .isEqualTo("no number; likely cause: too many digits (toy-1.2)");
        assertThat(mistakes.explain(NUMBER, "no number", bytes("1.")))
                .isEqualTo("no number; likely cause: a fraction (toy-1.1)");
        assertThat(mistakes.explain(NUMBER, "no number", bytes("12"))).isEqualTo("no number (toy-1.1)");
    }

    @Test
    void with_checksThePattern() {
        assertThatThrownBy(() -> mistakes.with("(", "x")).isInstanceOf(PatternSyntaxException.class);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
