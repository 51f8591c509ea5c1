// SPDX-License-Identifier: Apache-2.0
package io.labnet.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsListener;
import io.labnet.crds.server.CrdsService;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clients that send random bytes do not choose the values of labels. */
class RandomClientsTest {
    private static final int CLIENTS = 500;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Semaphore closed = new Semaphore(0);

    @Test
    void labels_areThoseOfTheProtocol() throws Exception {
        MemoryTransport transport = new MemoryTransport();
        ServerListener counting = ServerMetrics.bindTo(registry, "crds").andThen(new ServerListener() {
            @Override
            public void closed(Peer peer, @Nullable Throwable cause) {
                closed.release();
            }
        });
        CrdsService service = new CrdsService(new MemoryRoomDirectory(DirectoryRules.DEFAULT), CrdsListener.SILENT);
        try (Server server = transport.serve(
                new Endpoint("crds", 0), service, ServerOptions.defaults().withListener(counting))) {
            Random random = new Random(7);
            for (int i = 0; i < CLIENTS; i++) {
                send(transport, server.endpoint(), bytes(random));
            }
            closed.acquire(CLIENTS);
        }
        Set<String> rules =
                Arrays.stream(CrdsRule.values()).map(CrdsRule::number).collect(Collectors.toSet());
        rules.add("none");
        assertThat(values("rule")).isSubsetOf(rules).hasSizeGreaterThan(1);
        assertThat(values("type"))
                .isSubsetOf(Stream.of(CrdsCommand.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList())
                .hasSizeGreaterThan(1);
        assertThat(values("server")).containsExactly("crds");
        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .isSubsetOf("server", "type", "rule", "reason", "cause", "le");
        assertThat(registry.getMeters()).hasSizeLessThan(60);
    }

    /** Random bytes, or a command with a random name and perhaps more bytes. */
    private static byte[] bytes(Random random) {
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        if (random.nextBoolean()) {
            return noise;
        }
        byte[] command = new CrdsCommand.FindRoom("room" + random.nextLong()).encode();
        return ByteBuffer.allocate(command.length + noise.length)
                .put(random.nextBoolean() ? command : new CrdsCommand.GetDirectory().encode())
                .put(noise)
                .array();
    }

    private static void send(MemoryTransport transport, Endpoint to, byte[] bytes) throws IOException {
        try (Connection client = transport.connect(to, ConnectOptions.defaults())) {
            client.write(ByteBuffer.wrap(bytes));
            client.finish();
        } catch (IOException closedByServer) {
            // The server may close the connection before all is written.
            return;
        }
    }

    private Set<String> values(String tag) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag(tag))
                .filter(value -> value != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
