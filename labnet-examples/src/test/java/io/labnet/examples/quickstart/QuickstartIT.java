// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.examples.CopiedMain;
import io.labnet.examples.CopiedMain.Running;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs do what README.md and the guide say. */
class QuickstartIT {
    private static final Path README = Path.of(System.getProperty("basedir", ""), "..", "README.md");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void packetExample_printsPacketAndRefusal() throws Exception {
        try (Running example = CopiedMain.of(folder, PacketExample.class).run()) {
            String printed = example.ended(0);
            assertThat(printed).startsWith("sbmt from student 20149322\n").contains(" (xor-1.1)\n");
            assertThat(Files.readString(README)).contains("```\n" + printed + "```\n");
            assertThat(example.err()).isEmpty();
        }
    }

    @Test
    void capitalsServer_answersLinesInCapitals() throws Exception {
        try (Running example = CopiedMain.of(folder, CapitalsServer.class).run();
                Socket socket = connect(Integer.parseInt(example.awaitPort()))) {
            socket.getOutputStream().write("hello\nlabnet\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("HELLO\nLABNET\n");
            assertThat(example.err()).isEmpty();
        }
    }

    @Test
    void codecExample_printsWhatItDecodedEncodedAndDecrypted() throws Exception {
        try (Running example = CopiedMain.of(folder, CodecExample.class).run()) {
            assertThat(example.ended(0)).isEqualTo("1803933 asks for GMA\n1803933 GL3A\nMidterm Average: 10.45\n");
            assertThat(example.err()).isEmpty();
        }
    }

    @Test
    void serverExample_answersDigitsWithTheirSquares() throws Exception {
        try (Running example = CopiedMain.of(folder, ServerExample.class).run();
                Socket socket = connect(Integer.parseInt(example.awaitPort()))) {
            socket.getOutputStream().write('7');
            assertThat(socket.getInputStream().readNBytes(3)).asString().isEqualTo("49\n");
            socket.getOutputStream().write("38".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("9\n64\n");
            assertThat(example.err()).isEmpty();
        }
    }

    @Test
    void serverExample_otherByte_closesConnection() throws Exception {
        try (Running example = CopiedMain.of(folder, ServerExample.class).run();
                Socket socket = connect(Integer.parseInt(example.awaitPort()))) {
            socket.getOutputStream().write("7x9".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("49\n");
        }
    }

    @Test
    void metricsExample_printsMetrics() throws Exception {
        try (Running example = CopiedMain.of(folder, MetricsExample.class).run()) {
            assertThat(example.ended(0))
                    .startsWith("HELLO\n")
                    .contains("labnet_messages_total{server=\"capitals\",type=\"String\"} 1.0\n");
            // The class path of all examples has the API of SLF4J, which Micrometer then uses, and no logger.
            assertThat(example.err().lines()).allMatch(line -> line.startsWith("SLF4J(W): "));
        }
    }

    @Test
    void framingExample_printsWarning() throws Exception {
        try (Running example = CopiedMain.of(folder, FramingExample.class).run()) {
            assertThat(example.ended(0)).isEqualTo("attic is hot\n");
            assertThat(example.err()).isEmpty();
        }
    }

    @Test
    void pushExample_membersReceiveMessages() throws Exception {
        try (Running example = CopiedMain.of(folder, PushExample.class).run()) {
            assertThat(example.ended(0)).isEqualTo("welcome welcome\nhello from Ann\n");
            assertThat(example.err()).isEmpty();
        }
    }

    private static Socket connect(int port) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(90_000);
        return socket;
    }
}
