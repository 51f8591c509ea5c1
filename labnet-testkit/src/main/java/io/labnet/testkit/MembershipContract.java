// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.datagram.DatagramPort;
import java.io.IOException;

/**
 * The tests for a member of a group, which must receive, wait and close as a port does. Extend it for your own
 * transport, together with {@link DatagramContract}.
 */
public abstract class MembershipContract extends DatagramPortContract {
    /** Creates a suite. */
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
