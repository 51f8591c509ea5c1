// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives seeds to the parameters that are marked with {@link Seed}, which applies this extension. */
public final class SeedExtension implements ParameterResolver, AfterEachCallback {
    private static final String PROPERTY = "labnet.seed";
    private static final Namespace NAMESPACE = Namespace.create(SeedExtension.class);

    /** Creates the extension. */
    public SeedExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.isAnnotated(Seed.class) && parameter.getParameter().getType() == long.class;
    }

    @Override
    public Long resolveParameter(ParameterContext parameter, ExtensionContext test) {
        long[] fixed = parameter.findAnnotation(Seed.class).orElseThrow().value();
        if (fixed.length > 1) {
            throw new ParameterResolutionException("@Seed has " + fixed.length + " values, but a test has one seed");
        }
        long seed = fixed.length == 1 ? fixed[0] : chosen();
        test.getStore(NAMESPACE).put(Seed.class, seed);
        return seed;
    }

    private static long chosen() {
        String property = System.getProperty(PROPERTY, "");
        try {
            return property.isEmpty() ? new SplittableRandom().nextLong() : Long.parseLong(property);
        } catch (NumberFormatException e) {
            throw new ParameterResolutionException(
                    "the system property " + PROPERTY + " is '" + property + "', not a whole number", e);
        }
    }

    /** Prints the seed if the test has failed. */
    @Override
    public void afterEach(ExtensionContext test) {
        Long seed = test.getStore(NAMESPACE).get(Seed.class, Long.class);
        if (seed != null && test.getExecutionException().isPresent()) {
            System.err.println(test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName()
                    + " failed with seed " + seed + ". To repeat it, set the system property -D" + PROPERTY + "=" + seed
                    + ", or write @Seed(" + seed + ").");
        }
    }
}
