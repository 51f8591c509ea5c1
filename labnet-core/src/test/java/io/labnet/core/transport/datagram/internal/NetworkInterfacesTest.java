// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class NetworkInterfacesTest {
    /** As without a default route: the loopback interface always exists, but reaches no other machine. */
    @Test
    void withoutRoute_prefersInterfaceToOtherMachines() throws SocketException {
        NetworkInterface found = NetworkInterfaces.withoutRoute();

        assertThat(found.isUp()).isTrue();
        assertThat(found.inetAddresses()).anyMatch(Inet4Address.class::isInstance);
        if (found.isLoopback()) {
            for (NetworkInterface other : NetworkInterface.networkInterfaces().toList()) {
                boolean able = other.isUp() && other.supportsMulticast() && !other.isLoopback();
                assertThat(able && other.inetAddresses().anyMatch(Inet4Address.class::isInstance))
                        .as("%s reaches others", other)
                        .isFalse();
            }
        }
    }
}
