// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file of test cases. Its lines are {@code name = value}; cases are separated by blank lines; comments follow
 * {@code #}.
 */
final class VectorFile {
    /** One case of the file. */
    record Case(Map<String, String> fields) {
        String text(String field) {
            String value = optional(field);
            if (value == null) {
                throw new IllegalArgumentException("case " + fields + " has no " + field);
            }
            return value;
        }

        @Nullable
        String optional(String field) {
            return fields.get(field);
        }
    }

    /** A check of each case. */
    public interface Check {
        void check(Case vector) throws Exception;
    }

    /** A check of each case with each engine. */
    interface EngineCheck {
        void check(Case vector, FernetEngine engine) throws Exception;
    }

    private VectorFile() {}

    /** Returns one test per case of a file in {@code /vectors}. Fails if the file has no cases. */
    public static Stream<DynamicTest> tests(String file, Check check) throws IOException {
        List<Case> cases = cases(file);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(file + " has no cases");
        }
        return cases.stream().map(vector -> dynamicTest(vector.text("name"), () -> check.check(vector)));
    }

    /** Returns one test per case and engine. */
    static Stream<DynamicTest> testsOfEachEngine(String file, EngineCheck check) {
        return Stream.of(FernetEngine.values()).flatMap(engine -> {
            try {
                return tests(file, vector -> check.check(vector, engine))
                        .map(test -> dynamicTest(test.getDisplayName() + " (" + engine + ")", test.getExecutable()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<Case> cases(String file) throws IOException {
        try (InputStream in = VectorFile.class.getResourceAsStream("/vectors/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no /vectors/" + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n+"))
                    .map(VectorFile::fields)
                    .filter(fields -> !fields.isEmpty())
                    .map(Case::new)
                    .toList();
        }
    }

    private static Map<String, String> fields(String block) {
        Map<String, String> fields = new HashMap<>();
        block.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf(" =");
            if (equals < 0
                    || fields.put(
                                    line.substring(0, equals),
                                    line.substring(equals + 2).strip())
                            != null) {
                throw new IllegalArgumentException("not a field, or a field for the second time: " + line);
            }
        });
        return fields;
    }
}
