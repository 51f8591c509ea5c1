// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.labnet.vectors.Vectors;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Tests from vectors, one per case and engine. */
final class EngineVectors {
    /** A check of a case with an engine. */
    interface Check<C> {
        void check(C vector, FernetEngine engine) throws Exception;
    }

    private EngineVectors() {}

    static <I, E> Stream<DynamicTest> tests(
            String file, Class<I> input, Class<E> expected, Check<Vectors.Case<I, E>> check) throws IOException {
        Stream<DynamicTest> all = Stream.of();
        for (FernetEngine engine : FernetEngine.values()) {
            Stream<DynamicTest> tests = Vectors.tests(file, input, expected, vector -> check.check(vector, engine));
            all = Stream.concat(
                    all,
                    tests.map(test -> dynamicTest(test.getDisplayName() + " (" + engine + ")", test.getExecutable())));
        }
        return all;
    }
}
