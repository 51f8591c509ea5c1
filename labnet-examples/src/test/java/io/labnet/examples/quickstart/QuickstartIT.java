// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The examples of the README do what it says. */
class QuickstartIT {
    private static final String CLASS_PATH = ChildProcess.jar().toString();

    @Test
    void codecExample_printsWhatItDecodedEncodedAndDecrypted() throws Exception {
        try (ChildProcess example = ChildProcess.java("-cp", CLASS_PATH, CodecExample.class.getName())) {
            assertThat(example.exitCode()).isZero();
            assertThat(example.out()).isEqualTo("1803933 asks for GMA\n1803933 GL3A\nMidterm Average: 10.45\n");
            assertThat(example.err()).isEmpty();
        }
    }

    @Test
    void serverExample_answersDigitsWithTheirSquares() throws Exception {
        try (ChildProcess example = ChildProcess.java("-cp", CLASS_PATH, ServerExample.class.getName());
                Socket socket = connect(example.awaitPort())) {
            socket.getOutputStream().write('7');
            assertThat(socket.getInputStream().readNBytes(3)).asString().isEqualTo("49\n");
            socket.getOutputStream().write("38".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("9\n64\n");
            assertThat(example.err()).isEmpty();
        }
    }

    @Test
    void serverExample_closesOnWhatIsNoDigit() throws Exception {
        try (ChildProcess example = ChildProcess.java("-cp", CLASS_PATH, ServerExample.class.getName());
                Socket socket = connect(example.awaitPort())) {
            socket.getOutputStream().write("7x9".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("49\n");
        }
    }

    private static Socket connect(int port) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(ChildProcess.PATIENCE.toMillis()));
        return socket;
    }
}
