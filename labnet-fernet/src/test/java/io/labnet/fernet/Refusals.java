// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about refusals. */
final class Refusals {
    /** The common message of all faults that an attacker must not be able to distinguish. */
    static final String INVALID =
            "this is not a Fernet token of this key: malformed, made with another key, or changed";

    private Refusals() {}

    static FernetException refusal(ThrowingCallable attempt) {
        FernetException refusal = catchThrowableOfType(FernetException.class, attempt);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    static void assertInvalid(ThrowingCallable attempt) {
        assertThat(refusal(attempt)).hasMessage(INVALID).hasNoCause();
        assertThat(refusal(attempt).reason()).isEqualTo(FernetException.Reason.INVALID);
    }
}
