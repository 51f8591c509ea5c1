// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.FernetKey;
import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Bytes;
import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests requests and replies, as bytes. */
class GradeVectorsTest {
    private record Request(String student, GradeCommand command, String separator) {
        GradeRequest message() {
            return new GradeRequest(new StudentId(student), command, separator);
        }
    }

    private record Received(String key, Hex bytes) {}

    @TestFactory
    Stream<DynamicTest> requests() throws IOException {
        return Vectors.ofDecoder(
                "grades/requests.json",
                Bytes.class,
                Request.class,
                input -> GradeRequest.decode(input.bytes().array()),
                (expected, request) -> {
                    assertThat(request).isEqualTo(expected.message());
                    assertThat(GradeRequest.decode(request.encode())).isEqualTo(request);
                });
    }

    @TestFactory
    Stream<DynamicTest> replies() throws IOException {
        return Vectors.ofDecoder(
                "grades/replies.json",
                Received.class,
                GradeAnswer.class,
                input -> GradeAnswer.decode(input.bytes().array(), FernetKey.parse(input.key())),
                (expected, answer) -> assertThat(answer).isEqualTo(expected));
    }
}
