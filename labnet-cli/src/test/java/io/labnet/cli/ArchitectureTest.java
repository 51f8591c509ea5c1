// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.labnet.core.transport.LineLimit;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which part of labnet may know which other, and what none of it may do. */
class ArchitectureTest {
    private static final String CODEC = "io.labnet.core.codec..";
    private static final String CHECKSUM = "io.labnet.core.checksum..";
    private static final String SESSION = "io.labnet.core.session..";
    private static final String TRANSPORT = "io.labnet.core.transport..";
    private static final String CORE = "io.labnet.core..";
    private static final String FERNET = "io.labnet.fernet..";
    private static final String XORPROTO = "io.labnet.xorproto..";
    private static final String CRDS = "io.labnet.crds..";
    private static final String TESTKIT = "io.labnet.testkit..";
    private static final String EXAMPLES = "io.labnet.examples..";

    /** What is shipped: every module that a program can use. */
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.labnet");

    private static final JavaClasses TESTS = tests();

    /** Codecs, wherever they live. The testkit's are broken on purpose. */
    private static final DescribedPredicate<JavaClass> CODECS = simpleNameEndingWith("Codec")
            .or(simpleNameEndingWith("Decoder"))
            .or(simpleNameEndingWith("Encoder"))
            .and(not(resideInAPackage(TESTKIT)))
            .or(resideInAnyPackage(CODEC, CHECKSUM))
            .as("are codecs");

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
        for (String part : List.of(
                "core.checksum",
                "core.codec",
                "core.session",
                "core.transport",
                "fernet",
                "xorproto",
                "crds",
                "testkit",
                "examples")) {
            assertThat(MAIN.contain("io.labnet." + part + ".package-info"))
                    .as("classes of io.labnet." + part)
                    .isTrue();
        }
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
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
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
    void fernet_standsAlone() {
        noClasses()
                .that()
                .resideInAPackage(FERNET)
                .should()
                .dependOnClassesThat(labnetBut(FERNET))
                .check(MAIN);
    }

    @Test
    void protocolModules_knowOnlyTheCore() {
        for (String module : List.of(XORPROTO, CRDS)) {
            noClasses()
                    .that()
                    .resideInAPackage(module)
                    .should()
                    .dependOnClassesThat(labnetBut(CORE, module))
                    .check(MAIN);
        }
    }

    @Test
    void protocolModules_useTransportsInTheirClientsOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(XORPROTO, CRDS)
                .and()
                .haveSimpleNameNotContaining("Client")
                .and()
                // A member of a chat is the client of a protocol that has no server.
                .doNotHaveSimpleName("ChatRoom")
                .should()
                // What they log is bounded as the log of a transport is.
                .dependOnClassesThat(resideInAPackage(TRANSPORT).and(not(equivalentTo(LineLimit.class))))
                .check(MAIN);
    }

    @Test
    void testkit_knowsOnlyTheCoreAndWhatItGenerates() {
        noClasses()
                .that()
                .resideInAPackage(TESTKIT)
                .should()
                .dependOnClassesThat(labnetBut(CORE, XORPROTO, TESTKIT))
                .check(MAIN);
    }

    @Test
    void commandLineAndSpreadsheets_areForExamplesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(EXAMPLES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.opencsv..", "picocli..")
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
