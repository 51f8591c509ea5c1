// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which part of labnet may know which other, and what none of it may do. */
class ArchitectureTest {
    private static final String CORE = "io.labnet.core..";
    private static final String CODEC = "io.labnet.core.codec..";
    private static final String CHECKSUM = "io.labnet.core.checksum..";
    private static final String SESSION = "io.labnet.core.session..";
    private static final String TRANSPORT = "io.labnet.core.transport..";
    private static final String CLI = "io.labnet.cli..";

    /** The modules, and which others each of them may know. The command, above all of them, is not named. */
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            entry("core", Set.of()),
            entry("fernet", Set.of()),
            entry("testkit", Set.of("core")),
            entry("xorproto", Set.of("core")),
            entry("crds", Set.of("core")),
            entry("numbers", Set.of("core")),
            entry("compute", Set.of("core")),
            entry("grades", Set.of("core", "fernet")),
            entry("store", Set.of("core", "crds", "xorproto")),
            entry("jqwik", Set.of("core", "testkit", "xorproto")),
            entry("examples", Set.of("core", "fernet", "xorproto", "crds", "numbers", "compute", "grades", "store")));

    /** Third-party packages, and the modules that they are for. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "com.opencsv..", Set.of("grades", "cli"),
            "com.fasterxml.jackson..", Set.of("numbers", "cli"),
            "java.sql..", Set.of("store"),
            "com.zaxxer..", Set.of("store"),
            "org.bouncycastle..", Set.of("fernet"),
            "net.jqwik..", Set.of("jqwik"),
            "picocli..", Set.of("cli"),
            "org.jline..", Set.of("cli"),
            "ch.qos.logback..", Set.of("cli"));

    /** A newcomer looks through as many files, not through more. */
    private static final int MOST_FILES = 28;

    /** What is shipped: every module that a program can use. */
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.labnet");

    private static final JavaClasses TESTS = tests();

    /** The codec rooms: the root package of each protocol, and what lies below them in core. */
    private static final DescribedPredicate<JavaClass> CODECS = resideInAnyPackage(
                    CODEC,
                    CHECKSUM,
                    "io.labnet.xorproto",
                    "io.labnet.xorproto.internal..",
                    "io.labnet.crds",
                    "io.labnet.crds.internal..",
                    "io.labnet.grades",
                    "io.labnet.grades.internal..",
                    "io.labnet.numbers",
                    "io.labnet.numbers.internal..",
                    "io.labnet.compute",
                    "io.labnet.compute.internal..")
            // Long calculations end when their thread is interrupted; this class asks.
            .and(not(simpleName("Interruption")))
            .as("lie in a codec package");

    private static final DescribedPredicate<JavaClass> STREAMS = resideInAPackage("java.io..")
            .and(not(assignableTo(Throwable.class)))
            .and(not(equivalentTo(Serializable.class)))
            .and(not(equivalentTo(Serial.class)))
            .as("are streams");

    private static final DescribedPredicate<JavaClass> THREADS_AND_CLOCKS = assignableTo(Thread.class)
            .or(assignableTo(Clock.class))
            .or(resideInAPackage("java.util.concurrent.locks.."))
            .as("are threads or clocks");

    @Test
    void everyModule_isLookedAt() {
        for (String module : KNOWN.keySet()) {
            String root = "io.labnet." + module + (module.equals("core") ? ".codec" : "");
            assertThat(MAIN.contain(root + ".package-info"))
                    .as("classes of " + root)
                    .isTrue();
        }
        assertThat(MAIN.contain("io.labnet.cli.package-info")).isTrue();
    }

    @Test
    void modules_knowWhatLiesBelowThem() {
        KNOWN.forEach((module, known) -> {
            String[] allowed = Stream.concat(Stream.of(module), known.stream())
                    .map(name -> "io.labnet." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.labnet." + module + "..")
                    .should()
                    .dependOnClassesThat(labnetBut(allowed))
                    .check(MAIN);
        });
    }

    @Test
    void command_knowsNoExample() {
        noClasses()
                .that()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.labnet.examples..", "io.labnet.testkit..", "io.labnet.jqwik..")
                .check(MAIN);
    }

    @Test
    void thirdParties_areKnownWhereTheyBelong() {
        LIBRARIES.forEach((library, modules) -> noClasses()
                .that()
                .resideOutsideOfPackages(modules.stream()
                        .map(module -> "io.labnet." + module + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN));
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
                .check(MAIN);
    }

    @Test
    void packages_areSmallEnoughToLookThrough() {
        Map<String, Long> files = MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void core_dependsOnNothingButAnnotations() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE, "java..", "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void core_knowsOnlyWhatLiesBelow() {
        noClasses()
                .that()
                .resideInAnyPackage(CODEC, CHECKSUM)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SESSION, TRANSPORT)
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(SESSION)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(TRANSPORT)
                .check(MAIN);
    }

    @Test
    void codecs_doNoInputOrOutput() {
        noClasses()
                .that(CODECS)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(TRANSPORT, "java.net..", "java.nio.channels..", "java.nio.file..")
                                .or(STREAMS))
                .check(MAIN);
    }

    @Test
    void codecs_knowNoThreadAndNoClock() {
        noClasses()
                .that(CODECS)
                .should()
                .dependOnClassesThat(THREADS_AND_CLOCKS)
                .check(MAIN);
        noClasses().that(CODECS).should().accessTargetWhere(time()).check(MAIN);
    }

    @Test
    void session_doesNoInputOrOutputAndKnowsNoThreadAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage(SESSION)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
                        .or(STREAMS)
                        .or(THREADS_AND_CLOCKS))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(SESSION)
                .should()
                .accessTargetWhere(time())
                .check(MAIN);
    }

    @Test
    void classNames_sayWhatTheClassIs() {
        for (String vague : List.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl")) {
            ArchRule rule = noClasses().should().haveSimpleNameEndingWith(vague);
            rule.check(MAIN);
            rule.check(TESTS);
        }
    }

    @Test
    void coreMethods_haveNoGetPrefix() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(CORE)
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .check(MAIN);
    }

    @Test
    void logging_isThatOfThePlatform() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(MAIN);
    }

    @Test
    void securityProviders_areLeftAsTheyAre() {
        noClasses()
                .should()
                .accessTargetWhere(methodsOf(Security.class, "addProvider", "insertProviderAt"))
                .check(MAIN);
    }

    @Test
    void nothing_sleeps() {
        ArchRule rule = noClasses()
                .should()
                .accessTargetWhere(methodsOf(Thread.class, "sleep").or(methodsOf(TimeUnit.class, "sleep")));
        rule.check(MAIN);
        rule.check(TESTS);
    }

    private static DescribedPredicate<JavaClass> labnetBut(String... packages) {
        return resideInAPackage("io.labnet..")
                .and(not(resideInAnyPackage(packages)))
                .as("belong to other packages of labnet");
    }

    /** Calls and method references, such as {@code Instant::now}. */
    private static DescribedPredicate<JavaAccess<?>> methodsOf(Class<?> owner, String... names) {
        return DescribedPredicate.describe(
                "target is " + owner.getSimpleName() + " " + List.of(names),
                access -> access.getTargetOwner().isAssignableTo(owner)
                        && List.of(names).contains(access.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> time() {
        return methodsOf(System.class, "currentTimeMillis", "nanoTime").or(methodsOf(Instant.class, "now"));
    }

    /** The tests of all modules that have been compiled. */
    private static JavaClasses tests() {
        List<Path> directories = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), "labnet-*")) {
            for (Path module : modules) {
                directories.add(module.resolve("target").resolve("test-classes"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        directories.removeIf(Files::notExists);
        return new ClassFileImporter().importPaths(directories);
    }
}
