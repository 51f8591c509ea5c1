// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramOutbox;
import io.labnet.core.session.DatagramSession;
import io.labnet.core.session.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of {@link LineReversal} that sends a text and records the replies. It splits the text differently each time,
 * so that pieces overlap, and checks the rules of LRCP.
 */
final class LrcpClient implements DatagramSession<String, String> {
    private static final Pattern DATA = Pattern.compile("/data/(\\d+)/(\\d+)/(.*)/", Pattern.DOTALL);
    private static final Pattern ACK = Pattern.compile("/ack/(\\d+)/(\\d+)/");

    private final Peer server;
    private final int token;
    private final String text;
    private final Random random;
    private final StringBuilder heard = new StringBuilder();
    private boolean connected;
    private int acknowledged;
    private boolean wasClosed;

    LrcpClient(Peer server, int token, String text) {
        this.server = server;
        this.token = token;
        this.text = text;
        this.random = new Random(token);
    }

    DatagramConversation<String, String> conversation() {
        Protocol<String, String> protocol = new Protocol<>(
                "LRCP client",
                () -> (in, boundary) -> StandardCharsets.ISO_8859_1.decode(in).toString(),
                (message, out) -> out.put(message.getBytes(StandardCharsets.ISO_8859_1)),
                999);
        return new DatagramConversation<>(protocol, this);
    }

    String heard() {
        return heard.toString();
    }

    boolean wasClosed() {
        return wasClosed;
    }

    @Override
    public void opened(DatagramOutbox<String> out) {
        send(out);
        out.every(Duration.ofSeconds(1), this::send);
    }

    private void send(DatagramOutbox<String> out) {
        if (!connected) {
            out.send("/connect/" + token + "/", server);
            return;
        }
        int end = acknowledged;
        for (int piece = 0; piece < 3 && end < text.length(); piece++) {
            // Sends some bytes again, including acknowledged ones.
            int start = Math.max(0, end - random.nextInt(20));
            end = Math.min(text.length(), end + 1 + random.nextInt(400));
            String data = text.substring(start, end).replace("\\", "\\\\").replace("/", "\\/");
            out.send("/data/" + token + "/" + start + "/" + data + "/", server);
        }
    }

    @Override
    public void received(String message, Peer from, DatagramOutbox<String> out) {
        assertThat(from).isEqualTo(server);
        assertThat(message.length()).isLessThan(1000);
        Matcher data = DATA.matcher(message);
        Matcher ack = ACK.matcher(message);
        if (data.matches()) {
            assertThat(data.group(1)).isEqualTo("" + token);
            hear(Integer.parseInt(data.group(2)), data.group(3).replaceAll("\\\\(.)", "$1"));
            out.send("/ack/" + token + "/" + heard.length() + "/", server);
        } else if (ack.matches()) {
            assertThat(ack.group(1)).isEqualTo("" + token);
            connected = true;
            int length = Integer.parseInt(ack.group(2));
            if (length > acknowledged) {
                assertThat(length).isLessThanOrEqualTo(text.length());
                acknowledged = length;
                send(out);
            }
        } else {
            assertThat(message).isEqualTo("/close/" + token + "/");
            wasClosed = true;
        }
    }

    private void hear(int position, String data) {
        if (position <= heard.length() && position + data.length() > heard.length()) {
            heard.append(data, heard.length() - position, data.length());
        }
    }
}
