// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A connection of a server, from its begin to its end. */
@Name("io.labnet.Connection")
@Label("Connection")
@Description("A connection of a labnet server, from its begin to its end")
final class ConnectionEvent extends PeerEvent {
    @Label("Received")
    @Description("Received bytes")
    @DataAmount
    long received;

    @Label("Sent")
    @Description("Sent bytes")
    @DataAmount
    long sent;

    @Label("Messages")
    @Description("Received messages")
    long messages;

    @Label("End")
    @Description("How the connection ended: in order, rejected, timed out, dropped, limit exceeded, failed or broken")
    String end = "in order";
}
