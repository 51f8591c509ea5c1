// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.tap.RunningTap;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.trace.PcapngFile;
import io.labnet.core.transport.trace.PcapngRecorder;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the tap records is what the dissector shows. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class RecordedTapIT {
    @TempDir
    private Path directory;

    @Test
    void recording_showsMessagesCommentsAndBrokenRules() throws Exception {
        Tshark.require();
        Path capture = directory.resolve("run.pcapng");
        XorTask task = new XorTask(
                XorText.of("a text of 18 bytes".getBytes(StandardCharsets.US_ASCII)), () -> "tree", ScoreRegister.NONE);
        try (Server server = new TcpTransport().serve(Endpoint.loopback(0), new XorService(task));
                PcapngFile file = new PcapngFile(Files.newOutputStream(capture))) {
            int port = server.endpoint().port();
            PcapngRecorder recorder = new PcapngRecorder(file, Endpoint.LOOPBACK, port);
            try (RunningTap tap = new RunningTap("xor", new TcpTransport(), server.endpoint(), 2, recorder)) {
                Endpoint at = Endpoint.loopback(tap.port());
                assertThat(new XorClient(new TcpTransport(), at)
                                .run("test", 20_200_000, ChecksumChoice.RFC)
                                .outcome())
                        .isInstanceOfSatisfying(XorResult.class, result -> assertThat(result.good())
                                .isTrue());
                try (Socket wrong = new Socket(InetAddress.getLoopbackAddress(), tap.port())) {
                    wrong.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(wrong.getInputStream().readAllBytes()).isNotEmpty();
                }
                tap.end();
            }
            List<String> options = List.of("-d", "tcp.port==" + port + ",labnet_xor", "-o", "tcp.check_checksum:TRUE");
            List<List<String>> packets = Tshark.fields(
                    capture,
                    options,
                    "tcp.stream",
                    "labnet_xor.message",
                    "labnet.rule",
                    "frame.comment",
                    "tcp.checksum.status");
            assertThat(packets).allSatisfy(packet -> assertThat(packet.get(4)).isEqualTo("1"));
            assertThat(packets.stream()
                            .filter(packet -> packet.get(0).equals("0"))
                            .map(packet -> packet.get(1)))
                    .containsSubsequence("request", "text", "answer", "result");
            assertThat(packets.stream()
                            .filter(packet -> packet.get(0).equals("0"))
                            .map(packet -> packet.get(2)))
                    .noneMatch(rules -> rules.contains("xor-1") || rules.contains("xor-4.4"));
            assertThat(packets).anySatisfy(packet -> assertThat(packet)
                    .contains("1", "xor-1.1")
                    .anyMatch(comment -> comment.contains("likely cause: an HTTP client (xor-1.1)")));
        }
    }
}
