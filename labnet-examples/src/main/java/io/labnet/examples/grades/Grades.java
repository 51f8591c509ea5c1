// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import io.labnet.examples.cli.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Both sides of the grades system in one program, chosen by {@code -r server} or {@code -r client}. */
@Command(name = "grades", description = "Runs one side of the grades system.")
public final class Grades implements Callable<Integer> {
    private enum Role {
        server,
        client
    }

    @Option(names = "-r", required = true, paramLabel = "ROLE", description = "server or client; its options follow")
    private Role role = Role.server;

    @Unmatched
    private final List<String> rest = new ArrayList<>();

    private Grades() {}

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
        Object side = role == Role.server ? new GradeServerCommand() : new GradeClientCommand();
        return Program.run(side, rest.toArray(String[]::new));
    }
}
