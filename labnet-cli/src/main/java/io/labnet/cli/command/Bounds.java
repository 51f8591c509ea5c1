// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the whole number of an option or argument may be; without it, all that its type can hold. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Bounds {
    /**
     * Tells the least number that is accepted.
     *
     * @return the least number
     */
    long min();

    /**
     * Tells the greatest number that is accepted.
     *
     * @return the greatest number, at least {@link #min}
     */
    long max();

    /**
     * Tells what is counted.
     *
     * @return a unit such as {@code ms}; empty where the name of the option says it
     */
    String unit() default "";
}
