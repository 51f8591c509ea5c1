// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.xorproto.XorPacket;

/** The progress of a client's run, for the message about a run without a result. */
final class RunProgress {
    private long packets;
    private long bytes;
    private long packetBytes;
    private boolean whole;
    private boolean unsent;

    /** Records a received packet of the text, which the client sends back next. */
    void received(XorPacket packet) {
        packets++;
        bytes += packet.data().length();
        packetBytes += packet.length();
        whole = packet.last();
        unsent = true;
    }

    /** Records that all packets have been sent back. */
    void sent() {
        unsent = false;
    }

    /** Returns whether any packet of the text has arrived. */
    boolean begun() {
        return packets > 0;
    }

    /** Returns whether the last packet of the text has arrived. */
    boolean whole() {
        return whole;
    }

    /**
     * Returns the total size in bytes of the received packets of the text. Headers count too, because an endless text
     * might consist of packets without data.
     */
    long packetBytes() {
        return packetBytes;
    }

    /** Returns a phrase such as {@code 2 packets of the text}. */
    String count() {
        return packets + (packets == 1 ? " packet" : " packets") + " of the text";
    }

    /** Returns in words how much of the text arrived, and how much was sent back. */
    String words() {
        if (!begun()) {
            return "no packet of the text had arrived";
        }
        String come = count() + " had arrived (" + bytes + " bytes of data), "
                + (whole ? "including the last one" : "but no last packet (flag 1)");
        return come + (unsent ? ", and not all of it had been sent back yet" : ", and all of it had been sent back");
    }
}
