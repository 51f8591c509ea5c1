// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The allowed dependencies between the parts of labnet. */
class ArchitectureTest {
    private static final String CORE = "io.labnet.core..";
    private static final String CODEC = "io.labnet.core.codec..";
    private static final String FRAMING = "io.labnet.core.framing..";
    private static final String CHECKSUM = "io.labnet.core.checksum..";
    private static final String SESSION = "io.labnet.core.session..";
    private static final String TRANSPORT = "io.labnet.core.transport..";
    private static final String CLI = "io.labnet.cli..";

    /** The modules, each with the modules that it may use. The command, which may use all, is not listed. */
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            entry("core", Set.of()),
            entry("fernet", Set.of()),
            entry("testkit", Set.of("core")),
            entry("micrometer", Set.of("core")),
            entry("netty", Set.of("core")),
            entry("xorproto", Set.of("core")),
            entry("crds", Set.of("core")),
            entry("numbers", Set.of("core")),
            entry("compute", Set.of("core")),
            entry("grades", Set.of("core", "fernet")),
            entry("store", Set.of("core", "crds", "xorproto")),
            entry("check", Set.of("core", "fernet", "xorproto", "crds", "numbers", "compute", "grades")),
            entry("jqwik", Set.of("core", "testkit", "xorproto")),
            entry(
                    "examples",
                    Set.of(
                            "core",
                            "fernet",
                            "xorproto",
                            "crds",
                            "numbers",
                            "compute",
                            "grades",
                            "store",
                            "check",
                            "micrometer",
                            "netty")));

    /** Third-party packages, and the modules that may use them. */
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            entry("com.opencsv..", Set.of("grades", "cli")),
            entry("com.fasterxml.jackson..", Set.of("numbers", "check", "cli", "examples", "vectors")),
            entry("com.samskivert.mustache..", Set.of("check")),
            entry("java.sql..", Set.of("store")),
            entry("com.zaxxer..", Set.of("store")),
            entry("org.bouncycastle..", Set.of("fernet", "cli")),
            entry("net.jqwik..", Set.of("jqwik")),
            entry("io.micrometer..", Set.of("micrometer", "cli", "examples")),
            entry("io.netty..", Set.of("netty", "examples")),
            entry("com.sun.net.httpserver..", Set.of("cli", "examples")),
            entry("jdk.jfr..", Set.of("core")),
            entry("picocli..", Set.of("cli")),
            entry("org.jline..", Set.of("cli")),
            entry("ch.qos.logback..", Set.of("cli")));

    /** A newcomer can look through this number of files. */
    private static final int MAX_FILES = 28;

    @Test
    void everyModule_isChecked() {
        for (String module : KNOWN.keySet()) {
            String root = "io.labnet." + module + (module.equals("core") ? ".codec" : "");
            assertThat(LabnetClasses.MAIN.contain(root + ".package-info"))
                    .as("classes of " + root)
                    .isTrue();
        }
        assertThat(LabnetClasses.MAIN.contain("io.labnet.cli.package-info")).isTrue();
    }

    @Test
    void modules_dependOnlyOnLowerModules() {
        KNOWN.forEach((module, known) -> {
            String[] allowed = Stream.concat(Stream.of(module), known.stream())
                    .map(name -> "io.labnet." + name + "..")
                    .toArray(String[]::new);
            LabnetClasses.forbid(resideInAPackage("io.labnet." + module + ".."), labnetBut(allowed));
        });
    }

    @Test
    void command_doesNotDependOnExamples() {
        LabnetClasses.forbid(
                resideInAPackage(CLI),
                resideInAnyPackage("io.labnet.examples..", "io.labnet.testkit..", "io.labnet.jqwik.."));
    }

    @Test
    void thirdPartyPackages_areUsedOnlyByTheirModules() {
        LIBRARIES.forEach((library, modules) -> {
            String[] allowed =
                    modules.stream().map(module -> "io.labnet." + module + "..").toArray(String[]::new);
            LabnetClasses.forbid(resideOutsideOfPackages(allowed), resideInAPackage(library));
        });
    }

    /** A package and what it keeps internal count as one. */
    @Test
    void packages_haveNoCycles() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                        return SliceIdentifier.of(javaClass.getPackageName().replaceFirst("\\.internal\\b.*", ""));
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(LabnetClasses.MAIN);
    }

    @Test
    void packages_haveLimitedSize() {
        Map<String, Long> files = LabnetClasses.MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_FILES));
    }

    @Test
    void core_dependsOnNothingButAnnotations() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE, "java..", "javax.net.ssl..", "jdk.jfr..", "org.jspecify..")
                .check(LabnetClasses.MAIN);
    }

    @Test
    void corePackages_dependOnlyOnLowerPackages() {
        LabnetClasses.forbid(resideInAnyPackage(CODEC, CHECKSUM), resideInAnyPackage(FRAMING, SESSION, TRANSPORT));
        LabnetClasses.forbid(resideInAPackage(FRAMING), resideInAnyPackage(SESSION, TRANSPORT));
        LabnetClasses.forbid(resideInAPackage(SESSION), resideInAPackage(TRANSPORT));
    }

    private static DescribedPredicate<JavaClass> labnetBut(String... packages) {
        return resideInAPackage("io.labnet..")
                .and(not(resideInAnyPackage(packages)))
                .as("belong to other packages of labnet");
    }
}
