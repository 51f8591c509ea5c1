// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The classes that the rules are checked for; read once, since that takes seconds. */
final class LabnetClasses {
    /** The classes of every published module. */
    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.labnet");

    static final JavaClasses TESTS = tests();

    private LabnetClasses() {}

    /** Asserts that no class of one kind depends on a class of another. */
    static void forbid(DescribedPredicate<JavaClass> who, DescribedPredicate<JavaClass> whom) {
        noClasses().that(who).should().dependOnClassesThat(whom).check(MAIN);
    }

    /** Asserts that no class of a kind uses certain members. */
    static void forbidAccess(DescribedPredicate<JavaClass> who, DescribedPredicate<? super JavaAccess<?>> members) {
        noClasses().that(who).should().accessTargetWhere(members).check(MAIN);
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
