// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Framing;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Group;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Protohackers 3, "Budget Chat": a chat room of lines in ASCII. The server asks each client for a unique name of
 * letters and digits. It sends every message to all other members, and announces who enters and leaves. A member that
 * does not read delays nobody: the server resets its connection when too many bytes to it are unsent.
 */
public final class BudgetChat {
    private static final int MAX_LINE = 1024;

    /** The maximum length of the list of members, which may be longer than any received line. */
    private static final int MAX_LIST = 1 << 20;

    private static final Lines LINES = Lines.lf().acceptingBoth().withCharset(StandardCharsets.US_ASCII);
    private static final Protocol<String, String> PROTOCOL = Framing.protocol(
                    "budget chat", LINES.framing(MAX_LINE), LINES.framing(MAX_LIST))
            .withIdle(Duration.ofHours(1));

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]{1,32}");

    // The members. Several threads serve them, so the methods that change the names are synchronized.
    private final Set<String> names = new LinkedHashSet<>();
    private final Group<String> members = new Group<>();

    /** Creates an empty room. */
    public BudgetChat() {}

    private synchronized boolean enter(String name, Outbox<String> out) {
        if (names.contains(name)) {
            return false;
        }
        members.send("* " + name + " has entered the room");
        out.send("* The room contains: " + String.join(", ", names));
        names.add(name);
        members.join(out.remote());
        return true;
    }

    private synchronized void leave(String name) {
        names.remove(name);
        members.send("* " + name + " has left the room");
    }

    private final class User implements Session<String, String> {
        private @Nullable String name;

        @Override
        public void opened(Outbox<String> out) {
            out.send("Welcome to budget chat! Which name do you want?");
        }

        @Override
        public void received(String line, Outbox<String> out) {
            if (name != null) {
                members.send("[" + name + "] " + line, out.remote());
            } else if (!NAME.matcher(line).matches()) {
                out.send("A name has 1 to 32 letters and digits. Goodbye!");
                out.finish();
            } else if (enter(line, out)) {
                name = line;
            } else {
                out.send("That name is already taken. Goodbye!");
                out.finish();
            }
        }

        /** Called in whichever way the connection ends; the group has already removed the client. */
        @Override
        public void closed() {
            if (name != null) {
                leave(name);
            }
        }
    }

    /** {@return the server's side of a new connection} */
    public Conversation<?, ?> conversation() {
        return new Conversation<>(PROTOCOL, new User());
    }

    /**
     * Serves until the process ends.
     *
     * @param args the port, 0 for a free one
     * @throws IOException if the port is in use
     */
    public static void main(String[] args) throws IOException {
        try {
            BudgetChat room = new BudgetChat();
            Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
            Server server = new TcpTransport().serve(at, peer -> room.conversation());
            System.out.println("listening on port " + server.endpoint().port());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            System.err.println("usage: BudgetChat PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
