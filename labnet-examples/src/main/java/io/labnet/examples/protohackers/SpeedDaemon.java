// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.codec.StrictText;
import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Protohackers 6, "Speed Daemon": cameras report the cars that pass. Dispatchers get a ticket for each car that was too
 * fast between two cameras of a road. A car gets at most one ticket per day. Observations arrive in any order. A ticket
 * waits until its road has a dispatcher. A client that breaks a rule gets an error and is disconnected.
 */
public final class SpeedDaemon {
    private static final Framing<Object> RECEIVED = Frames.fields(512, SpeedDaemon::read);

    /** Clients may be silent without limit. */
    private static final Protocol<Object, Sent> PROTOCOL = new Protocol<Object, Sent>(
                    "speed daemon", RECEIVED.decoders(), Sent::write, RECEIVED.maxBytes())
            .withIdle(Protocol.NO_LIMIT);

    private static final Comparator<Observation> BY_TIME =
            Comparator.comparingLong(Observation::time).thenComparingInt(Observation::mile);

    // Several threads serve the clients, which share these fields, so all methods that use them are synchronized.
    private final Map<Integer, Road> roads = new HashMap<>();
    private final Map<String, BitSet> ticketedDays = new HashMap<>();

    SpeedDaemon() {}

    private record Plate(String text, long time) {}

    private record WantHeartbeat(long deciseconds) {}

    private record IAmCamera(int road, int mile, int limit) {}

    private record IAmDispatcher(List<Integer> roads) {}

    /**
     * Reads a message from a client. If bytes are missing, the buffer throws an exception, and the decoder calls this
     * method again when more have arrived.
     */
    private static Object read(ByteBuffer in) {
        int kind = Byte.toUnsignedInt(in.get());
        return switch (kind) {
            case 0x20 -> new Plate(StrictText.readAfterByte(in, US_ASCII), Integer.toUnsignedLong(in.getInt()));
            case 0x40 -> new WantHeartbeat(Integer.toUnsignedLong(in.getInt()));
            case 0x80 -> new IAmCamera(u16(in), u16(in), u16(in));
            case 0x81 -> {
                int count = Byte.toUnsignedInt(in.get());
                yield new IAmDispatcher(
                        Stream.generate(() -> u16(in)).limit(count).toList());
            }
            default -> throw new ProtocolException(Reason.MALFORMED, 0, "clients do not send type " + kind);
        };
    }

    private static int u16(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    /** A message to a client, with a method that writes its bytes. */
    private interface Sent {
        void write(ByteSink out);
    }

    private record Observation(long time, int mile) {
        int day() {
            return (int) (time / 86_400);
        }
    }

    private record Ticket(String plate, int road, Observation from, Observation to, int speed) implements Sent {
        @Override
        public void write(ByteSink out) {
            out.put(0x21);
            out.putSized(1, text -> text.putText(plate));
            out.putShort(road);
            for (Observation observation : List.of(from, to)) {
                out.putShort(observation.mile);
                out.putInt((int) observation.time);
            }
            out.putShort(speed);
        }
    }

    private final class Client implements Session<Object, Sent> {
        private @Nullable IAmCamera camera;
        private @Nullable IAmDispatcher dispatcher;
        private boolean wantsHeartbeat;

        @Override
        public void received(Object message, Outbox<Sent> out) {
            boolean isNew = camera == null && dispatcher == null;
            if (message instanceof Plate seen && camera != null) {
                observe(camera, seen);
            } else if (message instanceof IAmCamera me && isNew) {
                camera = me;
            } else if (message instanceof IAmDispatcher me && isNew) {
                dispatcher = me;
                join(out.remote(), me);
            } else if (message instanceof WantHeartbeat wanted && !wantsHeartbeat) {
                wantsHeartbeat = true;
                if (wanted.deciseconds > 0) {
                    out.every(Duration.ofMillis(100 * wanted.deciseconds), timer -> timer.send(to -> to.put(0x41)));
                }
            } else {
                fail("not allowed in this state: " + message, out);
            }
        }

        @Override
        public void rejected(ProtocolException problem, Outbox<Sent> out) {
            fail("invalid message: " + problem.getMessage(), out);
        }

        private void fail(String problem, Outbox<Sent> out) {
            out.send(to -> {
                to.put(0x10);
                to.putSized(1, text -> text.putText(problem.substring(0, Math.min(problem.length(), 255))));
            });
            out.finish();
        }

        /** Called when all output has been sent: there may now be space for waiting tickets. */
        @Override
        public void drained(Outbox<Sent> out) {
            if (dispatcher != null) {
                join(out.remote(), dispatcher);
            }
        }
    }

    private synchronized void join(Remote<Sent> client, IAmDispatcher dispatcher) {
        for (int number : dispatcher.roads) {
            Road road = roads.computeIfAbsent(number, any -> new Road());
            road.dispatchers.add(client);
            road.deliver();
        }
    }

    private synchronized void observe(IAmCamera camera, Plate plate) {
        Road road = roads.computeIfAbsent(camera.road, any -> new Road());
        TreeSet<Observation> all = road.observations.computeIfAbsent(plate.text, any -> new TreeSet<>(BY_TIME));
        Observation seen = new Observation(plate.time, camera.mile);
        all.add(seen);
        // If a car was too fast between any two observations, it was too fast between two adjacent observations.
        check(plate.text, camera, all.lower(seen), seen);
        check(plate.text, camera, seen, all.higher(seen));
        road.deliver();
    }

    private void check(String plate, IAmCamera camera, @Nullable Observation from, @Nullable Observation to) {
        if (from == null || to == null) {
            return;
        }
        long miles = Math.abs(to.mile - from.mile);
        long seconds = to.time - from.time;
        BitSet days = ticketedDays.computeIfAbsent(plate, any -> new BitSet());
        int ticketed = days.nextSetBit(from.day());
        if (miles * 3600 > camera.limit * seconds && (ticketed < 0 || ticketed > to.day())) {
            days.set(from.day(), to.day() + 1);
            int speed = (int) Math.min(0xffff, Math.round(miles * 3600 * 100.0 / seconds));
            roads.get(camera.road).tickets.add(new Ticket(plate, camera.road, from, to, speed));
        }
    }

    private static final class Road {
        private final Map<String, TreeSet<Observation>> observations = new HashMap<>();
        private final Queue<Ticket> tickets = new ArrayDeque<>();
        private final Set<Remote<Sent>> dispatchers = new HashSet<>();

        /** Sends the tickets to dispatchers that accept them, and keeps the others. */
        void deliver() {
            dispatchers.removeIf(Remote::isOver);
            for (Remote<Sent> dispatcher : dispatchers) {
                while (!tickets.isEmpty() && dispatcher.send(tickets.element())) {
                    tickets.remove();
                }
            }
        }
    }

    /** {@return the server's side of a new connection} */
    Conversation<?, ?> conversation() {
        return new Conversation<>(PROTOCOL, new Client());
    }

    /**
     * Serves until the process ends.
     *
     * @param args the port, 0 for a free one
     * @throws IOException if the port is in use
     */
    public static void main(String[] args) throws IOException {
        try {
            SpeedDaemon daemon = new SpeedDaemon();
            Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
            Server server = new TcpTransport().serve(at, peer -> daemon.conversation());
            System.out.println("listening on port " + server.endpoint().port());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            System.err.println("usage: SpeedDaemon PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
