// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import io.labnet.examples.cli.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Both sides of the grades system in one program, chosen by {@code -r server} or {@code -r client}. */
@Command(name = "grades", description = "Runs one side of the grades system.")
public final class Grades implements Callable<Integer> {
    private enum Role {
        server,
        client
    }

    @Option(names = "-r", paramLabel = "ROLE", description = "server or client; the options of that side follow")
    private @Nullable Role role;

    @Option(
            names = {"-h", "--help"},
            description = "show this help or, after a role, that of the side")
    private boolean help;

    @Unmatched
    private final List<String> rest = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    Grades() {}

    /**
     * Runs a side.
     *
     * @param args {@code -r server} or {@code -r client}, and the options of that side
     */
    public static void main(String[] args) {
        Program.main(new Grades(), args);
    }

    @Override
    public Integer call() {
        if (role == null) {
            return explain(Objects.requireNonNull(spec, "set by picocli").commandLine());
        }
        if (help) {
            rest.add("--help");
        }
        Object side = role == Role.server ? new GradeServerCommand() : new GradeClientCommand();
        // Its own errors and help then name it as it was called.
        return Program.commandLine(side).setCommandName("grades -r " + role).execute(rest.toArray(String[]::new));
    }

    private int explain(CommandLine command) {
        if (!help) {
            throw new ParameterException(command, "Missing required option: '-r=ROLE'");
        }
        command.usage(command.getOut());
        return CommandLine.ExitCode.OK;
    }
}
