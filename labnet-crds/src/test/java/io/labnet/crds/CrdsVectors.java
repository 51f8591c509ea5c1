// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.VectorFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;

/** Tests from files with one byte string per line, in hex, and the expected result. */
public final class CrdsVectors {
    /** Checks the bytes of a line against the words after them. */
    public interface Check {
        void check(byte[] bytes, List<String> expected);
    }

    private CrdsVectors() {}

    public static Stream<DynamicTest> tests(String name, Check check) throws IOException {
        List<DynamicTest> tests = VectorFile.read(CrdsVectors.class, name).stream()
                .map(words -> test(List.of(words), check))
                .toList();
        assertThat(tests).as(name).isNotEmpty();
        return tests.stream();
    }

    /** Returns whether a refusal is expected; if so, checks that decoding is refused with that reason. */
    public static boolean refuses(List<String> expected, ThrowingCallable decoding) {
        boolean refuses =
                Arrays.stream(Reason.values()).anyMatch(reason -> reason.name().equals(expected.get(0)));
        if (refuses) {
            ProtocolException problem = catchThrowableOfType(ProtocolException.class, decoding);
            assertThat(problem).isNotNull();
            assertThat(problem.reason()).hasToString(expected.get(0));
        }
        return refuses;
    }

    private static DynamicTest test(List<String> words, Check check) {
        byte[] bytes = HexFormat.of().parseHex(words.get(0));
        return dynamicTest(String.join(" ", words), () -> check.check(bytes, words.subList(1, words.size())));
    }
}
