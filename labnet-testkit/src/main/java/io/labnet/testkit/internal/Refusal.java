// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.ProtocolException;

/** What two refusals of the same input have to agree in. */
public record Refusal(ProtocolException.Reason reason, int offset) {
    @Override
    public String toString() {
        return reason + " at " + offset;
    }
}
