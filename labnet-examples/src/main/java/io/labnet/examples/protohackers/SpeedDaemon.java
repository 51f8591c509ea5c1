// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.codec.StrictText;
import io.labnet.core.framing.Frames;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
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
 * Protohackers 6, "Speed Daemon": cameras report the cars that pass, and dispatchers get a ticket for each car that was too
 * fast between two cameras of a road, at most one for a car and a day. Observations come in any order, and a ticket waits
 * until its road has a dispatcher. A client that breaks a rule gets an error and is disconnected.
 */
public final class SpeedDaemon {
    private static final int MAX_MESSAGE_BYTES = 512;

    /** Clients may be silent for as long as they like. */
    private static final Protocol<Message, Message> PROTOCOL = Frames.fields(
                    MAX_MESSAGE_BYTES, SpeedDaemon::read, SpeedDaemon::write)
            .protocol("speed daemon")
            .withIdle(Protocol.NO_LIMIT);

    private static final Comparator<Observation> BY_TIME =
            Comparator.comparingLong(Observation::time).thenComparingInt(Observation::mile);

    // What all clients share. Several threads serve them, so whatever uses it is synchronized.
    private final Map<Car, TreeSet<Observation>> observations = new HashMap<>();
    private final Map<String, BitSet> ticketedDays = new HashMap<>();
    private final Map<Integer, Queue<Ticket>> tickets = new HashMap<>();
    private final Map<Integer, Set<Remote<Message>>> dispatchers = new HashMap<>();

    SpeedDaemon() {}

    private interface Message {}

    private record Plate(String plate, long time) implements Message {}

    private record WantHeartbeat(long deciseconds) implements Message {}

    private record IAmCamera(int road, int mile, int limit) implements Message {}

    private record IAmDispatcher(List<Integer> roads) implements Message {}

    private record Heartbeat() implements Message {}

    private record Failure(String text) implements Message {}

    private record Ticket(Car car, Observation from, Observation to, int speed) implements Message {}

    private record Car(String plate, int road) {}

    private record Observation(long time, int mile) {
        int day() {
            return (int) (time / 86_400);
        }
    }

    /** Reads what clients send. If bytes are missing, the buffer throws; this is called again when more have come. */
    private static Message read(ByteBuffer in) {
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

    private static void write(Message message, ByteSink out) {
        if (message instanceof Ticket ticket) {
            out.put(0x21);
            out.putSized(1, plate -> plate.putText(ticket.car.plate));
            out.putShort(ticket.car.road);
            for (Observation observation : List.of(ticket.from, ticket.to)) {
                out.putShort(observation.mile);
                out.putInt((int) observation.time);
            }
            out.putShort(ticket.speed);
        } else if (message instanceof Failure failure) {
            out.put(0x10);
            out.putSized(1, text -> text.putText(failure.text.substring(0, Math.min(failure.text.length(), 255))));
        } else {
            out.put(0x41);
        }
    }

    private final class Client implements Session<Message, Message> {
        private @Nullable IAmCamera camera;
        private @Nullable Remote<Message> dispatcher;
        private List<Integer> roads = List.of();
        private boolean wantsHeartbeat;

        @Override
        public void received(Message message, Outbox<Message> out) {
            boolean isNew = camera == null && dispatcher == null;
            if (message instanceof Plate seen && camera != null) {
                observe(new Car(seen.plate, camera.road), new Observation(seen.time, camera.mile), camera.limit);
            } else if (message instanceof IAmCamera me && isNew) {
                camera = me;
            } else if (message instanceof IAmDispatcher me && isNew) {
                dispatcher = out.remote();
                roads = me.roads;
                join(dispatcher, roads);
            } else if (message instanceof WantHeartbeat wanted && !wantsHeartbeat) {
                wantsHeartbeat = true;
                if (wanted.deciseconds > 0) {
                    out.every(Duration.ofMillis(100 * wanted.deciseconds), timer -> timer.send(new Heartbeat()));
                }
            } else {
                fail("this is not allowed now: " + message, out);
            }
        }

        @Override
        public void rejected(ProtocolException problem, Outbox<Message> out) {
            fail(String.valueOf(problem.getMessage()), out);
        }

        private void fail(String problem, Outbox<Message> out) {
            out.send(new Failure(problem));
            out.finish();
        }

        /** What was sent has left, so that there is room for tickets that were too many before. */
        @Override
        public void drained(Outbox<Message> out) {
            roads.forEach(SpeedDaemon.this::deliver);
        }

        @Override
        public void closed() {
            leave(dispatcher, roads);
        }
    }

    private synchronized void join(Remote<Message> dispatcher, List<Integer> roads) {
        for (int road : roads) {
            dispatchers.computeIfAbsent(road, any -> new HashSet<>()).add(dispatcher);
            deliver(road);
        }
    }

    private synchronized void leave(@Nullable Remote<Message> dispatcher, List<Integer> roads) {
        roads.forEach(road -> dispatchers.getOrDefault(road, Set.of()).remove(dispatcher));
    }

    /** Gives the tickets of a road to a dispatcher that takes them. They are kept if there is none. */
    private synchronized void deliver(int road) {
        Queue<Ticket> waiting = tickets.computeIfAbsent(road, any -> new ArrayDeque<>());
        for (Remote<Message> dispatcher : dispatchers.getOrDefault(road, Set.of())) {
            while (!waiting.isEmpty() && dispatcher.tell(waiting.element())) {
                waiting.remove();
            }
        }
    }

    private synchronized void observe(Car car, Observation seen, int limit) {
        TreeSet<Observation> all = observations.computeIfAbsent(car, any -> new TreeSet<>(BY_TIME));
        all.add(seen);
        // A car that was too fast between any two observations was so between two that follow each other.
        check(car, all.lower(seen), seen, limit);
        check(car, seen, all.higher(seen), limit);
    }

    private void check(Car car, @Nullable Observation from, @Nullable Observation to, int limit) {
        if (from == null || to == null) {
            return;
        }
        long miles = Math.abs(to.mile - from.mile);
        long seconds = to.time - from.time;
        BitSet days = ticketedDays.computeIfAbsent(car.plate, any -> new BitSet());
        int ticketed = days.nextSetBit(from.day());
        if (miles * 3600 > limit * seconds && (ticketed < 0 || ticketed > to.day())) {
            days.set(from.day(), to.day() + 1);
            int speed = (int) Math.min(0xffff, Math.round(miles * 3600 * 100.0 / seconds));
            tickets.computeIfAbsent(car.road, any -> new ArrayDeque<>()).add(new Ticket(car, from, to, speed));
            deliver(car.road);
        }
    }

    /** Makes this server's side of a new connection. */
    Conversation<?, ?> accept() {
        return new Conversation<>(PROTOCOL, new Client());
    }

    /**
     * Serves until the process is ended.
     *
     * @param args the port; 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: SpeedDaemon PORT");
            System.exit(2);
        }
        Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
        Server server = serve(new TcpTransport(), at, ServerOptions.defaults());
        System.out.println("listening on port " + server.endpoint().port());
    }

    /**
     * Starts the server.
     *
     * @param transport how bytes travel
     * @param at where to listen
     * @param options the limits of the server
     * @return the running server
     * @throws IOException if it can't listen there
     */
    public static Server serve(Transport transport, Endpoint at, ServerOptions options) throws IOException {
        SpeedDaemon daemon = new SpeedDaemon();
        return transport.serve(at, peer -> daemon.accept(), options);
    }
}
