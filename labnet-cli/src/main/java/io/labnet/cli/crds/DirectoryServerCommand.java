// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.ListenOptions;
import io.labnet.cli.command.LongRunning;
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
import io.labnet.store.rooms.JdbcRoomDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet crds server}: keeps a directory of rooms until it is told to end. */
@Command(name = "server", description = "Keeps a directory of chat rooms, and tells clients where they are.")
public final class DirectoryServerCommand extends LongRunning implements Callable<Integer> {
    @Mixin
    private final ListenOptions listen =
            new ListenOptions(CrdsProtocol.DEFAULT_PORT, CrdsProtocol.server().idle());

    @Option(
            names = "--db",
            paramLabel = "DB",
            // On a line of its own the URL is never broken.
            description = {
                "keep the rooms in a SQLite file, or in",
                "jdbc:postgresql://HOST:PORT/NAME?user=USER",
                "with the password in ~/.pgpass; several servers may share them (default: in memory)"
            })
    private @Nullable String db;

    @Bounds(min = 1, max = Integer.MAX_VALUE)
    @Option(
            names = "--max-rooms",
            paramLabel = "N",
            defaultValue = "" + DirectoryRules.DEFAULT_MAX_ROOMS,
            description = "refuse more rooms than so many (default: ${DEFAULT-VALUE})")
    private int maxRooms;

    @Option(names = "--overwrite", description = "let a room take the place of the one that has its name")
    private boolean overwrite;

    @Option(names = "--quiet", description = "print only where it listens, and what is refused")
    private boolean quiet;

    /** Makes the command; picocli does, or a program that has it for a side. */
    public DirectoryServerCommand() {}

    @Override
    public Integer call() throws Failure, IOException {
        Endpoint at = listen.endpoint();
        DirectoryRules rules = new DirectoryRules(maxRooms, overwrite);
        PrintStream out = BackgroundOutput.inFrontOf(System.out);
        try (RoomDirectory directory = directory(rules)) {
            CrdsListener listener = CrdsListener.printing(out, quiet);
            Server server = listen.serve(at, new CrdsService(directory, listener));
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
