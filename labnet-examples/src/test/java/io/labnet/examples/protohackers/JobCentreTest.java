// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;
import io.labnet.examples.protohackers.Checker.Served;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobCentreTest {
    private static final String TRANSPORTS = "io.labnet.examples.protohackers.Checker#transports";
    private static final String NO_JOB = "{\"status\":\"no-job\"}";
    private static final String OK = "{\"status\":\"ok\"}";
    private static final String ERROR = "{\"status\":\"error\",\"error\":\"";

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void splitRequests_areAnsweredInOrder(Transport transport) throws IOException {
        String first = put("cut", 7) + get("cut");
        for (int seed = 0; seed < 7; seed++) {
            try (Served centre = new Served(transport, new JobCentre()::conversation);
                    Checker client = centre.connect()) {
                byte[] requests = Checker.bytes(first + request("abort", 1) + request("delete", 1) + get("cut"));
                switch (seed) {
                    case 0 -> client.send(requests);
                    case 1 -> client.sendBytewise(requests);
                    default -> client.sendCut(requests, seed);
                }
                expect(client, id(1), job("cut", 1, 7), OK, OK, NO_JOB);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void handsOutTheHighestPriorityFirst_ofAllQueuesAskedFor(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker client = centre.connect()) {
            client.send(put("a", 5) + put("b", 9) + put("a", 5) + put("c", 100) + put("a", 0) + put("b", 6));
            expect(client, id(1), id(2), id(3), id(4), id(5), id(6));
            client.send(get("a", "b", "unknown").repeat(6) + get());
            expect(client, job("b", 2, 9), job("b", 6, 6), job("a", 1, 5), job("a", 3, 5), job("a", 5, 0));
            expect(client, NO_JOB, NO_JOB);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aWaitingClient_getsTheJobWhenItIsThere_andItsLaterRepliesAfterIt(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker worker = centre.connect();
                Checker boss = centre.connect()) {
            // More than are read ahead.
            worker.send(waiting("a", "b") + get("none").repeat(40) + waiting("a") + request("delete", 1));
            boss.send(put("c", 1) + put("b", 2));
            expect(boss, id(1), id(2));
            expect(worker, job("b", 2, 2));
            for (int i = 0; i < 40; i++) {
                expect(worker, NO_JOB);
            }
            boss.send(put("a", 3));
            expect(boss, id(3));
            expect(worker, job("a", 3, 3), OK);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void onlyTheClientThatWorksOnAJob_mayAbortIt(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker worker = centre.connect();
                Checker other = centre.connect()) {
            expect(worker.send(put("a", 1) + request("abort", 1)), id(1), NO_JOB);
            expect(worker.send(get("a")), job("a", 1, 1));
            assertThat(other.send(request("abort", 1)).line()).startsWith(ERROR);
            expect(other.send(get("a") + request("abort", 2)), NO_JOB, NO_JOB);
            expect(worker.send(request("abort", 1)), OK);
            expect(other.send(get("a")), job("a", 1, 1));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void anyClientMayDeleteAJob_andItsIdIsNeverUsedAgain(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker worker = centre.connect();
                Checker other = centre.connect()) {
            expect(worker.send(put("a", 1) + put("a", 2) + get("a")), id(1), id(2), job("a", 2, 2));
            expect(other.send(request("delete", 1) + request("delete", 2)), OK, OK);
            expect(other.send(request("delete", 1) + request("delete", 2)), NO_JOB, NO_JOB);
            expect(worker.send(request("abort", 2) + get("a") + put("a", 3)), NO_JOB, NO_JOB, id(3));
            worker.finish();
            assertThat(worker.rest()).isEmpty();
            expect(other.send(get("a") + get("a")), job("a", 3, 3), NO_JOB);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void disconnectedClient_jobsReturnToQueue(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker other = centre.connect()) {
            Checker vanishes = centre.connect();
            expect(vanishes.send(put("a", 1) + put("a", 2) + get("a") + get("a")), id(1), id(2), job("a", 2, 2));
            expect(vanishes, job("a", 1, 1));
            vanishes.send("{\"request\":");
            vanishes.vanish();
            Set<String> back = new HashSet<>(
                    List.of(other.send(waiting("a") + waiting("a")).line(), other.line()));
            assertThat(back).isEqualTo(Set.of(job("a", 1, 1), job("a", 2, 2)));

            Checker ends = centre.connect();
            expect(ends.send(put("b", 3) + get("b")).finish(), id(3), job("b", 3, 3));
            assertThat(ends.rest()).isEmpty();
            expect(centre.connect().send(waiting("b")), job("b", 3, 3));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void disconnectedWaitingClient_getsNoJob(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker other = centre.connect()) {
            Checker ends = centre.connect();
            assertThat(ends.send(waiting("a")).finish().rest()).isEmpty();
            expect(other.send(put("a", 1) + get("a")), id(1), job("a", 1, 1));
            centre.connect().send(waiting("b") + get("b")).vanish();
            expect(other.send(put("b", 2) + waiting("b")), id(2), job("b", 2, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{",
                "[]",
                "12",
                "{}",
                "{\"request\":\"put\"}",
                "{\"request\":\"push\"}",
                "{\"request\":5}",
                "{\"request\":\"get\"}",
                "{\"request\":\"get\",\"queues\":\"a\"}",
                "{\"request\":\"get\",\"queues\":[\"a\",1]}",
                "{\"request\":\"get\",\"queues\":[\"a\"",
                "{\"request\":\"get\",\"queues\":[],\"wait\":1}",
                "{\"request\":\"get\",\"queues\":[]} {}",
                "{\"request\":\"get\",\"queues\":[]}}",
                "{\"request\":\"delete\"}",
                "{\"request\":\"delete\",\"id\":\"1\"}",
                "{\"request\":\"delete\",\"id\":1.0}",
                "{\"request\":\"delete\",\"id\":99999999999999999999}",
                "{\"request\":\"abort\",\"id\":null}",
                "{\"request\":\"put\",\"queue\":\"a\",\"job\":{},\"pri\":-1}",
                "{\"request\":\"put\",\"queue\":\"a\",\"job\":{},\"pri\":0.5}",
                "{\"request\":\"put\",\"queue\":\"a\",\"job\":[],\"pri\":1}",
                "{\"request\":\"put\",\"queue\":\"a\",\"pri\":1}",
                "{\"request\":\"put\",\"queue\":\"a\",\"job\":{\"n\":1e99999999999},\"pri\":1}",
                "{\"request\":\"put\",\"queue\":null,\"job\":{},\"pri\":1}",
                "{\"request\":\"put\",\"queue\":\"a\",\"job\":{\"a\":},\"pri\":1}",
                "{\"request\":\"put\",\"queue\":\"\u00ff\",\"job\":{},\"pri\":1}",
            })
    void invalidRequest_getsErrorAndConnectionContinues(String request) throws IOException {
        try (Served centre = new Served(new MemoryTransport(), new JobCentre()::conversation);
                Checker client = centre.connect()) {
            assertThat(client.send(request + "\n").line()).startsWith(ERROR);
            String deep = "{\"request\":" + "[".repeat(5000) + "\n";
            assertThat(client.send(deep).line()).startsWith(ERROR);
            expect(client.send(put("a", 1) + get("a")), id(1), job("a", 1, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x"})
    void unpairedSurrogate_isAccepted(String half) throws IOException {
        try (Served centre = new Served(new MemoryTransport(), new JobCentre()::conversation);
                Checker client = centre.connect();
                Checker waits = centre.connect()) {
            client.send(put(half, 1) + get(half) + put("a", 1));
            assertThat(client.line()).startsWith("{\"status\":\"").doesNotContain("?");
            assertThat(client.line()).startsWith("{\"status\":\"").doesNotContain("?");
            assertThat(client.line()).startsWith("{\"status\":\"ok\"");
            waits.send(waiting("b" + half));
            client.send(put("b" + half, 1));
            assertThat(waits.line()).endsWithIgnoringCase("\"queue\":\"b" + half + "\"}");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aLineTooLong_endsTheConnection(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker client = centre.connect()) {
            assertThat(client.send("x".repeat(70_000)).rest()).startsWith(ERROR);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aJobComesBackWithTheSameContent(Transport transport) throws IOException {
        String job = "{ \"\\ud83d\\ude00 {\" :[1.25,123456789012345678901,1e400,{\"a\":null},\"} \u20ac\"],\t\"b\":{}}";
        String odd = "{\"unknown\":[{}],\"pri\":1, \"job\" : " + job
                + " ,\"queue\":\"\\ud83d\\ude00\u20ac\",\"request\":\"put\"}\n";
        String same = "{\"\\uD83D\\uDE00 {\":[1.25,123456789012345678901,1E+400,{\"a\":null},\"} \\u20AC\"],\"b\":{}}";
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker client = centre.connect()) {
            client.send(odd.getBytes(StandardCharsets.UTF_8)).send(get("\\ud83d\\ude00\\u20ac"));
            expect(client, id(1));
            expect(
                    client,
                    "{\"status\":\"ok\",\"id\":1,\"job\":" + same + ",\"pri\":1,\"queue\":\"\\uD83D\\uDE00\\u20AC\"}");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void manyClients_getDifferentJobs(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker boss = centre.connect()) {
            List<Checker> crowd = centre.crowd();
            for (int i = 0; i < crowd.size(); i++) {
                crowd.get(i).send(waiting("a", "q" + i));
            }
            List<Checker> rest = new ArrayList<>();
            for (int i = 0; i < crowd.size(); i++) {
                if (i % 4 == 0) {
                    crowd.get(i).vanish();
                } else {
                    rest.add(crowd.get(i));
                }
            }
            Set<String> expected = new HashSet<>();
            for (int id = 1; id <= rest.size(); id++) {
                expect(boss.send(put("a", 5)), id(id));
                expected.add(job("a", id, 5));
            }
            Set<String> jobs = new HashSet<>();
            for (Checker client : rest) {
                jobs.add(client.line());
            }
            assertThat(jobs).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void clientThatDoesNotRead_affectsNoOther(Transport transport) throws IOException {
        try (Served centre = new Served(transport, new JobCentre()::conversation);
                Checker other = centre.connect()) {
            String large = "{\"text\":\"" + "x".repeat(60_000) + "\"}";
            int count = 150;
            for (int id = 1; id <= count; id++) {
                expect(other.send(put("large", 1, large)), id(id));
            }
            Checker slow = centre.connect();
            slow.send(get("large").repeat(count));
            for (int i = 0; i < 10; i++) {
                expect(other.send(put("a", 1) + get("a")), id(count + 1 + i), job("a", count + 1 + i, 1));
            }
            slow.vanish();
            for (int i = 0; i < count; i++) {
                assertThat(other.send(waiting("large")).line()).contains(large);
            }
        }
    }

    private static void expect(Checker client, String... lines) throws IOException {
        for (String line : lines) {
            assertThat(client.line()).isEqualTo(line);
        }
    }

    private static String put(String queue, long priority) {
        return put(queue, priority, "{\"title\":\"j-" + queue + "\"}");
    }

    private static String put(String queue, long priority, String job) {
        return "{\"request\":\"put\",\"queue\":\"" + queue + "\",\"job\":" + job + ",\"pri\":" + priority + "}\n";
    }

    private static String get(String... queues) {
        return "{\"request\":\"get\",\"queues\":[" + quoted(queues) + "]}\n";
    }

    private static String waiting(String... queues) {
        return "{\"request\":\"get\",\"queues\":[" + quoted(queues) + "],\"wait\":true}\n";
    }

    private static String quoted(String... queues) {
        return queues.length == 0 ? "" : '"' + String.join("\",\"", queues) + '"';
    }

    private static String request(String name, long id) {
        return "{\"request\":\"" + name + "\",\"id\":" + id + "}\n";
    }

    private static String id(long id) {
        return "{\"status\":\"ok\",\"id\":" + id + "}";
    }

    private static String job(String queue, long id, long priority) {
        return "{\"status\":\"ok\",\"id\":" + id + ",\"job\":{\"title\":\"j-" + queue + "\"},\"pri\":" + priority
                + ",\"queue\":\"" + queue + "\"}";
    }
}
