// SPDX-License-Identifier: Apache-2.0
package io.labnet.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.labnet.core.codec.ProtocolException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file in the folder {@code vectors} of the sources, whose README.md explains the fields. The records of inputs and
 * results have the fields of the file in camel case.
 */
public record Vectors<I, E>(String description, String source, String rules, List<Case<I, E>> cases) {
    static final Path FOLDER = Path.of("..", "vectors");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** One case. Exactly one of {@code expected} and {@code refused} is not null. */
    public record Case<I, E>(
            String name,
            I input,
            @Nullable E expected,
            @Nullable Refusal refused) {}

    /** A refusal; without a rule, no numbered rule is broken. */
    public record Refusal(String reason, @Nullable String rule) {}

    /** An input that is only bytes. */
    public record Bytes(Hex bytes) {}

    /** Bytes in hex. */
    public record Hex(String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Hex {}

        public byte[] array() {
            return HexFormat.of().parseHex(text);
        }
    }

    /** A check of one case. */
    public interface Check<C> {
        void check(C vector) throws Exception;
    }

    /** Returns one test per case of a file, such as {@code crds/commands.json}. */
    public static <I, E> Stream<DynamicTest> tests(
            String file, Class<I> input, Class<E> expected, Check<Case<I, E>> check) throws IOException {
        return read(file, input, expected).stream()
                .map(vector -> dynamicTest(vector.name(), () -> check.check(vector)));
    }

    /** Returns the cases of a file, such as {@code crds/commands.json}. */
    public static <I, E> List<Case<I, E>> read(String file, Class<I> input, Class<E> expected) throws IOException {
        JavaType type = JSON.getTypeFactory().constructParametricType(Vectors.class, input, expected);
        Vectors<I, E> vectors = JSON.readValue(FOLDER.resolve(file).toFile(), type);
        return vectors.cases();
    }

    /** Returns one test per case. It decodes the input, and checks the result or the refusal. */
    public static <I, E, M> Stream<DynamicTest> ofDecoder(
            String file, Class<I> input, Class<E> expected, Function<I, M> decoder, BiConsumer<E, M> check)
            throws IOException {
        return tests(file, input, expected, vector -> {
            if (vector.refused() == null) {
                check.accept(vector.expected(), decoder.apply(vector.input()));
            } else {
                ProtocolException problem =
                        catchThrowableOfType(ProtocolException.class, () -> decoder.apply(vector.input()));
                assertThat(problem).isNotNull();
                String rule = problem.rule() == null ? null : problem.rule().number();
                assertThat(new Refusal(problem.reason().name(), rule))
                        .as(problem.getMessage())
                        .isEqualTo(vector.refused());
            }
        });
    }
}
