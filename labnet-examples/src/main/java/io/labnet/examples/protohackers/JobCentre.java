// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Protohackers 9, "Job Centre": clients put jobs into queues and get the jobs with the highest priority. Each request
 * and reply is a line of JSON. While a client waits for a job, its later requests also wait. The jobs of a client
 * return to their queues when it aborts them or disconnects.
 */
public final class JobCentre {
    private static final int MAX_LINE = 64 * 1024;

    /**
     * Receives lines as bytes instead of text, so that a line in another charset gets the same reply as any other
     * invalid request.
     */
    private static final Protocol<byte[], String> PROTOCOL = Framing.protocol(
                    "job centre",
                    Frames.delimited(new byte[] {'\n'}, MAX_LINE),
                    Lines.lf().framing(4 * MAX_LINE))
            .withIdle(Protocol.NO_LIMIT);

    /** Numbers stay exact. An unpaired surrogate, which no charset can encode, is written as an escape. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final String OK = status("ok").toString();
    private static final String NO_JOB = status("no-job").toString();

    /**
     * The maximum number of further requests to read from a client while it waits for a job. The server reads them
     * because it could not otherwise detect that the client has disconnected.
     */
    private static final int MAX_LATER = 16;

    private static final Comparator<Job> BEST_FIRST =
            Comparator.comparingLong(Job::priority).reversed().thenComparingLong(Job::id);

    // Several threads serve the clients, which share these fields, so the methods that use them are synchronized.
    private final Map<Long, Job> jobs = new HashMap<>();
    private final TreeSet<Job> queued =
            new TreeSet<>(Comparator.comparing(Job::queue).thenComparing(BEST_FIRST));
    private final List<Waiter> waiters = new ArrayList<>();
    private long lastId;

    JobCentre() {}

    private record Job(long id, String queue, long priority, String reply) {}

    private record Waiter(Client client, Remote<String> remote, Set<String> queues) {}

    private final class Client implements Session<byte[], String> {
        private final Set<Job> working = new HashSet<>();
        private final Queue<byte[]> later = new ArrayDeque<>();
        private boolean waits;

        @Override
        public void received(byte[] line, Outbox<String> out) {
            if (waits) {
                later.add(line);
                return;
            }
            try {
                String reply = answer(JSON.readTree(line), this, out.remote());
                waits = reply.isEmpty();
                if (!waits) {
                    out.send(reply);
                }
            } catch (IOException noJson) {
                out.send(error("a request is one JSON object"));
            } catch (IllegalArgumentException wrong) {
                out.send(error(wrong.getMessage()));
            }
        }

        void found(Job job, Outbox<String> out) {
            waits = false;
            out.send(job.reply);
            while (!waits && !later.isEmpty()) {
                received(later.remove(), out);
            }
        }

        @Override
        public ReadPolicy readPolicy() {
            return later.size() < MAX_LATER ? ReadPolicy.UNLESS_BEHIND : ReadPolicy.NOT_NOW;
        }

        @Override
        public long heldBytes() {
            return later.stream().mapToLong(line -> line.length).sum();
        }

        @Override
        public void rejected(ProtocolException problem, Outbox<String> out) {
            out.send(error(problem.getMessage()));
        }

        @Override
        public void closed() {
            leave(this);
        }
    }

    /** Executes a request and returns the reply, or an empty string if the client has to wait for it. */
    private synchronized String answer(JsonNode request, Client client, Remote<String> remote) throws IOException {
        return switch (request.path("request").asText()) {
            case "put" -> put(request.path("queue"), request.path("pri"), request.path("job"));
            case "get" -> get(request.path("queues"), request.path("wait"), client, remote);
            case "delete" -> delete(job(request.path("id")), client);
            case "abort" -> abort(job(request.path("id")), client);
            default -> throw new IllegalArgumentException("a request is put, get, delete, or abort");
        };
    }

    private String put(JsonNode queue, JsonNode priority, JsonNode content) throws IOException {
        boolean isNumber = priority.isIntegralNumber() && priority.canConvertToLong();
        if (!queue.isTextual() || !isNumber || priority.longValue() < 0 || !content.isObject()) {
            throw new IllegalArgumentException("put needs a queue, a pri of 0 or more, and an object as job");
        }
        lastId++;
        ObjectNode reply = status("ok").put("id", lastId);
        String accepted = reply.toString();
        reply.set("job", content);
        reply.put("pri", priority.longValue()).put("queue", queue.textValue());
        Job job = new Job(lastId, queue.textValue(), priority.longValue(), JSON.writeValueAsString(reply));
        jobs.put(job.id, job);
        offer(job);
        return accepted;
    }

    private String get(JsonNode queues, JsonNode wait, Client client, Remote<String> remote) {
        boolean isFlag = wait.isBoolean() || wait.isMissingNode();
        if (!isFlag || !queues.isArray() || !queues.valueStream().allMatch(JsonNode::isTextual)) {
            throw new IllegalArgumentException("get needs an array of queues, and wait is true or false");
        }
        Set<String> names = queues.valueStream().map(JsonNode::textValue).collect(Collectors.toSet());
        // ceiling() returns the best job of the queue or, if the queue is empty, a job of another queue. The filter
        // drops that job unless its queue is in the request, too.
        Optional<Job> best = names.stream()
                .map(name -> queued.ceiling(new Job(0, name, Long.MAX_VALUE, "")))
                .filter(first -> first != null && names.contains(first.queue))
                .min(BEST_FIRST);
        if (best.isPresent()) {
            queued.remove(best.get());
            client.working.add(best.get());
            return best.get().reply;
        }
        if (wait.booleanValue()) {
            waiters.add(new Waiter(client, remote, names));
            return "";
        }
        return NO_JOB;
    }

    /** Returns the job with an id, or {@code null}. */
    private @Nullable Job job(JsonNode id) {
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw new IllegalArgumentException("the id of a job is a number");
        }
        return jobs.get(id.longValue());
    }

    private String delete(@Nullable Job job, Client client) {
        if (job == null) {
            return NO_JOB;
        }
        jobs.remove(job.id);
        queued.remove(job);
        client.working.remove(job);
        return OK;
    }

    private String abort(@Nullable Job job, Client client) {
        if (job == null || queued.contains(job)) {
            return NO_JOB;
        }
        if (!client.working.remove(job)) {
            throw new IllegalArgumentException("another client works on that job");
        }
        offer(job);
        return OK;
    }

    private synchronized void leave(Client client) {
        waiters.removeIf(waiter -> waiter.client == client);
        client.working.stream().filter(job -> jobs.containsKey(job.id)).forEach(this::offer);
    }

    /**
     * Sends a job to the client that has waited longest for a job of the same queue. If no client waits for one, the
     * job is queued.
     */
    private void offer(Job job) {
        for (Waiter waiter : waiters) {
            if (waiter.queues.contains(job.queue) && waiter.remote.run(out -> waiter.client.found(job, out))) {
                waiters.remove(waiter);
                waiter.client.working.add(job);
                return;
            }
        }
        queued.add(job);
    }

    private static ObjectNode status(String status) {
        return JSON.createObjectNode().put("status", status);
    }

    private static String error(@Nullable String problem) {
        return status("error").put("error", problem).toString();
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
            JobCentre centre = new JobCentre();
            Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
            Server server = new TcpTransport().serve(at, peer -> centre.conversation());
            System.out.println("listening on port " + server.endpoint().port());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            System.err.println("usage: JobCentre PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
