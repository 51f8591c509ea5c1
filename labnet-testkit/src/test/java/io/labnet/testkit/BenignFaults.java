// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.StreamFaults;
import java.time.Duration;

/** Faults that no correct program notices: bytes are cut, joined and delayed, but all arrive in order. */
final class BenignFaults {
    static final FaultPlan PLAN = FaultPlan.seeded(1)
            .withBoth(StreamFaults.none()
                    .withSplit(2000)
                    .withCoalescing(Duration.ofMillis(1))
                    .withDelay(Duration.ofMillis(1))
                    .withJitter(Duration.ofMillis(1)));

    private BenignFaults() {}
}
