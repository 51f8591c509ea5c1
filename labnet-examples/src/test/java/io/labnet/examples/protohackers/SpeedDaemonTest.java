// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;
import io.labnet.examples.protohackers.Checker.Served;
import io.labnet.testkit.Chunks;
import io.labnet.testkit.ConversationDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedDaemonTest {
    private static final String TRANSPORTS = "io.labnet.examples.protohackers.Checker#transports";
    private static final int DAY = 86_400;

    private final SpeedDaemon daemon = new SpeedDaemon();

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void ticket_waitsForDispatcher(Transport transport) throws IOException {
        byte[] first = hex("80007b0008003c" + "2004554e315800000000");
        byte[] second = hex("80007b0009003c" + "2004554e31580000002d");
        byte[] ticket = hex("2104554e3158007b000800000000000900" + "00002d1f40");
        for (int seed = 0; seed < 5; seed++) {
            try (Served island = new Served(transport, new SpeedDaemon()::conversation);
                    Checker here = island.connect();
                    Checker there = island.connect();
                    Checker dispatcher = island.connect()) {
                there.sendCut(second, seed);
                here.sendBytewise(first).finish();
                assertThat(here.rest()).isEmpty();
                dispatcher.sendBytewise(hex("8101007b"));
                assertThat(dispatcher.read(ticket.length)).isEqualTo(ticket);
            }
        }
    }

    @Test
    void observations_inAnyOrder_giveTicket() {
        ConversationDriver dispatcher = client().arrive(dispatcher(1));
        ConversationDriver atMile0 = client().arrive(camera(1, 0, 60));
        ConversationDriver atMile100 = client().arrive(camera(1, 100, 60));
        ConversationDriver elsewhere = client().arrive(camera(2, 50, 60));
        atMile0.arrive(plate("A", 10_000));
        elsewhere.arrive(plate("A", 10_001));
        assertThat(dispatcher.settle()).hasSaidNothing();
        // Backwards, and seen before it came.
        atMile100.arrive(plate("A", 10_000 - 3_600));
        assertThat(dispatcher.settle()).hasSent(ticket("A", 1, 100, 6_400, 0, 10_000, 10_000));
    }

    @ParameterizedTest
    @CsvSource({"3600, 60, 0", "3601, 60, 0", "3570, 60, 6050", "900, 239, 24000", "1, 60, 65535", "0, 60, 65535"})
    void aCarIsTooFast_aboveTheLimit(int seconds, int limit, int speed) {
        ConversationDriver dispatcher = client().arrive(dispatcher(7));
        client().arrive(camera(7, 1_000, limit)).arrive(plate("A", 5));
        client().arrive(camera(7, 1_060, limit)).arrive(plate("A", 5 + seconds));
        if (speed == 0) {
            assertThat(dispatcher.settle()).hasSaidNothing();
        } else {
            assertThat(dispatcher.settle()).hasSent(ticket("A", 7, 1_000, 5, 1_060, 5 + seconds, speed));
        }
    }

    @Test
    void car_getsOneTicketPerDay() {
        ConversationDriver dispatcher = client().arrive(dispatcher(1, 2));
        ConversationDriver start = client().arrive(camera(1, 0, 10));
        ConversationDriver end = client().arrive(camera(1, 1_000, 10));
        start.arrive(plate("A", 2 * DAY - 1_800));
        end.arrive(plate("A", 2 * DAY + 1_800));
        assertThat(dispatcher.settle()).hasSent(ticket("A", 1, 0, 2 * DAY - 1_800, 1_000, 2 * DAY + 1_800, 65_535));

        client().arrive(camera(2, 0, 10)).arrive(plate("A", DAY)).arrive(plate("A", 2 * DAY + 10_000));
        client().arrive(camera(2, 1_000, 10)).arrive(plate("A", DAY + 3_600)).arrive(plate("A", 2 * DAY + 20_000));
        assertThat(dispatcher.settle()).hasSaidNothing();

        start.arrive(plate("A", 3 * DAY)).arrive(plate("B", 2 * DAY));
        end.arrive(plate("A", 3 * DAY + 36_000)).arrive(plate("B", 2 * DAY + 36_000));
        assertThat(dispatcher.settle().bytes())
                .endsWith(Chunks.join(List.of(
                        ticket("A", 1, 0, 3 * DAY, 1_000, 3 * DAY + 36_000, 10_000),
                        ticket("B", 1, 0, 2 * DAY, 1_000, 2 * DAY + 36_000, 10_000))));
    }

    @Test
    void ticket_isSentOnceToConnectedDispatcher() {
        ConversationDriver gone = client().arrive(dispatcher(1));
        gone.disconnect(new IOException("gone"));
        client().arrive(camera(1, 0, 60)).arrive(plate("A", 0)).arrive(plate("B", 0));
        ConversationDriver end = client().arrive(camera(1, 100, 60)).arrive(plate("A", 3_600));
        ConversationDriver first = client().arrive(dispatcher(1));
        assertThat(first).hasSent(ticket("A", 1, 0, 0, 100, 3_600, 10_000));
        ConversationDriver second = client().arrive(dispatcher(2, 1, 1));
        end.arrive(plate("B", 3_600));
        byte[] both =
                Chunks.join(List.of(first.settle().bytes(), second.settle().bytes()));
        assertThat(both)
                .isEqualTo(Chunks.join(
                        List.of(ticket("A", 1, 0, 0, 100, 3_600, 10_000), ticket("B", 1, 0, 0, 100, 3_600, 10_000))));
    }

    @Test
    void ticketsAboveLimit_areSentLater() {
        int cars = 60_000;
        ConversationDriver dispatcher = client().stopReading().arrive(dispatcher(1));
        ConversationDriver start = client().arrive(camera(1, 0, 60));
        ConversationDriver end = client().arrive(camera(1, 100, 60));
        for (int car = 0; car < cars; car++) {
            String plate = String.format("%06d", car);
            start.arrive(plate(plate, 0));
            end.arrive(plate(plate, 3_600));
        }
        dispatcher.settle();
        assertThat(dispatcher.session().unsent().remaining()).isLessThan(1_100_000);
        byte[] tickets = dispatcher.readAll().bytes();
        Set<String> plates = new HashSet<>();
        int bytes = tickets.length / cars;
        for (byte[] ticket : Chunks.ofSize(tickets, bytes)) {
            plates.add(HexFormat.of().formatHex(ticket, 2, 8));
        }
        assertThat(plates).hasSize(cars);
    }

    @Test
    void heartbeatsComeAtTheirInterval() {
        ConversationDriver client = client().arrive(hex("4000000019"));
        assertThat(client.pass(Duration.ofMillis(2_499))).hasSaidNothing();
        assertThat(client.pass(Duration.ofMillis(1))).hasSent(hex("41"));
        client.arrive(camera(1, 1, 1));
        assertThat(client.pass(Duration.ofSeconds(5))).hasSent(hex("41"), hex("41"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4000000000", "40ffffffff"})
    void heartbeatInterval0OrLong_sendsNone(String request) {
        ConversationDriver client = client().arrive(hex(request));
        assertThat(client.pass(Duration.ofDays(4_900))).hasSaidNothing().isOpen();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "ff",
                "10",
                "21",
                "41",
                "200141" + "00000000",
                "81010001" + "200141" + "00000000",
                "80000100020003" + "80000100020003",
                "80000100020003" + "8100",
                "8100" + "8100",
                "8100" + "80000100020003",
                "4000000000" + "400000000a",
                "400000000a" + "4000000000",
                "80000100020003" + "2001ff00000000",
                "8103000100020003" + "8103000100020003",
            })
    void invalidMessage_getsErrorAndDisconnect(String input) throws IOException {
        try (Served island = new Served(new MemoryTransport(), new SpeedDaemon()::conversation);
                Checker client = island.connect()) {
            String error = client.send(hex(input)).rest();
            assertThat(error.charAt(0)).isEqualTo('\u0010');
            assertThat(error.length()).isEqualTo(2 + error.charAt(1)).isGreaterThan(2);
        }
    }

    @Test
    void truncatedMessage_getsError() {
        ConversationDriver client = client().arrive(hex("80000100")).end();
        assertThat(client.bytes()).startsWith(0x10);
        assertThat(client).isFinished();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void manyClients_withDisconnects_areServed(Transport transport) throws IOException {
        try (Served island = new Served(transport, new SpeedDaemon()::conversation)) {
            List<Checker> crowd = island.crowd();
            for (int i = 0; i < crowd.size(); i++) {
                int road = i / 4;
                Checker client = crowd.get(i);
                switch (i % 4) {
                    case 0 ->
                        client.send(dispatcher(60_000)).send(hex("40000000")).vanish();
                    case 1 -> client.send(camera(road, 0, 60)).sendCut(plate("UN1X" + road, 0), i);
                    case 2 -> client.send(camera(road, 100, 60)).sendBytewise(plate("UN1X" + road, 3_600));
                    default -> client.send(dispatcher(road));
                }
            }
            for (int i = 3; i < crowd.size(); i += 4) {
                byte[] ticket = ticket("UN1X" + i / 4, i / 4, 0, 0, 100, 3_600, 10_000);
                assertThat(crowd.get(i).read(ticket.length)).isEqualTo(ticket);
                assertThat(crowd.get(i).finish().rest()).isEmpty();
            }
        }
    }

    private ConversationDriver client() {
        return new ConversationDriver(daemon.conversation());
    }

    private static byte[] camera(int road, int mile, int limit) {
        return hex(String.format("80%04x%04x%04x", road, mile, limit));
    }

    private static byte[] dispatcher(int... roads) {
        ByteArraySink out = new ByteArraySink();
        out.put(0x81);
        out.put(roads.length);
        for (int road : roads) {
            out.putShort(road);
        }
        return out.toByteArray();
    }

    private static byte[] plate(String plate, long time) {
        ByteArraySink out = new ByteArraySink();
        out.put(0x20);
        out.putSized(1, text -> text.putText(plate));
        out.putInt((int) time);
        return out.toByteArray();
    }

    private static byte[] ticket(String plate, int road, int mile1, long time1, int mile2, long time2, int speed) {
        ByteArraySink out = new ByteArraySink();
        out.put(0x21);
        out.putSized(1, text -> text.putText(plate));
        out.putShort(road);
        out.putShort(mile1);
        out.putInt((int) time1);
        out.putShort(mile2);
        out.putInt((int) time2);
        out.putShort(speed);
        return out.toByteArray();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
