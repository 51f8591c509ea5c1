// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client.internal;

import io.labnet.xorproto.XorPacket;

/** The progress of a client's run, for the message about a run without a result. */
public final class RunProgress {
    private long packets;
    private long bytes;
    private long packetBytes;
    private boolean whole;
    private boolean unsent;

    /**
     * Records a received packet of the text, which the client sends back next.
     *
     * @param packet the packet
     */
    public void received(XorPacket packet) {
        packets++;
        bytes += packet.data().length();
        packetBytes += packet.length();
        whole = packet.last();
        unsent = true;
    }

    /** Records that all packets have been sent back. */
    public void sent() {
        unsent = false;
    }

    /** {@return whether any packet of the text has arrived} */
    public boolean begun() {
        return packets > 0;
    }

    /** {@return whether the last packet of the text has arrived} */
    public boolean whole() {
        return whole;
    }

    /**
     * {@return the total size in bytes of the received packets of the text} Headers count too, because an endless text
     * might consist of packets without data.
     */
    public long packetBytes() {
        return packetBytes;
    }

    /** {@return a phrase such as {@code 2 packets of the text}} */
    public String count() {
        return packets + (packets == 1 ? " packet" : " packets") + " of the text";
    }

    /** {@return in words how much of the text arrived, and how much was sent back} */
    public String words() {
        if (!begun()) {
            return "no packet of the text had arrived";
        }
        String come = count() + " had arrived (" + bytes + " bytes of data), "
                + (whole ? "including the last one" : "but no last packet (flag 1)");
        return come + (unsent ? ", and not all of it had been sent back yet" : ", and all of it had been sent back");
    }
}
