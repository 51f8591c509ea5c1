// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.StrictText;
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
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Protohackers 9, "Job Centre": clients put jobs into queues and get those of the highest priority, with a line of JSON for
 * each request and reply. A client may wait for a job; its later requests then wait, too. The jobs that a client works on go
 * back into their queues when it gives them back, or is gone.
 */
public final class JobCentre {
    private static final int MAX_LINE_BYTES = 64 * 1024;

    /** How many requests are read behind one that waits: only whoever reads notices that a client is gone. */
    private static final int MAX_LATER = 16;

    /** Bytes are received and not text, so that a line in another charset is answered as any other wrong request. */
    private static final Protocol<byte[], String> PROTOCOL = Framing.protocol(
                    "job centre",
                    Frames.delimited(new byte[] {'\n'}, MAX_LINE_BYTES),
                    Lines.lf().framing(2 * MAX_LINE_BYTES))
            .withIdle(Protocol.NO_LIMIT);

    private static final JsonFactory JSON = new JsonFactory();
    private static final Comparator<Job> BEST_FIRST =
            Comparator.comparingLong(Job::priority).reversed().thenComparingLong(Job::id);

    // What all clients share. Several threads serve them, so the methods that they call are synchronized.
    private final Map<Long, Job> jobs = new HashMap<>();
    private final Map<String, TreeSet<Job>> queues = new HashMap<>();
    private final Set<Client> waiting = new LinkedHashSet<>();
    private long lastId;

    private JobCentre() {}

    private record Job(long id, String queue, long priority, String reply) {}

    private record JsonObject(String text) {}

    private final class Client implements Session<byte[], String> {
        private final Queue<byte[]> later = new ArrayDeque<>();
        private boolean waits;

        // These belong to what all clients share.
        private final Set<Job> working = new HashSet<>();
        private Set<?> wanted = Set.of();
        private @Nullable Remote<String> remote;

        @Override
        public void opened(Outbox<String> out) {
            remote = out.remote();
        }

        @Override
        public void received(byte[] line, Outbox<String> out) {
            if (waits) {
                later.add(line);
                return;
            }
            try {
                String reply = answer(parse(StrictText.decode(line, UTF_8)), this);
                waits = reply.isEmpty();
                if (!waits) {
                    out.send(reply);
                }
            } catch (IOException | IllegalArgumentException | ProtocolException wrong) {
                out.send(write("status", "error", "error", String.valueOf(wrong.getMessage())));
            }
        }

        private void found(Job job, Outbox<String> out) {
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
            out.send(write("status", "error", "error", String.valueOf(problem.getMessage())));
        }

        @Override
        public void closed() {
            leave(this);
        }
    }

    /** Does what a request asks for, and gives the reply, which is empty if the client has to wait for it. */
    private synchronized String answer(Map<String, Object> request, Client client) {
        String name = require(String.class, "request", request);
        return switch (name) {
            case "put" -> {
                String queue = require(String.class, "queue", request);
                long priority = require(Long.class, "pri", request);
                JsonObject object = require(JsonObject.class, "job", request);
                if (priority < 0) {
                    throw new IllegalArgumentException("pri is negative");
                }
                lastId++;
                String reply = write("status", "ok", "id", lastId, "job", object, "pri", priority, "queue", queue);
                jobs.put(lastId, new Job(lastId, queue, priority, reply));
                offer(jobs.get(lastId));
                yield write("status", "ok", "id", lastId);
            }
            case "get" -> {
                request.putIfAbsent("wait", false);
                yield get(client, require(List.class, "queues", request), require(Boolean.class, "wait", request));
            }
            case "delete" -> write("status", delete(require(Long.class, "id", request), client));
            case "abort" -> write("status", abort(require(Long.class, "id", request), client));
            default -> throw new IllegalArgumentException("there is no request " + name);
        };
    }

    private String get(Client client, List<?> names, boolean wait) {
        if (!names.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException("queues has what is no String");
        }
        Job best = names.stream()
                .filter(queues::containsKey)
                .map(name -> queues.get(name).first())
                .min(BEST_FIRST)
                .orElse(null);
        if (best != null) {
            unqueue(best);
            client.working.add(best);
            return best.reply;
        }
        if (!wait) {
            return write("status", "no-job");
        }
        client.wanted = Set.copyOf(names);
        waiting.add(client);
        return "";
    }

    private String delete(long id, Client client) {
        Job job = jobs.remove(id);
        if (job == null) {
            return "no-job";
        }
        unqueue(job);
        client.working.remove(job);
        return "ok";
    }

    private String abort(long id, Client client) {
        Job job = jobs.get(id);
        if (job != null && client.working.remove(job)) {
            offer(job);
            return "ok";
        }
        if (job != null
                && !queues.getOrDefault(job.queue, new TreeSet<>(BEST_FIRST)).contains(job)) {
            throw new IllegalArgumentException("another client works on job " + id);
        }
        return "no-job";
    }

    private synchronized void leave(Client client) {
        waiting.remove(client);
        client.working.stream().filter(job -> jobs.containsKey(job.id)).forEach(this::offer);
    }

    /** Gives a job to the client that has waited for one the longest, or queues it. */
    private void offer(Job job) {
        for (Client client : waiting) {
            if (client.wanted.contains(job.queue) && client.remote.run(out -> client.found(job, out))) {
                waiting.remove(client);
                client.working.add(job);
                return;
            }
        }
        queues.computeIfAbsent(job.queue, any -> new TreeSet<>(BEST_FIRST)).add(job);
    }

    private void unqueue(Job job) {
        queues.computeIfPresent(job.queue, (name, queue) -> queue.remove(job) && queue.isEmpty() ? null : queue);
    }

    private static Map<String, Object> parse(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            Map<String, Object> members = new HashMap<>();
            JsonToken first = json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                members.put(json.currentName(), value(json.nextToken(), json, line));
            }
            if (first != JsonToken.START_OBJECT || json.nextToken() != null) {
                throw new IllegalArgumentException("a request is one JSON object");
            }
            return members;
        }
    }

    private static Object value(JsonToken begin, JsonParser json, String line) throws IOException {
        return switch (begin) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case START_OBJECT -> {
                int start = (int) json.currentTokenLocation().getCharOffset();
                json.skipChildren();
                yield new JsonObject(
                        line.substring(start, (int) json.currentLocation().getCharOffset()));
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    elements.add(value(next, json, line));
                }
                yield elements;
            }
            default -> begin;
        };
    }

    private static <T> T require(Class<T> type, String name, Map<String, Object> members) {
        if (!type.isInstance(members.get(name))) {
            throw new IllegalArgumentException(name + " is missing or no " + type.getSimpleName());
        }
        return type.cast(members.get(name));
    }

    /** Writes an object of names and values in turn. */
    private static String write(Object... members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (int i = 0; i < members.length; i += 2) {
                json.writeFieldName(members[i].toString());
                if (members[i + 1] instanceof JsonObject object) {
                    json.writeRawValue(object.text);
                } else {
                    json.writeObject(members[i + 1]);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text was written", e);
        }
        return text.toString();
    }

    /**
     * Serves until the process is ended.
     *
     * @param args the port; 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: JobCentre PORT");
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
        JobCentre centre = new JobCentre();
        return transport.serve(at, peer -> new Conversation<>(PROTOCOL, centre.new Client()), options);
    }
}
