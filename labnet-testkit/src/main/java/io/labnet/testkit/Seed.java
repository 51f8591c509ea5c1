// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a {@code long} parameter of a test method that receives a seed. The seed is the {@link #value}, if there is
 * one; otherwise that of the system property {@code labnet.seed}, if it is set; otherwise a random number. When the test
 * fails, the seed is printed on standard error, with how to repeat the test.
 *
 * <pre>{@code
 * @Test
 * void conversation_survivesFaults(@Seed long seed) {
 *     Transport faulty = new FaultTransport(new MemoryTransport(), FaultPlan.seeded(seed).withBoth(faults));
 *     ...
 * }
 * }</pre>
 */
@Documented
@ExtendWith(SeedExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Seed {
    /**
     * Returns the fixed seed.
     *
     * @return no element for a random seed, or one
     */
    long[] value() default {};
}
