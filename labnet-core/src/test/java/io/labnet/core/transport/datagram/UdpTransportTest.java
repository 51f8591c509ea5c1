// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.core.framing.Frames;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.core.transport.fault.DatagramFaults.Fault;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour of multicast that the contracts do not cover. */
class UdpTransportTest {
    private static final Endpoint GROUP = new Endpoint("239.255.77.1", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "223.255.255.255", "240.0.0.0", "127.0.0.1", "ff02::1"})
    void join_notAGroupAddress_throws(String host) {
        assertThatThrownBy(() -> new UdpTransport().join(new Endpoint(host, 5000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(host + " is not an IPv4 multicast address, 224.0.0.0 to 239.255.255.255");
    }

    /** A reply to a peer must not wait for the DNS. */
    @Test
    void send_resolvesEndpointsButNotPeers() throws IOException {
        try (DatagramPort port = new UdpTransport().bind(Endpoint.loopback(0))) {
            int number = port.endpoint().port();
            port.send(ByteBuffer.allocate(1), new Endpoint("localhost", number));
            assertThatThrownBy(() -> port.send(ByteBuffer.allocate(1), new Peer("localhost", number)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'localhost' is not an IP address, and the host of a peer is never looked up");
            port.send(ByteBuffer.allocate(2), new Peer(Endpoint.LOOPBACK, number));
            ByteBuffer in = ByteBuffer.allocate(3);
            assertThat(port.receive(in, PATIENCE)).isEqualTo(new Peer(Endpoint.LOOPBACK, number));
        }
    }

    /** The first datagram is lost, the second repeated, and the third delayed until the next. */
    private static DatagramFaults script() {
        return DatagramFaults.none().withScript(Fault.LOSE, Fault.DUPLICATE, Fault.DELAY);
    }

    private static String texts(DatagramPort port, int count) throws IOException {
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < count; i++) {
            ByteBuffer in = ByteBuffer.allocate(10);
            port.receive(in, PATIENCE);
            texts.append(StandardCharsets.US_ASCII.decode(in.flip()));
        }
        return texts.toString();
    }

    @Test
    void faults_affectWhatAPortSends() throws IOException {
        try (DatagramPort to = new UdpTransport().bind(Endpoint.loopback(0));
                DatagramPort from = new UdpTransport().withFaults(script()).bind(Endpoint.loopback(0))) {
            for (String text : List.of("1", "2", "3", "4")) {
                from.send(StandardCharsets.US_ASCII.encode(text), to.endpoint());
            }
            assertThat(texts(to, 4)).isEqualTo("2243");
        }
    }

    @Test
    void faults_affectWhatAServerSends() throws IOException {
        DatagramConversation<String, String> echo = new DatagramConversation<>(
                Frames.text(Frames.datagram(10), StandardCharsets.UTF_8).protocol("text"),
                (text, from, out) -> out.send(text, from));
        try (Server server = new UdpTransport().withFaults(script()).serve(Endpoint.loopback(0), echo);
                DatagramPort client = new UdpTransport().bind(Endpoint.loopback(0))) {
            for (String text : List.of("1", "2", "3", "4")) {
                client.send(StandardCharsets.US_ASCII.encode(text), server.endpoint());
            }
            assertThat(texts(client, 4)).isEqualTo("2243");
        }
    }

    @Test
    void bindAndServe_ipv6Group_throw() {
        Endpoint group = new Endpoint("ff02::1", 0);
        DatagramConversation<String, String> conversation = new DatagramConversation<>(
                Frames.text(Frames.datagram(1), StandardCharsets.UTF_8).protocol("text"), (text, from, out) -> {});
        String refusal = "ff02::1 is not an IPv4 multicast address, 224.0.0.0 to 239.255.255.255";
        assertThatThrownBy(() -> new UdpTransport().bind(group))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal);
        assertThatThrownBy(() -> new UdpTransport().serve(group, conversation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal);
    }

    @Test
    void send_unknownScope_isNamed() throws IOException {
        try (DatagramPort port = new UdpTransport().bind(Endpoint.loopback(0))) {
            assertThatThrownBy(() -> port.send(ByteBuffer.allocate(1), new Peer("fe80::1%no-such0", 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'fe80::1%no-such0' has a scope that is not on this machine: "
                            + "no network interface no-such0 has an address of this kind");
            assertThatThrownBy(() -> port.send(ByteBuffer.allocate(1), new Peer("fe80::zz%lo", 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("'fe80::zz%lo' is not an IP address");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void withTtl_outOfRange_throws(int ttl) {
        assertThatThrownBy(() -> new UdpTransport().withTtl(ttl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ttl " + ttl + " is not within 0 to 255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such0", "", "192.0.2.222", "localhost"})
    void withInterface_unknown_listsAvailableOnes(String name) throws SocketException {
        String loopback = loopback().getName();
        assertThatThrownBy(() -> new UdpTransport().withInterface(name).join(GROUP))
                .isInstanceOf(SocketException.class)
                .hasMessageStartingWith("there is no network interface " + name + "; there are ")
                .hasMessageContaining(loopback);
    }

    @Test
    void withInterface_nameOrAddress_isFound() throws IOException {
        NetworkInterface loopback = loopback();
        for (String given : new String[] {loopback.getName(), Endpoint.LOOPBACK}) {
            try (Membership member = join(new UdpTransport().withInterface(given))) {
                assertThat(member).hasToString(member.group() + " on " + loopback.getName());
            }
        }
    }

    @Test
    void join_withoutInterface_choosesOne() throws IOException {
        try (Membership member = join(new UdpTransport())) {
            String name = member.toString().substring(member.toString().lastIndexOf(' ') + 1);
            assertThat(NetworkInterface.getByName(name)).isNotNull();
        }
    }

    @Test
    void withLoopback_false_senderReceivesNothing() throws IOException {
        UdpTransport talking = new UdpTransport().withTtl(0);
        try (Membership listener = join(talking);
                Membership mute = talking.withLoopback(false).join(listener.group())) {
            assumeTrue(
                    !mute.toString().endsWith(" on " + loopback().getName()),
                    "skipped: there is only the loopback interface, which always loops");
            mute.send(ByteBuffer.wrap(new byte[] {1}));
            listener.send(ByteBuffer.wrap(new byte[] {2}));
            ByteBuffer in = ByteBuffer.allocate(1);
            listener.receive(in, PATIENCE);
            assertThat(in.get(0)).isEqualTo((byte) 2);
        } catch (SocketTimeoutException e) {
            abort("skipped: there is no multicast");
        }
    }

    @Test
    void join_exclusivelyUsedPort_throws() throws IOException {
        UdpTransport transport = onLoopback();
        try (DatagramSocket selfish = new DatagramSocket(new InetSocketAddress(0))) {
            Endpoint taken = new Endpoint(GROUP.host(), selfish.getLocalPort());
            assertThatThrownBy(() -> transport.join(taken)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void join_portZero_choosesUnsharedPort() throws IOException {
        UdpTransport transport = onLoopback();
        join(transport).close();
        List<DatagramChannel> sharing = new ArrayList<>();
        try {
            Set<Integer> shared = new HashSet<>();
            for (int i = 0; i < 500; i++) {
                DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
                sharing.add(channel);
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                }
                channel.bind(new InetSocketAddress(0));
                shared.add(((InetSocketAddress) channel.getLocalAddress()).getPort());
            }
            // So many ports that a shared bind almost certainly gets one of them.
            for (int i = 0; i < 1000; i++) {
                try (Membership member = transport.join(GROUP)) {
                    assertThat(shared).doesNotContain(member.group().port());
                }
            }
        } finally {
            for (DatagramChannel channel : sharing) {
                channel.close();
            }
        }
    }

    /** A datagram to the machine itself is not a message of the group. */
    @Test
    void unicast_toPortOfGroup_isNotReceived() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: depends on the system");
        try (Membership member = join(onLoopback());
                DatagramSocket outside = new DatagramSocket()) {
            byte[] bytes = {1};
            InetAddress loopback = InetAddress.getLoopbackAddress();
            outside.send(new DatagramPacket(bytes, 1, loopback, member.group().port()));
            member.send(ByteBuffer.wrap(new byte[] {2}));
            ByteBuffer in = ByteBuffer.allocate(1);
            member.receive(in, PATIENCE);
            assertThat(in.get(0)).isEqualTo((byte) 2);
        }
    }

    private static UdpTransport onLoopback() throws SocketException {
        return new UdpTransport().withInterface(loopback().getName()).withTtl(0);
    }

    private static NetworkInterface loopback() throws SocketException {
        NetworkInterface found = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        assumeTrue(found != null, "skipped: there is no loopback interface");
        return found;
    }

    private static Membership join(UdpTransport transport) {
        try {
            return transport.join(GROUP);
        } catch (IOException e) {
            return abort("skipped: there is no multicast: " + e.getMessage());
        }
    }
}
