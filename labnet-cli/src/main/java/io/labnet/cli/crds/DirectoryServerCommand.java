// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.ExplainOption;
import io.labnet.cli.command.LongRunning;
import io.labnet.cli.listen.ListenOptions;
import io.labnet.cli.process.BackgroundOutput;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.directory.RoomDirectory;
import io.labnet.crds.server.CrdsListener;
import io.labnet.crds.server.CrdsService;
import io.labnet.crds.trace.CrdsDialogue;
import io.labnet.store.rooms.JdbcRoomDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet crds server}: keeps a directory of rooms until the process is terminated. */
@Command(
        name = "server",
        description = "Keeps a directory of chat rooms, and sends clients their addresses.",
        footer = {"", "Example: labnet crds server --db rooms.db"})
public final class DirectoryServerCommand extends LongRunning implements Callable<Integer> {
    @Mixin
    private final ListenOptions listen =
            new ListenOptions(CrdsProtocol.DEFAULT_PORT, CrdsProtocol.server().idle(), CrdsDialogue::new);

    @Option(
            names = "--db",
            paramLabel = "DB",
            // The URL has its own line, so that the help text never breaks it.
            description = {
                "where to keep the rooms: a SQLite file, or",
                "jdbc:postgresql://HOST:PORT/NAME?user=USER",
                "with the password in ~/.pgpass; several servers may share it (default: in memory)"
            })
    private @Nullable String db;

    @Bounds(min = 1, max = Integer.MAX_VALUE)
    @Option(
            names = "--max-rooms",
            paramLabel = "N",
            defaultValue = "" + DirectoryRules.DEFAULT_MAX_ROOMS,
            description = "the maximum number of rooms (default: ${DEFAULT-VALUE})")
    private int maxRooms;

    @Option(names = "--overwrite", description = "let a new room replace the one with the same name")
    private boolean overwrite;

    @Mixin
    private final ExplainOption explain = new ExplainOption();

    @Option(names = "--quiet", description = "print only the line with the port, and refusals")
    private boolean quiet;

    /** Creates the command; called by picocli and by {@link Chat}. */
    public DirectoryServerCommand() {}

    @Override
    public Integer call() throws Failure, IOException {
        Endpoint at = listen.endpoint();
        DirectoryRules rules = new DirectoryRules(maxRooms, overwrite);
        PrintStream out = BackgroundOutput.inFrontOf(System.out);
        try (RoomDirectory directory = directory(rules)) {
            CrdsListener listener = CrdsListener.printing(out, quiet);
            Server server = listen.serve(at, new CrdsService(directory, listener, explain.isGiven()));
            listener.listening(server.endpoint());
            ListenOptions.awaitEnd(server);
            listener.stopped();
            return 0;
        } finally {
            out.close();
        }
    }

    private RoomDirectory directory(DirectoryRules rules) throws IOException {
        if (db == null) {
            return new MemoryRoomDirectory(rules);
        }
        try {
            return JdbcRoomDirectory.open(db, rules);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--db: " + e.getMessage());
        }
    }
}
