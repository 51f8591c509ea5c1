// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The range of a whole number on the command line. Without this annotation, a number may have any value of its type.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Bounds {
    /**
     * Returns the smallest accepted number.
     *
     * @return the minimum
     */
    long min();

    /**
     * Returns the largest accepted number.
     *
     * @return the maximum, at least {@link #min}
     */
    long max();

    /**
     * Returns the unit.
     *
     * @return a unit such as {@code ms}; empty if the option's name implies it
     */
    String unit() default "";
}
