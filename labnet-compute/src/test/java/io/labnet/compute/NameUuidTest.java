// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The UUIDs of the course document, and some computed by Python's {@code uuid.uuid3}. */
class NameUuidTest {
    @ParameterizedTest
    @CsvSource({
        "Client1, f97e575c-28d5-36b4-9170-f3cbaef757af",
        "Client2, c5fdeac9-dbd9-322c-a157-a09ac7052824",
        "Client3, 5d6dc07b-61f9-3ad9-b00e-829ee52e6b92",
        "Client4, 64b4bd84-dd76-328f-93d5-0f0c2a1c8684",
        "python.org, 6fa459ea-ee8a-3ca4-894e-db77e160355e",
        "'', c87ee674-4ddc-3efe-a74e-dfe25da5d7b3",
    })
    void of_equalsPythonsUuid3(String name, String uuid) {
        assertThat(NameUuid.of(name)).hasToString(uuid);
    }
}
