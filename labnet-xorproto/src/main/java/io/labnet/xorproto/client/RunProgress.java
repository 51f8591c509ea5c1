// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.xorproto.XorPacket;

/** How far a client has come in a run, in words for a person whose server ended it. */
final class RunProgress {
    private long packets;
    private long bytes;
    private long packetBytes;
    private boolean whole;
    private boolean unsent;

    /** A packet of the text has come, and is about to be sent back. */
    void received(XorPacket packet) {
        packets++;
        bytes += packet.data().length();
        packetBytes += packet.length();
        whole = packet.last();
        unsent = true;
    }

    /** All that was said so far has left. */
    void sent() {
        unsent = false;
    }

    /** Whether any of the text has come. */
    boolean begun() {
        return packets > 0;
    }

    /** Whether the last packet of the text has come. */
    boolean whole() {
        return whole;
    }

    /** How many bytes the packets of the text have, their headers included: an endless text need not have any data. */
    long packetBytes() {
        return packetBytes;
    }

    /** Such as {@code 2 packets of the text}. */
    String count() {
        return packets + (packets == 1 ? " packet" : " packets") + " of the text";
    }

    /** What had come of the text, and what had been sent back. */
    String words() {
        if (!begun()) {
            return "no packet of the text had come";
        }
        String come = count() + " had come (" + bytes + " bytes of data), "
                + (whole ? "the last one included" : "but none with the flag 1 of the last one");
        return come + (unsent ? ", and not all of it had been sent back yet" : ", and all of it had been sent back");
    }
}
