// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Checks the whole numbers of a command line against their {@link Bounds}, and names the bounds in messages. */
final class NumberBounds {
    private final ArgSpec argument;
    private final long min;
    private final long max;
    private final String unit;

    private NumberBounds(ArgSpec argument, @Nullable Bounds bounds) {
        boolean small = argument.type() == int.class || argument.type() == Integer.class;
        this.argument = argument;
        this.min = bounds != null ? bounds.min() : small ? Integer.MIN_VALUE : Long.MIN_VALUE;
        this.max = bounds != null ? bounds.max() : small ? Integer.MAX_VALUE : Long.MAX_VALUE;
        this.unit = bounds == null || bounds.unit().isEmpty() ? "" : " " + bounds.unit();
    }

    /** Returns the bounds of an argument, or {@code null} if the argument is not a whole number. */
    static @Nullable NumberBounds of(ArgSpec argument) {
        if (!List.of(int.class, Integer.class, long.class, Long.class).contains(argument.type())) {
            return null;
        }
        Object declaration = argument.userObject();
        return new NumberBounds(
                argument, declaration instanceof AnnotatedElement field ? field.getAnnotation(Bounds.class) : null);
    }

    /**
     * Checks all numbers on the command line.
     *
     * @throws ParameterException if one is out of its bounds
     */
    static void check(CommandLine command, ParseResult given) {
        for (ArgSpec argument : given.matchedArgs()) {
            NumberBounds bounds = of(argument);
            if (bounds != null) {
                for (Object value : argument.typedValues()) {
                    bounds.check(command, ((Number) value).longValue());
                }
            }
        }
    }

    /** Describes the problem with a text that can't be converted to the argument's type. */
    String problem(String text) {
        boolean tooLong = text.matches("[+-]?[0-9]+");
        return tooLong
                ? name() + " " + text + " is not " + this
                : name() + " '" + text + "' is not a whole number " + this;
    }

    private void check(CommandLine command, long value) {
        if (value < min || value > max) {
            throw new ParameterException(command, name() + " " + value + " is not " + this);
        }
    }

    private String name() {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    @Override
    public String toString() {
        return "within " + min + " to " + max + unit;
    }
}
