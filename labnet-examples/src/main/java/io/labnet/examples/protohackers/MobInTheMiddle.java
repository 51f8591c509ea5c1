// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Protohackers 5, "Mob in the Middle": a proxy between chat users and their server. The proxy replaces every Boguscoin
 * address by its own, in both directions. For each client it connects to the server, and passes on complete
 * lines in both directions. When one side ends, the proxy passes on that side's last line, and then closes the other
 * side. When one side does not read, the proxy stops reading from the other.
 */
public final class MobInTheMiddle {
    private static final String OWN_ADDRESS = "7YWHMfk9JZe0LM0g1ZauHuiSxhI";

    /** The digit 7, then 25 to 34 letters and digits. On each side there is a space or an end of the line. */
    private static final Pattern ADDRESS = Pattern.compile("(?<![^ ])7[a-zA-Z0-9]{25,34}(?![^ ])");

    private static final Duration IDLE = Duration.ofHours(1);
    private static final int MAX_LINE = 64 * 1024;

    /** In ISO 8859-1 every byte is a character, so the proxy passes on all bytes outside of addresses unchanged. */
    private static final Protocol<String, String> PROTOCOL = Lines.lf()
            .withCharset(StandardCharsets.ISO_8859_1)
            .framing(MAX_LINE)
            .protocol("mob in the middle")
            .withIdle(IDLE);

    /**
     * The maximum number of unsent bytes to one side: while there are more, the proxy does not read from the other
     * side.
     */
    private static final int MAX_UNSENT = 64 * 1024;

    private MobInTheMiddle() {}

    /**
     * One of the proxy's two connections for a client: to the client, or to the chat server. The lines received on one
     * connection are sent on the other. The two connections may run on different threads.
     */
    private static final class Side implements Session<String, String> {
        private Consumer<Outbox<String>> begin = out -> {};

        /** The other connection; {@code null} until it has opened, and constant afterwards. */
        private volatile @Nullable Remote<String> other;

        @Override
        public void opened(Outbox<String> out) {
            begin.accept(out);
        }

        @Override
        public void received(String line, Outbox<String> out) {
            Remote<String> to = Objects.requireNonNull(other, "nothing is read before");
            if (!to.send(ADDRESS.matcher(line).replaceAll(OWN_ADDRESS))) {
                out.finish();
            }
        }

        /**
         * Reads even while output to this side is unsent, because both sides may send before they read. Stops reading
         * only while too many bytes are unsent on the other side.
         */
        @Override
        public ReadPolicy readPolicy() {
            Remote<String> to = other;
            return to == null || to.unsentBytes() > MAX_UNSENT ? ReadPolicy.NOT_NOW : ReadPolicy.ALWAYS;
        }

        @Override
        public void drained(Outbox<String> out) {
            runOnOther(any -> {}); // After any task, the other conversation asks for its read policy again.
        }

        @Override
        public void closed() {
            runOnOther(Outbox::finish);
        }

        boolean runOnOther(Consumer<Outbox<String>> task) {
            Remote<String> to = other;
            return to != null && to.run(task);
        }
    }

    /** Returns the proxy's side of a new connection. It connects to the chat server when the connection opens. */
    static Conversation<?, ?> conversation(Transport transport, Endpoint chat) {
        Side client = new Side();
        Side upstream = new Side();
        ConnectOptions options = ConnectOptions.defaults().withReadTimeout(IDLE);
        client.begin = out -> {
            upstream.other = out.remote();
            out.work(
                    () -> transport.connect(chat, new Conversation<>(PROTOCOL, upstream), options),
                    (connected, after) -> {},
                    (unreachable, after) -> after.finish());
        };
        upstream.begin = out -> {
            client.other = out.remote();
            if (!upstream.runOnOther(any -> {})) {
                // The client disconnected before the connection to the chat server opened, so the client's closed()
                // could not finish that connection.
                out.finish();
            }
        };
        return new Conversation<>(PROTOCOL, client);
    }

    /**
     * Serves until the process ends.
     *
     * @param args the port, 0 for a free one; the host and the port of the chat server
     * @throws IOException if the port is in use
     */
    public static void main(String[] args) throws IOException {
        try {
            Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
            Endpoint chat = new Endpoint(args[1], Integer.parseInt(args[2]));
            Transport tcp = new TcpTransport();
            Server server = tcp.serve(at, peer -> conversation(tcp, chat));
            System.out.println("listening on port " + server.endpoint().port());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            System.err.println(
                    "usage: MobInTheMiddle PORT HOST SERVER-PORT, where ports are from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
