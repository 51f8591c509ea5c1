// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.grader.ComputeGrader;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.client.CrdsClient;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.StudentId;
import io.labnet.grades.client.GradeClient;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.client.NumberClient;
import io.labnet.store.Database;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A client whose timeout is not longer than its server's waits would disconnect before it gets the error message. */
class ClientPatienceTest {
    private static final Endpoint SERVER = Endpoint.loopback(4000);

    private final List<ConnectOptions> tried = Collections.synchronizedList(new ArrayList<>());

    /** Records the options of a connection, without a server. */
    private final Transport transport = new Transport() {
        @Override
        public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
            tried.add(options);
            throw new IOException("no server");
        }

        @Override
        public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
            tried.add(options);
            throw new IOException("no server");
        }

        @Override
        public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
                throws IOException {
            throw new IOException("no server");
        }
    };

    @Test
    void xorClient_outlastsTheServerAndItsScoreBook() {
        XorClient client = new XorClient(transport, SERVER);

        assertOutlasts(
                XorProtocol.client(),
                () -> client.run("sbmt", 20201234, ChecksumChoice.AUTO),
                XorProtocol.server().idle(),
                XorProtocol.server().messageDeadline(),
                XorProtocol.LONGEST_STORE,
                Database.LONGEST_WAIT);
        assertThat(XorProtocol.LONGEST_STORE).isGreaterThanOrEqualTo(Database.LONGEST_WAIT);
    }

    @Test
    void directoryClient_outlastsTheServerAndItsDatabase() {
        CrdsClient client = new CrdsClient(transport, SERVER);
        // The listing after a makeroom waits for both calls.
        Duration twoCommands = Database.LONGEST_WAIT.multipliedBy(2);

        assertOutlasts(
                CrdsProtocol.listingClient(),
                client::rooms,
                CrdsProtocol.server().messageDeadline(),
                twoCommands);
        assertOutlasts(
                CrdsProtocol.findingClient(),
                () -> client.find("room"),
                CrdsProtocol.server().messageDeadline(),
                twoCommands);
        assertThat(CrdsProtocol.LONGEST_DIRECTORY_CALL).isGreaterThanOrEqualTo(Database.LONGEST_WAIT);
        assertThat(CrdsProtocol.findingClient().messageDeadline()).isGreaterThan(twoCommands);
        assertThat(CrdsProtocol.listingClient().messageDeadline()).isGreaterThan(twoCommands);
    }

    @Test
    void computeClient_outlastsTheServerAndItsQueues() {
        Protocol<?, ?> server = ComputeProtocol.server(ComputeProtocol.DEFAULT_MAX_N);

        assertOutlasts(
                ComputeProtocol.client(),
                () -> new ComputeGrader(transport, SERVER).run(),
                server.idle(),
                server.messageDeadline(),
                ComputeProtocol.LONGEST_ANSWER);
        String wait = "(default: " + ComputeProtocol.client().idle().toSeconds() + " s";
        assertThat(CommandRun.labnet("compute", "client", "--help").out().replaceAll("\\s+", " "))
                .contains("how long to wait for a reply " + wait);
    }

    @Test
    void gradesClient_outlastsTheServer() {
        FernetKey key = FernetKey.generate();
        GradeRequest request = new GradeRequest(new StudentId("1803933"), GradeCommand.GMA);

        assertOutlasts(
                GradeProtocol.client(key),
                () -> new GradeClient(transport, SERVER).ask(request, key),
                GradeProtocol.server().idle(),
                GradeProtocol.server().messageDeadline());
    }

    @Test
    void numbersClient_outlastsTheServer() {
        assertOutlasts(
                NumberProtocol.client(),
                () -> new NumberClient(transport, SERVER).exchange(new NumberRequest("Ada", 1)),
                NumberProtocol.server().idle(),
                NumberProtocol.server().messageDeadline());
    }

    @Test
    void otherClients_outlastServersOfTheDefaults() {
        assertThat(ConnectOptions.defaults().readTimeout())
                .isGreaterThan(Protocol.DEFAULT_IDLE)
                .isGreaterThan(Protocol.DEFAULT_MESSAGE_DEADLINE);
    }

    /** Checks both timeouts: for a read, and for a server that does not read. */
    private void assertOutlasts(Protocol<?, ?> client, ThrowingCallable call, Duration... serverWaits) {
        tried.clear();
        assertThatThrownBy(call).isInstanceOf(IOException.class);

        assertThat(tried).isNotEmpty();
        for (Duration wait : serverWaits) {
            assertThat(client.idle()).isGreaterThan(wait);
            assertThat(tried).extracting(ConnectOptions::readTimeout).allMatch(read -> read.compareTo(wait) > 0);
        }
    }
}
