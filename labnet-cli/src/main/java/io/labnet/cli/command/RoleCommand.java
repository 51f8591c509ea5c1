// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Both sides of a system in one program; {@code -r server} or {@code -r client} selects the side. */
public abstract class RoleCommand implements Callable<Integer> {
    private enum Role {
        SERVER,
        CLIENT
    }

    private static final class Roles extends Choices<Role> {
        Roles() {
            super(Role.class);
        }
    }

    private final Supplier<?> server;
    private final Supplier<?> client;

    @Option(
            names = "-r",
            paramLabel = "ROLE",
            converter = Roles.class,
            completionCandidates = Roles.class,
            description = "server or client (required); the options of that side follow")
    private @Nullable Role role;

    @Option(
            names = {"-h", "--help"},
            description = "show this help, or after a role the help of that side")
    private boolean help;

    @Unmatched
    private final List<String> rest = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * Creates the program.
     *
     * @param server creates the server's command
     * @param client creates the client's command
     */
    protected RoleCommand(Supplier<?> server, Supplier<?> client) {
        this.server = server;
        this.client = client;
    }

    @Override
    public final Integer call() {
        CommandSpec called = Objects.requireNonNull(spec, "set by picocli");
        if (role == null) {
            return explain(called.commandLine());
        }
        if (help) {
            rest.add("--help");
        }
        Object side = (role == Role.SERVER ? server : client).get();
        // Error messages and help then show the name by which the user called the program.
        return Program.commandLine(side)
                .setCommandName(called.name() + " -r " + role.name().toLowerCase(Locale.ROOT))
                .execute(rest.toArray(String[]::new));
    }

    private int explain(CommandLine command) {
        if (!help) {
            throw new ParameterException(command, "Missing required option: '-r=ROLE'");
        }
        command.usage(command.getOut());
        return CommandLine.ExitCode.OK;
    }
}
