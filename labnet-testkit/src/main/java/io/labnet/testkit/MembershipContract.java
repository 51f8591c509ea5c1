// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.datagram.DatagramPort;
import java.io.IOException;

/**
 * How a member of a group receives, waits and leaves, whatever the datagram transport: as a port does. Extend it for a
 * transport of your own, beside {@link DatagramContract}.
 */
public abstract class MembershipContract extends DatagramPortContract {
    /** Makes a suite. */
    protected MembershipContract() {}

    @Override
    final DatagramPort open() throws IOException {
        return join(anyGroup());
    }

    @Override
    final String closedMessage(DatagramPort port) {
        return "the group " + port.endpoint() + " was left";
    }
}
