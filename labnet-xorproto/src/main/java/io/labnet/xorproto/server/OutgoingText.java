// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorPacket;
import java.io.IOException;

/**
 * A text that is sent packet by packet: every packet but the last is full. An empty text is one packet without data.
 */
final class OutgoingText {
    private final XorText text;
    private final XorCipher cipher;
    private final String key;
    private final long sid;
    private long position;
    private boolean done;

    OutgoingText(XorText text, String key, long sid) {
        this.text = text;
        this.cipher = XorCipher.of(key);
        this.key = key;
        this.sid = sid;
    }

    /** Returns whether the last packet has been created. */
    boolean done() {
        return done;
    }

    XorPacket next() throws IOException {
        int length = (int) Math.min(XorPacket.MAX_DATA_BYTES, text.length() - position);
        byte[] data = new byte[length];
        text.read(position, data, 0, length);
        // Each packet is encrypted from the first letter of the key. A client may also continue the key from packet to
        // packet: a full packet has a multiple of 4 bytes of data, so the result is the same.
        cipher.applyInPlace(data, 0, length, 0);
        position += length;
        done = position == text.length();
        return new XorPacket(done, key, sid, XorData.of(data));
    }
}
