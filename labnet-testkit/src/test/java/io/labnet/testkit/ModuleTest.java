// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleTest {
    /** The tests of most suites are package-private, so they run in a user's module only if the package is open. */
    @Test
    void package_isOpenToAllModules() throws Exception {
        Path classes = Path.of(TransportContract.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor module =
                ModuleFinder.of(classes).findAll().iterator().next().descriptor();

        assertThat(module.opens())
                .anyMatch(opens -> opens.source().equals("io.labnet.testkit") && !opens.isQualified());
    }
}
