// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.crds.Chat;
import io.labnet.cli.grades.Grades;
import io.labnet.grades.client.GradeClient;
import io.labnet.numbers.client.NumberClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that are there to be copied: they need nothing of their package that others can't see. */
class CopyableMainsTest {
    private static final List<Class<?>> MAINS = List.of(
            ServeGrades.class,
            GradeClient.class,
            Grades.class,
            ServeXorTask.class,
            DoXorTask.class,
            ServeCompute.class,
            GradeComputeServer.class,
            CountWords.class,
            ServeNumbers.class,
            NumberClient.class,
            ServeChatRooms.class,
            ChatInRoom.class,
            Chat.class);

    @TempDir
    private Path directory;

    @Test
    void copies_compileInAnotherPackage() throws IOException {
        ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", directory.toString()));
        arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        for (Class<?> main : MAINS) {
            arguments.add(copy(main).toString());
        }
        StringWriter problems = new StringWriter();
        PrintWriter out = new PrintWriter(problems, true);

        assertThat(compiler.run(out, out, arguments.toArray(String[]::new)))
                .as("%s", problems)
                .isZero();
        assertThat(directory.resolve("mine/grades/ServeGrades.class")).exists();
    }

    /** What a student does: another package, and an import of the one that it came from. */
    private Path copy(Class<?> main) throws IOException {
        String name = main.getName().replace('.', '/') + ".java";
        String source =
                Files.readString(ChildProcess.basedir().resolve("src/main/java").resolve(name));
        String original = main.getPackageName();
        String mine = original.replace("io.labnet.examples", "mine");
        Path copy = directory.resolve(mine).resolve(main.getSimpleName() + ".java");
        Files.createDirectories(copy.getParent());
        String changed =
                source.replace("package " + original + ";", "package " + mine + ";\n\nimport " + original + ".*;");
        assertThat(changed).isNotEqualTo(source);
        return Files.writeString(copy, changed);
    }
}
