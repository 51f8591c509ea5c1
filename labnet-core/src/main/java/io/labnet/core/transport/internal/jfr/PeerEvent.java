// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.jfr;

import io.labnet.core.session.Peer;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** An event about one peer of a server. */
@Category({"labnet"})
@StackTrace(false)
abstract class PeerEvent extends Event {
    @Label("Connection")
    @Description("The number of the connection, counted by its server from 1; 0 if there is none")
    long connection;

    @Label("Host")
    @Description("The address of the peer")
    String host = "";

    @Label("Port")
    @Description("The port of the peer")
    int port;

    final void about(Peer peer) {
        connection = peer.connection();
        host = peer.host();
        port = peer.port();
    }
}
