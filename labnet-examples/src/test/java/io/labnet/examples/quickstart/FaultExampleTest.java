// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import io.labnet.core.transport.fault.StreamFaults;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.client.CreateOutcome;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import io.labnet.testkit.Seed;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The examples of the page about faults. */
class FaultExampleTest {
    private static final Room ROOM = new Room("network lab", "239.0.0.1", 5001);

    @Test
    void create_succeedsHoweverTheBytesArrive(@Seed long seed) throws IOException {
        StreamFaults slow = StreamFaults.none().withSplit(3).withDelay(Duration.ofMillis(1));
        Transport faulty =
                new FaultTransport(new MemoryTransport(), FaultPlan.seeded(seed).withBoth(slow));
        try (Server server = faulty.serve(Endpoint.loopback(0), new CrdsService(new MemoryRoomDirectory()));
                CrdsClient client = new CrdsClient(faulty, server.endpoint())) {
            assertThat(client.create(ROOM)).isEqualTo(CreateOutcome.CREATED);
        }
    }

    @Test
    void rooms_resetConnection_throws() throws IOException {
        MemoryTransport memory = new MemoryTransport();
        StreamFaults reset = StreamFaults.none().withResetAfter(1);
        Transport faulty = new FaultTransport(memory, FaultPlan.seeded(1).withOutput(reset));
        try (Server server = memory.serve(Endpoint.loopback(0), new CrdsService(new MemoryRoomDirectory()));
                CrdsClient client = new CrdsClient(faulty, server.endpoint())) {
            assertThatThrownBy(client::rooms).isInstanceOf(IOException.class);
        }
    }
}
