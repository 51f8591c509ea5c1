// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The results of the tests of a suite. */
final class SuiteRun implements TestExecutionListener {
    private final Set<String> run = new TreeSet<>();
    private final Set<String> skipped = new TreeSet<>();
    private final Map<String, String> failures = new TreeMap<>();

    private SuiteRun() {}

    static SuiteRun of(Class<?> suite) {
        return of(DiscoverySelectors.selectClass(suite));
    }

    static SuiteRun of(Class<?> suite, String test) {
        return of(DiscoverySelectors.selectMethod(suite.getName() + "#" + test));
    }

    private static SuiteRun of(DiscoverySelector selector) {
        SuiteRun run = new SuiteRun();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selector)
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        run);
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest()) {
            return;
        }
        String name = test.getDisplayName().replace("()", "");
        run.add(name);
        switch (result.getStatus()) {
            case ABORTED -> skipped.add(name);
            case FAILED ->
                failures.put(name, result.getThrowable().orElseThrow().getMessage());
            case SUCCESSFUL -> {}
        }
    }

    /** Returns the names of all tests. */
    Set<String> run() {
        return run;
    }

    Set<String> skipped() {
        return skipped;
    }

    /** Returns the messages of the failed tests, by name. */
    Map<String, String> failures() {
        return failures;
    }
}
