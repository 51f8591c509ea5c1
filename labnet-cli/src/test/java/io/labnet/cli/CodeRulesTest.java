// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serial;
import java.io.Serializable;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rules for all code of labnet, and further rules for codecs and sessions. */
class CodeRulesTest {
    private static final String CORE = "io.labnet.core..";
    private static final String CODEC = "io.labnet.core.codec..";
    private static final String FRAMING = "io.labnet.core.framing..";
    private static final String CHECKSUM = "io.labnet.core.checksum..";
    private static final String SESSION = "io.labnet.core.session..";
    private static final String TRANSPORT = "io.labnet.core.transport..";

    /** The codec packages: the root package of each protocol, and the packages of core that they use. */
    private static final DescribedPredicate<JavaClass> CODECS = resideInAnyPackage(
                    CODEC,
                    FRAMING,
                    CHECKSUM,
                    "io.labnet.xorproto",
                    "io.labnet.crds",
                    "io.labnet.crds.internal..",
                    "io.labnet.grades",
                    "io.labnet.grades.internal..",
                    "io.labnet.numbers",
                    "io.labnet.numbers.internal..",
                    "io.labnet.compute",
                    "io.labnet.compute.internal..")
            // Long calculations check for an interrupt in this class.
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
    void codecs_doNoInputOrOutput() {
        LabnetClasses.forbid(
                CODECS,
                resideInAnyPackage(TRANSPORT, "java.net..", "java.nio.channels..", "java.nio.file..")
                        .or(STREAMS));
    }

    @Test
    void codecs_useNoThreadOrClock() {
        LabnetClasses.forbid(CODECS, THREADS_AND_CLOCKS);
        LabnetClasses.forbidAccess(CODECS, time());
    }

    @Test
    void session_doesNoInputOrOutputAndUsesNoThreadOrClock() {
        LabnetClasses.forbid(
                resideInAPackage(SESSION),
                resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
                        .or(STREAMS));
        // These classes compare the current thread with their owner, so that calls from other threads fail.
        DescribedPredicate<JavaClass> outbox = simpleName("OrderedOutbox").or(simpleName("LentDatagramOutbox"));
        LabnetClasses.forbid(resideInAPackage(SESSION).and(not(outbox)), THREADS_AND_CLOCKS);
        LabnetClasses.forbidAccess(resideInAPackage(SESSION), time());
    }

    @Test
    void classNames_haveNoVagueSuffix() {
        for (String vague : List.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl")) {
            ArchRule rule = noClasses().should().haveSimpleNameEndingWith(vague);
            rule.check(LabnetClasses.MAIN);
            rule.check(LabnetClasses.TESTS);
        }
    }

    /** Internal classes may override methods of the JDK. */
    @Test
    void coreMethods_haveNoGetPrefix() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(CORE)
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("..internal..")
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .check(LabnetClasses.MAIN);
    }

    @Test
    void logging_usesSystemLogger() {
        LabnetClasses.forbid(alwaysTrue(), resideInAPackage("java.util.logging.."));
    }

    @Test
    void securityProviders_areNotChanged() {
        LabnetClasses.forbidAccess(alwaysTrue(), methodsOf(Security.class, "addProvider", "insertProviderAt"));
    }

    @Test
    void nothing_sleeps() {
        ArchRule rule = noClasses()
                .should()
                .accessTargetWhere(methodsOf(Thread.class, "sleep").or(methodsOf(TimeUnit.class, "sleep")));
        rule.check(LabnetClasses.MAIN);
        rule.check(LabnetClasses.TESTS);
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
}
